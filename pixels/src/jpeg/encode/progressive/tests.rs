//! The same levels in one sequential scan and in every division: each of three decoders has to see one picture.

#![allow(clippy::unwrap_used)]

use super::super::blocks;
use super::super::quantise::{Quantised, ZIGZAG};
use super::*;
use crate::jpeg::{Preset, decode};
use crate::resize::Plan;
use crate::{Model, Size};
use jpeg_decoder::{ColorTransform, Decoder};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;

/// Planes with noise, edges and flat parts: a picture's luma, and chroma of half its sides.
fn planes(width: u32, height: u32, components: usize) -> Vec<Plane> {
    let mut state = width * 31 + height;
    (0..components)
        .map(|component| {
            let half = |side: u32| {
                if component == 0 {
                    side
                } else {
                    side.div_ceil(2)
                }
            };
            let (width, height) = (half(width), half(height));
            let sample = |(y, x): (u32, u32)| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let noise = (state >> 24) as u8;
                match (x / 24 + y / 32) % 4 {
                    0 => noise,
                    1 => (x * 5 + y) as u8 / 2 + noise / 32,
                    2 => 90 + noise % 8 + if (x / 3 + y) % 7 == 0 { 60 } else { 0 },
                    _ => 200,
                }
            };
            let places = (0..height).flat_map(|y| (0..width).map(move |x| (y, x)));
            Plane {
                width,
                height,
                samples: places.map(sample).collect(),
            }
        })
        .collect()
}

/// All of a component's blocks, those that only fill up a unit with their DC alone: scans of AC have no others.
fn quantised(levels: &Levels) -> Vec<Quantised> {
    let mut whole: Vec<Quantised> = levels
        .dc
        .iter()
        .map(|&dc| {
            let mut block = Quantised {
                levels: [0; 64],
                // So near to their levels' double that leaving one out never pays.
                exact: [f32::from(i16::MAX); 64],
                positions: 0,
                activity: 0.0,
            };
            block.levels[0] = dc;
            block
        })
        .collect();
    let [wide, _] = levels.covered;
    for (index, view) in levels.blocks().enumerate() {
        let block = &mut whole[index / wide * levels.across + index % wide];
        block.positions = view.from_bit[0];
        for position in (1..64).filter(|position| block.positions >> position & 1 == 1) {
            let level = view.level(position);
            block.levels[usize::from(ZIGZAG[position as usize])] = level as i16;
        }
    }
    whole
}

/// One scan with everything, written from the levels by what writes the balanced preset.
fn sequential(file: &mut Vec<u8>, size: [u16; 2], components: &[Levels]) {
    let blocks: Vec<Vec<Quantised>> = components.iter().map(quantised).collect();
    let mut tokens = Tokens::with_capacity(0);
    let units_across = components.last().unwrap().across;
    let mut dc = vec![0; components.len()];
    for unit in 0..blocks.last().unwrap().len() {
        for (index, levels) in components.iter().enumerate() {
            let side = levels.across / units_across;
            for (y, x) in (0..side).flat_map(|y| (0..side).map(move |x| (y, x))) {
                let row = unit / units_across * side + y;
                let place = row * levels.across + unit % units_across * side + x;
                let kind = index.min(1);
                let block = &blocks[index][place];
                dc[index] = blocks::push(&mut tokens, [kind, kind + 2], block, dc[index]);
            }
        }
    }
    let codes = tokens.codes();
    markers::frame(file, 0xC0, size, components.len());
    markers::codes(file, &codes);
    let scan = Scan {
        components: 0..components.len(),
        band: [0, 63],
        bits: [0, 0],
    };
    markers::scan(file, &scan);
    tokens.write(&codes, file);
}

/// What jpeg-decoder, zune-jpeg and our own decoder make of a file.
fn decoded(file: &[u8], size: Size, components: usize) -> [Vec<u8>; 3] {
    let mut jpeg_decoder = Decoder::new(file);
    if components == 3 {
        jpeg_decoder.set_color_transform(ColorTransform::RGB);
    }
    let mut zune = JpegDecoder::new(ZCursor::new(file));
    let model = if components == 1 {
        Model::Gray
    } else {
        Model::Ycc
    };
    // Whatever the plan asks for, nothing here is smaller than it is stored.
    let ours = decode(file, size, model, &Plan::new(size, false)).unwrap();
    [
        jpeg_decoder.decode().unwrap(),
        zune.decode().unwrap(),
        ours.planes
            .into_iter()
            .flat_map(|component| component.plane.samples)
            .collect(),
    ]
}

#[test]
fn every_decoder_sees_the_same_levels_in_every_division() {
    let mut refined = 0;
    for (width, height) in [
        (1, 1),
        (8, 8),
        (17, 9),
        (33, 40),
        (40, 33),
        (203, 117),
        (509, 401),
    ] {
        for components in [1, 3] {
            for preset in [Preset::Balanced, Preset::Smallest] {
                let steps = [Steps::luma(preset), Steps::chroma(preset)];
                let planes = planes(width, height, components);
                let levels = decide(&planes, &steps);
                let size = [width as u16, height as u16];
                let seen_size = Size { width, height };
                let file = |write: &dyn Fn(&mut Vec<u8>)| {
                    let mut file = Vec::new();
                    markers::begin(&mut file, &steps[..components.min(2)]);
                    write(&mut file);
                    markers::end(&mut file);
                    file
                };
                let expected = file(&|file| sequential(file, size, &levels));
                let expected = decoded(&expected, seen_size, components);
                // Luma's divisions are more than chroma's, so each of both comes.
                for (number, luma) in LUMA.iter().enumerate() {
                    let chroma = CHROMA[number % CHROMA.len()];
                    let divided = file(&|file| {
                        begin(file, size, &levels);
                        for (number, levels) in levels.iter().enumerate() {
                            let parts = if number == 0 { luma } else { chroma };
                            file.extend(divided(parts, number, levels));
                        }
                    });
                    for (who, (seen, expected)) in decoded(&divided, seen_size, components)
                        .iter()
                        .zip(&expected)
                        .enumerate()
                    {
                        assert!(
                            seen == expected,
                            "{width} × {height}, {components} components, division {number}, decoder {who}"
                        );
                    }
                }
                refined += levels[0]
                    .blocks()
                    .filter(|view| view.from_bit[1] != 0)
                    .count();
            }
        }
    }
    assert!(refined > 1000, "too few levels have two bits: {refined}");
}

#[test]
fn more_empty_blocks_than_one_run_counts_are_two_runs() {
    let plane = Plane {
        width: 1600,
        height: 1600,
        samples: vec![77; 1600 * 1600],
    };
    let size = plane.size();
    let raster = super::super::Raster::Gray(plane);
    let file = super::super::encode(&raster, Preset::Smallest).unwrap();
    for seen in decoded(&file, size, 1) {
        assert!(seen.iter().all(|&sample| sample == 77));
    }
    assert!(
        file.len() < 6000,
        "each empty block took bits: {}",
        file.len()
    );
}
