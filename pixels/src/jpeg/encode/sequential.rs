//! Everything in one scan, unit by unit, as viewers decode it fastest.

use super::markers::{self, Scan};
use super::quantise::Steps;
use super::strip::Strip;
use super::tokens::Tokens;
use super::{blocks, fdct, units};
use crate::raster::Plane;

/// Writes what follows the quantisation tables, up to EOI.
pub(super) fn write(file: &mut Vec<u8>, size: [u16; 2], planes: &[Plane], steps: &[Steps; 2]) {
    let tokens = tokenise(planes, steps, 1);
    let codes = tokens.codes();
    markers::frame(file, 0xC0, size, planes.len());
    markers::codes(file, &codes);
    markers::scan(
        file,
        &Scan {
            components: 0..planes.len(),
            band: [0, 63],
            bits: [0, 0],
        },
    );
    tokens.write(&codes, file);
}

/// Goes over one of `every` rows of units, each unit 16 × 16 pixels with colour, 8 × 8 without.
pub(super) fn tokenise(planes: &[Plane], steps: &[Steps; 2], every: usize) -> Tokens {
    let [units_across, units_down] = units::count(planes);
    let side = |index: usize| units::side(planes, index);
    let mut strips: Vec<Strip> = (0..planes.len())
        .map(|index| Strip::new(units_across * side(index), side(index)))
        .collect();
    let mut dc = vec![0; planes.len()];
    let mut tokens = Tokens::with_capacity(planes[0].samples.len() / 2 / every);
    for row in (0..units_down).step_by(every) {
        for (strip, plane) in strips.iter_mut().zip(planes) {
            strip.fill(plane, row);
        }
        for unit in 0..units_across {
            for (index, (strip, dc)) in strips.iter().zip(&mut dc).enumerate() {
                let (side, kind) = (side(index), index.min(1));
                for y in 0..side {
                    for x in 0..side {
                        let coefficients = fdct::transform(strip.block(unit * side + x, y));
                        let block = steps[kind].quantise(coefficients);
                        *dc = blocks::push(&mut tokens, [kind, kind + 2], &block, *dc);
                    }
                }
            }
        }
    }
    tokens
}
