//! How large the next piece of an upload is: 32 KiB to 1 MiB.
//!
//! The browser tells nothing of a request before its end, so the pieces are the progress, and what a broken connection
//! costs: of a piece with a checksum a server keeps all or nothing.

use core::time::Duration;

const FIRST_BYTES: usize = 256 * 1024;
const MIN_BYTES: usize = 32 * 1024;
const MAX_BYTES: usize = 1024 * 1024;
/// What a piece should take, where the driver has a clock: often enough for a bar that moves.
const WANTED_TIME: Duration = Duration::from_millis(800);

/// The size of the next piece.
#[derive(Debug)]
pub(super) struct PieceSize {
    bytes: usize,
}

impl PieceSize {
    /// The size of the first piece.
    pub(super) fn first() -> Self {
        Self { bytes: FIRST_BYTES }
    }

    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// A piece has arrived: the next is chosen by how long it took, and is twice as large where nobody knows.
    pub(super) fn arrived(&mut self, bytes: usize, took: Option<Duration>) {
        let factor = took.map_or(2.0, |took| {
            let per_piece = WANTED_TIME.as_secs_f64() / took.as_secs_f64().max(1e-3);
            // Two either way, so that one odd measurement does not rule.
            per_piece.clamp(0.5, 2.0)
        });
        self.bytes = ((bytes as f64 * factor) as usize).clamp(MIN_BYTES, MAX_BYTES);
    }

    /// A piece did not arrive: one that is much smaller has a better chance.
    pub(super) fn broke(&mut self) {
        self.bytes = (self.bytes / 4).max(MIN_BYTES);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_follow_the_network_within_their_bounds() {
        let mut size = PieceSize::first();
        let slow = Some(Duration::from_secs(20));
        for expected in [128, 64, 32, 32] {
            size.arrived(size.bytes(), slow);
            assert_eq!(size.bytes(), expected * 1024);
        }
        for expected in [64, 128, 256, 512, 1024, 1024] {
            size.arrived(size.bytes(), None);
            assert_eq!(size.bytes(), expected * 1024);
        }
        for expected in [256, 64, 32, 32] {
            size.broke();
            assert_eq!(size.bytes(), expected * 1024);
        }
    }
}
