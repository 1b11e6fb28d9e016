//! The slots of a WebP (RFC 9649).

use super::Slot;
use super::pictures::animations::{self, Frame, riff};
use super::pictures::*;
use image::ExtendedColorType;

const SIZE: (u32, u32) = (64, 48);

fn simple() -> Vec<u8> {
    webp(&photo(SIZE.0, SIZE.1), ExtendedColorType::Rgb8)
}

fn with(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    webp_with(&simple(), SIZE, chunks)
}

/// The file with other chunks behind its first 12 bytes.
fn file_of(chunks: &[&[u8]]) -> Vec<u8> {
    riff(b"RIFF", &[b"WEBP", &chunks.concat()[..]].concat())
}

fn animation(second: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let frame = |pixels: Pixels, place| {
        let file = webp(&pixels, ExtendedColorType::Rgb8);
        (Frame::new(pixels, place, 50, 0), file)
    };
    let mut frames = [frame(photo(64, 48), (0, 0)), frame(photo(16, 16), (2, 4))];
    frames[1].1 = second(std::mem::take(&mut frames[1].1));
    animations::webp(SIZE, 0, &frames)
}

/// The parts of the lossy picture with transparency: `VP8X`, `ALPH` and `VP8 `, each with its header.
fn lossy() -> [Vec<u8>; 3] {
    let file = lossy_webp();
    let chunk = |from: usize| {
        let len = u32::from_le_bytes(file[from + 4..from + 8].try_into().unwrap()) as usize;
        file[from..from + 8 + len].to_vec()
    };
    let header = chunk(12);
    let alpha = chunk(12 + header.len());
    let picture = chunk(12 + header.len() + alpha.len() + alpha.len() % 2);
    [header, alpha, picture]
}

pub fn slots() -> Vec<Slot> {
    let mut slots = Vec::new();
    for kind in [
        b"EXIF", b"XMP ", b"ICCP", b"C2PA", b"PSAI", b"UUID", b"META", b"ANMF", b"JUNK",
    ] {
        let name = String::from_utf8_lossy(kind).into_owned();
        slots.push(Slot::new(format!("chunk {name}"), move |bytes| {
            with(&[(kind, bytes)])
        }));
        if kind != b"ANMF" {
            slots.push(Slot::new(
                format!("chunk {name} of an animation"),
                move |bytes| {
                    let file = animation(|frame| frame);
                    riff(b"RIFF", &[&file[8..], &riff(kind, bytes)].concat())
                },
            ));
            slots.push(Slot::new(
                format!("chunk {name} within a frame"),
                move |bytes| animation(|frame| [&frame[..], &riff(kind, bytes)].concat()),
            ));
        }
    }
    slots.push(Slot::new("Exif with an orientation", |bytes| {
        let block = exif(&[(0x0112, Value::Short(6)), (0x010F, Value::Bytes(bytes))]);
        with(&[(b"EXIF", &block)])
    }));
    slots.push(Slot::new("before VP8X's place", |bytes| {
        file_of(&[&riff(b"JUNK", bytes), &simple()[12..]])
    }));
    slots.push(Slot::new("behind the end", |bytes| {
        [&simple(), bytes].concat()
    }));
    slots.push(Slot::new("behind the fields of VP8X", |bytes| {
        let file = with(&[]);
        let extended = riff(b"VP8X", &[&file[20..30], bytes].concat());
        file_of(&[&extended, &file[30..]])
    }));
    slots.push(Slot::new("behind the fields of ANIM", |bytes| {
        let file = animation(|frame| frame);
        let fields = riff(b"ANIM", &[&file[38..44], bytes].concat());
        file_of(&[&file[12..30], &fields, &file[44..]])
    }));
    slots.push(Slot::new("behind the pixels of VP8L", |bytes| {
        let file = simple();
        let len = u32::from_le_bytes(file[16..20].try_into().unwrap()) as usize;
        file_of(&[&riff(b"VP8L", &[&file[20..20 + len], bytes].concat())])
    }));
    slots.push(Slot::new("behind the pixels of a frame's VP8L", |bytes| {
        let bytes = bytes.to_vec();
        animation(move |file| {
            let len = u32::from_le_bytes(file[16..20].try_into().unwrap()) as usize;
            file_of(&[&riff(b"VP8L", &[&file[20..20 + len], &bytes].concat())])
        })
    }));
    slots.push(Slot::new("behind the pixels of VP8", |bytes| {
        let [header, alpha, picture] = lossy();
        let picture = riff(b"VP8 ", &[&picture[8..], bytes].concat());
        file_of(&[&header, &riff(b"ALPH", &alpha[8..]), &picture])
    }));
    slots.push(Slot::new("behind the modes of VP8", |bytes| {
        let [header, alpha, picture] = lossy();
        let data = &picture[8..];
        let tag = u32::from_le_bytes([data[0], data[1], data[2], 0]);
        let (first, rest) = data[10..].split_at((tag >> 5) as usize);
        let tag = (tag & 0x1F | ((first.len() + bytes.len()) as u32) << 5).to_le_bytes();
        let data = [&tag[..3], &data[3..10], first, bytes, rest].concat();
        file_of(&[&header, &riff(b"ALPH", &alpha[8..]), &riff(b"VP8 ", &data)])
    }));
    slots.push(Slot::new("behind the tokens of a row in VP8", |bytes| {
        let [header, alpha, picture] = lossy();
        let data = &picture[8..];
        let tag = u32::from_le_bytes([data[0], data[1], data[2], 0]);
        let (head, rest) = data.split_at(10 + (tag >> 5) as usize);
        // The length of the first of two partitions.
        let len = u32::from_le_bytes([rest[0], rest[1], rest[2], 0]) as usize;
        let (first, last) = rest[3..].split_at(len);
        let len = ((first.len() + bytes.len()) as u32).to_le_bytes();
        let data = [head, &len[..3], first, bytes, last].concat();
        file_of(&[&header, &riff(b"ALPH", &alpha[8..]), &riff(b"VP8 ", &data)])
    }));
    slots.push(Slot::new("behind the levels of ALPH", |bytes| {
        let [header, alpha, picture] = lossy();
        let alpha = riff(b"ALPH", &[&alpha[8..], bytes].concat());
        file_of(&[&header, &alpha, &riff(b"VP8 ", &picture[8..])])
    }));
    slots.push(Slot::new(
        "transparency that a lossless picture does not use",
        |bytes| {
            let file = with(&[]);
            file_of(&[&file[12..30], &riff(b"ALPH", bytes), &file[30..]])
        },
    ));
    slots
}
