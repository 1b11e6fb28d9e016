//! The segments that a file is put together from (T.81, annex B.2).

use super::huffman::Code;
use super::quantise::Steps;
use super::tokens::TABLES;

/// The components of a scan, which coefficients of theirs it has, and which bits of them.
pub(super) struct Scan {
    /// How the picture's components are numbered, from 0.
    pub(super) components: core::ops::Range<usize>,
    /// Positions in the zigzag, the last one included.
    pub(super) band: [u8; 2],
    /// The lowest bit that was sent before, or 0, and the lowest bit that is sent now.
    pub(super) bits: [u8; 2],
}

/// SOI, JFIF and the quantisation tables.
pub(super) fn begin(file: &mut Vec<u8>, steps: &[Steps]) {
    file.extend_from_slice(&[0xFF, 0xD8]);
    // JFIF 1.01 without a density: only that pixels are square.
    segment(file, 0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    for (number, steps) in (0..).zip(steps) {
        let table: Vec<u8> = [number].into_iter().chain(steps.in_zigzag).collect();
        segment(file, 0xDB, &table);
    }
}

/// SOF (B.2.2): 8 bits, luma at twice the chroma's resolution, both chroma components with the second table.
pub(super) fn frame(file: &mut Vec<u8>, marker: u8, [width, height]: [u16; 2], components: usize) {
    let ([h1, h0], [w1, w0]) = (height.to_be_bytes(), width.to_be_bytes());
    let mut body = vec![8, h1, h0, w1, w0, components as u8];
    let luma = if components == 1 { 0x11 } else { 0x22 };
    let each = [[1, luma, 0], [2, 0x11, 1], [3, 0x11, 1]];
    body.extend_from_slice(each[..components].as_flattened());
    segment(file, marker, &body);
}

/// DHT (B.2.4.2) for each table of tokens that something uses.
pub(super) fn codes(file: &mut Vec<u8>, codes: &[Code; TABLES]) {
    for (number, code) in codes.iter().enumerate() {
        if code.symbols.is_empty() {
            continue;
        }
        let (class, id) = ((number / 2) as u8, (number % (TABLES / 2)) as u8);
        let mut body = vec![class << 4 | id];
        body.extend_from_slice(&code.counts);
        body.extend_from_slice(&code.symbols);
        segment(file, 0xC4, &body);
    }
}

/// SOS (B.2.3); chroma has the second tables.
pub(super) fn scan(file: &mut Vec<u8>, scan: &Scan) {
    let mut body = vec![scan.components.len() as u8];
    for component in scan.components.clone() {
        body.extend_from_slice(&[component as u8 + 1, if component == 0 { 0 } else { 0x11 }]);
    }
    let [before, now] = scan.bits;
    body.extend_from_slice(&[scan.band[0], scan.band[1], before << 4 | now]);
    segment(file, 0xDA, &body);
}

/// EOI.
pub(super) fn end(file: &mut Vec<u8>) {
    file.extend_from_slice(&[0xFF, 0xD9]);
}

fn segment(file: &mut Vec<u8>, marker: u8, body: &[u8]) {
    let len = (body.len() as u16 + 2).to_be_bytes();
    file.extend_from_slice(&[0xFF, marker, len[0], len[1]]);
    file.extend_from_slice(body);
}
