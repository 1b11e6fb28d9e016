//! JPEG: sequential, with Huffman codes made for the picture, and levels chosen by what they cost.
//!
//! Measured over the corpus' lossless pictures and four photos, the balanced preset takes 0.85 of the bytes of
//! libjpeg-turbo at the same SSIMULACRA2: `cargo xtask bench` measures it again.

mod blocks;
mod fdct;
mod huffman;
mod quantise;
mod strip;
mod tokens;

use super::super::Preset;
use super::super::raster::{Plane, Raster};
use super::super::refusal::internal;
use super::super::ycc;
use crate::error::Error;
use huffman::Code;
use quantise::Steps;
use std::borrow::Cow;
use strip::Strip;
use tokens::{TABLES, Tokens};

/// Encodes a picture without transparency; its chroma at half of both sides.
///
/// # Errors
/// `internal` for a picture that JPEG cannot hold.
pub(super) fn encode(raster: &Raster, preset: Preset) -> Result<Vec<u8>, Error> {
    let planes: Cow<[Plane]> = match raster {
        Raster::Gray(plane) => Cow::Borrowed(core::slice::from_ref(plane)),
        Raster::Ycc420(planes) => Cow::Borrowed(&planes[..]),
        Raster::Rgb(plane) => Cow::Owned(ycc::planes_of_rgb(plane).into()),
        Raster::Rgba(_) => return Err(internal("a JPEG cannot be transparent")),
    };
    let [luma, ..] = &planes[..] else {
        return Err(internal("a picture without planes"));
    };
    let (Ok(width), Ok(height)) = (u16::try_from(luma.width), u16::try_from(luma.height)) else {
        return Err(internal("a JPEG cannot be so large"));
    };
    let steps = [Steps::luma(preset), Steps::chroma(preset)];
    let tokens = tokenise(&planes, &steps);
    let codes = tokens.codes();
    let mut file = Vec::with_capacity(1024 + planes[0].samples.len() / 4);
    file.extend_from_slice(&[0xFF, 0xD8]);
    // JFIF 1.01 without a density: only that pixels are square.
    segment(&mut file, 0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    for (number, steps) in (0..).zip(&steps).take(planes.len().min(2)) {
        let table: Vec<u8> = [number].into_iter().chain(steps.in_zigzag).collect();
        segment(&mut file, 0xDB, &table);
    }
    segment(&mut file, 0xC0, &frame(width, height, planes.len()));
    for (number, code) in codes.iter().enumerate() {
        define(&mut file, number, code);
    }
    segment(&mut file, 0xDA, &scan(planes.len()));
    tokens.write(&codes, &mut file);
    file.extend_from_slice(&[0xFF, 0xD9]);
    Ok(file)
}

/// Goes over the picture once, unit by unit: 16 × 16 pixels with colour, 8 × 8 without.
fn tokenise(planes: &[Plane], steps: &[Steps; 2]) -> Tokens {
    let sides = if planes.len() == 1 { 1 } else { 2 };
    let units_across = (planes[0].width as usize).div_ceil(8 * sides);
    let units_down = (planes[0].height as usize).div_ceil(8 * sides);
    let blocks = |index: usize| if index == 0 { sides } else { 1 };
    let mut strips: Vec<Strip> = (0..planes.len())
        .map(|index| Strip::new(units_across * blocks(index), blocks(index)))
        .collect();
    let mut dc = vec![0; planes.len()];
    let mut tokens = Tokens::with_capacity(planes[0].samples.len() / 2);
    for row in 0..units_down {
        for (strip, plane) in strips.iter_mut().zip(planes) {
            strip.fill(plane, row);
        }
        for unit in 0..units_across {
            for (index, (strip, dc)) in strips.iter().zip(&mut dc).enumerate() {
                let (side, kind) = (blocks(index), index.min(1));
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

fn segment(file: &mut Vec<u8>, marker: u8, body: &[u8]) {
    let len = (body.len() as u16 + 2).to_be_bytes();
    file.extend_from_slice(&[0xFF, marker, len[0], len[1]]);
    file.extend_from_slice(body);
}

/// SOF (T.81, B.2.2): 8 bits, luma at twice the chroma's resolution, both chroma components with the second table.
fn frame(width: u16, height: u16, components: usize) -> Vec<u8> {
    let ([h1, h0], [w1, w0]) = (height.to_be_bytes(), width.to_be_bytes());
    let mut body = vec![8, h1, h0, w1, w0, components as u8];
    let luma = if components == 1 { 0x11 } else { 0x22 };
    let each = [[1, luma, 0], [2, 0x11, 1], [3, 0x11, 1]];
    body.extend_from_slice(each[..components].as_flattened());
    body
}

/// DHT (T.81, B.2.4.2) for a table of tokens, unless nothing uses it.
fn define(file: &mut Vec<u8>, number: usize, code: &Code) {
    if code.symbols.is_empty() {
        return;
    }
    let (class, id) = ((number / 2) as u8, (number % (TABLES / 2)) as u8);
    let mut body = vec![class << 4 | id];
    body.extend_from_slice(&code.counts);
    body.extend_from_slice(&code.symbols);
    segment(file, 0xC4, &body);
}

/// SOS (T.81, B.2.3) for everything at once.
fn scan(components: usize) -> Vec<u8> {
    let mut body = vec![components as u8];
    body.extend_from_slice([[1, 0x00], [2, 0x11], [3, 0x11]][..components].as_flattened());
    body.extend_from_slice(&[0, 63, 0]);
    body
}
