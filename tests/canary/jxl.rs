//! The slots of a JPEG XL: the boxes around its codestream, be that in one piece or in several (ISO/IEC 18181-2, clause 9).

use super::Slot;
use super::pictures::avif::plain;
use super::pictures::{Value, exif};
use pellicle::picture::Class;

/// A codestream of 64 by 48 pixels: what stands behind its header is not read here.
fn codestream() -> Vec<u8> {
    // From the lowest bit on: the height in eights, less one; a width of four thirds of that; all else is as usual.
    let header: u16 = 1 | (48 / 8 - 1) << 1 | 3 << 6 | 1 << 9;
    [&[0xFF, 0x0A][..], &header.to_le_bytes(), &[0x5A; 60]].concat()
}

/// A file without anything besides.
pub fn file(in_pieces: bool) -> Vec<u8> {
    with_boxes(in_pieces, &[b"", b"", b"", b""])
}

/// The file with more brands, and with boxes before the pixels, between two pieces of them, and behind them.
fn with_boxes(in_pieces: bool, [brands, before, between, behind]: &[&[u8]; 4]) -> Vec<u8> {
    let stream = codestream();
    let pixels = if in_pieces {
        let (first, last) = stream.split_at(20);
        // Each has its number before it; the highest bit marks the last one.
        let first = plain(b"jxlp", &[&[0, 0, 0, 0], first]);
        let last = plain(b"jxlp", &[&[0x80, 0, 0, 1], last]);
        [&first, *between, &last].concat()
    } else {
        plain(b"jxlc", &[&stream])
    };
    let signature = plain(b"JXL ", &[b"\r\n\x87\n"]);
    let kind = plain(b"ftyp", &[b"jxl \0\0\0\0jxl ", brands]);
    [&signature, &kind, *before, &pixels, *behind].concat()
}

/// Where a box stands in a file, and the file with it there.
type Place = (&'static str, fn(&[u8]) -> Vec<u8>);

const PLACES: [Place; 5] = [
    ("before the pixels", |part| {
        with_boxes(false, &[b"", part, b"", b""])
    }),
    ("behind the pixels", |part| {
        with_boxes(false, &[b"", b"", b"", part])
    }),
    ("before the first piece", |part| {
        with_boxes(true, &[b"", part, b"", b""])
    }),
    ("between two pieces", |part| {
        with_boxes(true, &[b"", b"", part, b""])
    }),
    ("behind the last piece", |part| {
        with_boxes(true, &[b"", b"", b"", part])
    }),
];

/// Boxes by what stands in them before what is hidden, and what the receipt says of them.
const BOXES: [(&[u8; 4], &[u8], &[Class]); 18] = [
    (b"Exif", &[0; 4], &[Class::Unknown]),
    (b"xml ", b"<x:xmpmeta dc:title='", &[Class::Caption]),
    (b"xml ", b"<note>", &[Class::Unknown]),
    (b"jumb", b"\0\0\0\x20jumdc2pa", &[Class::ContentCredentials]),
    // These are squeezed, and not looked into.
    (b"brob", b"Exif", &[Class::Unknown]),
    (b"brob", b"xml ", &[Class::Unknown]),
    (b"brob", b"jumb", &[Class::Unknown]),
    (b"brob", b"prvt", &[Class::Unknown]),
    // What a JPEG had besides its pixels, its segments among them.
    (b"jbrd", b"", &[Class::Unknown]),
    (b"jhgm", b"", &[Class::Unknown]),
    (b"uuid", &[7; 16], &[Class::Unknown]),
    (b"udta", b"", &[Class::Unknown]),
    (b"free", b"", &[Class::Unknown]),
    (b"skip", b"", &[Class::Unknown]),
    (b"mdat", b"", &[Class::Unknown]),
    (b"prvt", b"", &[Class::Unknown]),
    // How to decode it: no receipt names these, nor what stands behind their fields.
    (b"jxli", b"\0\0\0\0\x01\0\0\0\x01", &[]),
    (b"jxll", b"\x05", &[]),
];

pub fn slots() -> Vec<Slot> {
    let mut slots = Vec::new();
    for (place, file) in PLACES {
        for (kind, head, said) in BOXES {
            let what = [&kind[..], head].map(String::from_utf8_lossy).concat();
            let slot = Slot::new(format!("{what:?} {place}"), move |bytes| {
                file(&plain(kind, &[head, bytes]))
            });
            slots.push(slot.says(said));
        }
        for (tag, class) in [
            (0x010E, Class::Caption),
            (0x010F, Class::Camera),
            (0x8298, Class::Author),
            (0x9C9B, Class::Caption),
        ] {
            let slot = Slot::new(format!("Exif {tag:04X} {place}"), move |bytes| {
                let block = exif(&[(0x0112, Value::Short(6)), (tag, Value::Bytes(bytes))]);
                file(&plain(b"Exif", &[&[0; 4], &block]))
            });
            slots.push(slot.says(&[class]));
        }
    }
    for in_pieces in [false, true] {
        let slot = Slot::if_it_fits(format!("brands, in pieces: {in_pieces}"), move |bytes| {
            let fits = bytes.len().is_multiple_of(4);
            fits.then(|| with_boxes(in_pieces, &[bytes, b"", b"", b""]))
        });
        slots.push(slot.says(&[]));
    }
    // Where a codestream ends only a decoder knows.
    slots.push(
        Slot::new("behind a codestream without boxes", |bytes| {
            [&codestream()[..], bytes].concat()
        })
        .says(&[]),
    );
    slots
}
