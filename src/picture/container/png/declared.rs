//! What a PNG says about its colours in numbers (PNG 3rd edition, 11.3.2): the ones that can be true.

/// The numbers of its chunks, as they stand there.
#[derive(Default)]
pub(in crate::picture) struct Declared {
    /// `cICP`: primaries, transfer, matrix, range.
    pub(in crate::picture) code_points: Option<[u8; 4]>,
    /// `sRGB`: a rendering intent.
    pub(in crate::picture) intent: Option<[u8; 1]>,
    /// `gAMA`, times 100,000.
    pub(in crate::picture) gamma: Option<[u8; 4]>,
    /// `cHRM`: white, red, green, blue, x and y of each, times 100,000.
    pub(in crate::picture) chromaticities: Option<[u8; 32]>,
}

impl Declared {
    /// Takes the chunk if its numbers can mean a colour; decoders do without the others, and without a second one.
    pub(in crate::picture) fn read(&mut self, kind: [u8; 4], data: &[u8]) {
        match &kind {
            b"cICP" => first(&mut self.code_points, exactly(data, is_possible)),
            b"sRGB" => first(&mut self.intent, exactly(data, |[intent]| *intent <= 3)),
            b"gAMA" => first(
                &mut self.gamma,
                exactly(data, |gamma| within(gamma, 1_000..=1_000_000)),
            ),
            b"cHRM" => first(
                &mut self.chromaticities,
                exactly(data, |all| within(all, 0..=100_000)),
            ),
            _ => {}
        }
    }
}

fn first<T>(known: &mut Option<T>, next: Option<T>) {
    *known = known.take().or(next);
}

fn exactly<const N: usize>(data: &[u8], fits: impl Fn(&[u8; N]) -> bool) -> Option<[u8; N]> {
    data.try_into().ok().filter(fits)
}

/// ITU-T H.273: the primaries and transfer functions that have a meaning; PNG has no matrix but that of RGB.
fn is_possible(&[primaries, transfer, matrix, range]: &[u8; 4]) -> bool {
    matches!(primaries, 1 | 4..=12 | 22)
        && matches!(transfer, 1 | 4..=18)
        && matrix == 0
        && range <= 1
}

fn within(bytes: &[u8], range: core::ops::RangeInclusive<u32>) -> bool {
    let (numbers, _) = bytes.as_chunks::<4>();
    numbers
        .iter()
        .all(|number| range.contains(&u32::from_be_bytes(*number)))
}
