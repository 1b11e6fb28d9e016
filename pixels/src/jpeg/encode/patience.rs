//! What a bit has to bring, in squares of a step, so that it is spent.
//!
//! It rises with what else goes on in a block, where an eye sees less of an error, and falls towards the highest
//! frequencies, whose steps are large already. Found by trying, like each choice's own numbers: around them the bytes at
//! equal SSIMULACRA2 change by less than a two-hundredth.

/// How a choice weighs bits.
pub(super) struct Patience {
    /// In a block without activity.
    pub(super) calm: f32,
    /// How much of that is added for each step of activity.
    pub(super) by_activity: f32,
    /// No block asks for so many times as much as a calm one.
    pub(super) at_most: f32,
}

impl Patience {
    /// In a block with this activity, in steps, at this position in the zigzag.
    #[inline(always)]
    pub(super) fn worth(&self, activity: f32, position: u32) -> f32 {
        let busy = (1.0 + self.by_activity * activity).min(self.at_most);
        self.calm * busy * (1.25 - position as f32 / 64.0)
    }
}
