//! Scans by frequency and by bits (T.81, annex G): fewer bytes than one scan, and about twice its time to decode.

use super::levels::Levels;
use super::markers::{self, Scan};
use super::quantise::Steps;
use super::scans::{self, Band};
use super::sequential;
use super::tokens::{AC, Tokens};
use super::trellis::Prices;
use crate::raster::Plane;

/// Of so many rows of units one is looked at for what symbols cost.
const SAMPLED_ROWS: usize = 4;

/// A scan of one component's AC levels.
#[derive(Clone, Copy)]
enum Part {
    /// A band without the lowest bits, so many.
    First(Band, u8),
    /// The next bit of a band, which is this one.
    Refine(Band, u8),
}

use Part::{First, Refine};

/// What luma is tried as: all bits at once, or the lowest one apart; the high frequencies in one scan or in two.
///
/// Of some thirty divisions that were tried, each photo's shortest one took at most a two-hundredth less than the best
/// of these.
const LUMA: [&[Part]; 4] = [
    &[First([1, 2], 0), First([3, 63], 0)],
    &[First([1, 2], 0), First([3, 8], 0), First([9, 63], 0)],
    &[First([1, 2], 1), First([3, 63], 1), Refine([1, 63], 0)],
    &[
        First([1, 2], 1),
        First([3, 8], 1),
        First([9, 63], 1),
        Refine([1, 63], 0),
    ],
];

/// What chroma is tried as: most of its blocks have ended before they began, and a second scan says so again.
const CHROMA: [&[Part]; 2] = [&[First([1, 63], 0)], &[First([1, 2], 0), First([3, 63], 0)]];

/// Writes what follows the quantisation tables, up to EOI.
pub(super) fn write(file: &mut Vec<u8>, size: [u16; 2], planes: &[Plane], steps: &[Steps; 2]) {
    let components = decide(planes, steps);
    begin(file, size, &components);
    for (number, levels) in components.iter().enumerate() {
        let divisions = if number == 0 { &LUMA[..] } else { &CHROMA };
        file.extend(shortest(divisions, number, levels));
    }
}

/// The levels of every component.
fn decide(planes: &[Plane], steps: &[Steps; 2]) -> Vec<Levels> {
    let codes = sequential::tokenise(planes, steps, SAMPLED_ROWS).codes();
    let prices = AC.map(|table| Prices::of(&codes[table]));
    (0..planes.len())
        .map(|component| {
            let kind = component.min(1);
            Levels::decide(planes, component, &steps[kind], &prices[kind])
        })
        .collect()
}

/// The frame, and a scan of all DC levels.
fn begin(file: &mut Vec<u8>, size: [u16; 2], components: &[Levels]) {
    markers::frame(file, 0xC2, size, components.len());
    let scan = Scan {
        components: 0..components.len(),
        band: [0, 0],
        bits: [0, 0],
    };
    write_scan(file, &scan, &scans::dc(components));
}

fn shortest(divisions: &[&[Part]], component: usize, levels: &Levels) -> Vec<u8> {
    divisions
        .iter()
        .map(|parts| divided(parts, component, levels))
        .min_by_key(Vec::len)
        .unwrap_or_default()
}

/// A component's scans.
fn divided(parts: &[Part], component: usize, levels: &Levels) -> Vec<u8> {
    let table = AC[component.min(1)];
    let mut bytes = Vec::new();
    for &part in parts {
        let (band, bits, tokens) = match part {
            First(band, bit) => {
                let tokens = scans::first(levels, table, band, bit.into());
                (band, [0, bit], tokens)
            }
            Refine(band, bit) => {
                let tokens = scans::refine(levels, table, band, bit.into());
                (band, [bit + 1, bit], tokens)
            }
        };
        let components = component..component + 1;
        let scan = Scan {
            components,
            band,
            bits,
        };
        write_scan(&mut bytes, &scan, &tokens);
    }
    bytes
}

/// Adds a scan's tables, its header and its data.
fn write_scan(file: &mut Vec<u8>, scan: &Scan, tokens: &Tokens) {
    let codes = tokens.codes();
    markers::codes(file, &codes);
    markers::scan(file, scan);
    tokens.write(&codes, file);
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
