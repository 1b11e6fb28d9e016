//! Of an AVIF, a HEIC or a JPEG XL that somebody else decodes, the header is read, and only pixels pass.

#![allow(clippy::unwrap_used)]

mod pictures;

use pellicle::picture::{Change, Class, Foreign, Options, Pixels, Prepared, prepare};
use pellicle::{Code, Error};
use pictures::avif::{File, Item, full, plain, still, units};
use pictures::*;

/// What a decoder gives of a picture that is one colour.
fn plain_pixels(width_px: u32, height_px: u32) -> Pixels {
    Pixels {
        width_px,
        height_px,
        rgba: [90, 120, 30, 255].repeat((width_px * height_px) as usize),
        orientation: 1,
    }
}

fn read(file: &[u8]) -> Result<Foreign<'_>, Error> {
    Foreign::read(file, &Options::default()).map(|foreign| foreign.expect("of a foreign kind"))
}

#[track_caller]
fn shown(file: &[u8], width_px: u32, height_px: u32) -> Prepared {
    read(file)
        .unwrap()
        .prepare(
            plain_pixels(width_px, height_px),
            &Options::default(),
            &mut |_| {},
        )
        .unwrap()
}

#[track_caller]
fn assert_refused(file: &[u8], code: Code, word: &str) {
    let error = read(file).map(|_| ()).unwrap_err();
    assert_eq!(error.code(), code, "{error}");
    assert!(error.message().contains(word), "{error}");
}

/// The same boxes under the brands of a HEIC.
fn as_heic(mut file: Vec<u8>) -> Vec<u8> {
    for place in [8, 16] {
        file[place..place + 4].copy_from_slice(b"heic");
    }
    file
}

/// A coded picture, of which nothing here reads the data.
fn coded(width: u8, height: u8) -> Item {
    Item {
        properties: vec![
            full(b"ispe", 0, &[&[0, 0, 0, width, 0, 0, 0, height]]),
            full(b"pixi", 0, &[&[3, 10, 10, 10]]),
            plain(b"hvcC", &[&[1; 23]]),
        ],
        ..Item::new(b"hvc1", &[7; 90])
    }
}

#[test]
fn a_heic_in_tiles_is_named_with_all_that_it_carries() {
    let mut grid = coded(128, 64).with(plain(b"irot", &[&[1]]));
    (grid.kind, grid.data) = (b"grid", vec![0, 0, 0, 1, 0, 128, 0, 64]);
    let block = exif(&[(0x010F, Value::Text("Ballymote"))]);
    let mut file = File::new(vec![
        grid,
        coded(64, 64),
        coded(64, 64),
        coded(16, 8),
        Item::new(b"Exif", &[&[0, 0, 0, 6][..], b"Exif\0\0", &block].concat()),
        coded(64, 64).with(full(
            b"auxC",
            0,
            &[b"urn:com:apple:photo:2020:aux:hdrgainmap\0"],
        )),
    ]);
    file.references = vec![
        (b"dimg", 1, vec![2, 3]),
        (b"thmb", 4, vec![1]),
        (b"cdsc", 5, vec![1]),
        (b"auxl", 6, vec![1]),
    ];
    let file = as_heic(file.write());
    assert_eq!(read(&file).unwrap().media_type(), "image/heic");
    let prepared = shown(&file, 64, 128);
    assert_eq!(
        classes(&prepared),
        [Class::Camera, Class::Thumbnail, Class::GainMap]
    );
    let receipt = &prepared.receipt;
    assert_eq!((receipt.input.width, receipt.input.height), (64, 128));
    assert_eq!(receipt.input.media_type, "image/heic");
    assert_eq!(
        receipt.changed,
        [Change::Rotated, Change::ReducedTo8Bit, Change::Converted]
    );
    let written = prepared.picture.bytes();
    assert!(!written.windows(9).any(|window| window == b"Ballymote"));
}

#[test]
fn what_makes_a_clean_picture_carries_nothing() {
    assert_eq!(classes(&shown(&still(), 64, 48)), []);
    assert_eq!(
        classes(&shown(
            &as_heic(File::new(vec![coded(64, 48)]).write()),
            64,
            48
        )),
        []
    );
}

#[test]
fn the_header_is_held_against_the_limits() {
    let huge = Item {
        properties: vec![full(b"ispe", 0, &[&[0, 1, 0, 0, 0, 0, 0, 9]])],
        ..coded(0, 0)
    };
    assert_refused(
        &as_heic(File::new(vec![huge]).write()),
        Code::TooLarge,
        "65536",
    );
    // Two sides of 30 bits: in JPEG XL a header needs nine bytes for that.
    let sides = jxl(&[
        (0, 1),
        (3, 2),
        (20_000, 30),
        (0, 3),
        (3, 2),
        (20_000, 30),
        (1, 1),
    ]);
    assert_refused(&sides, Code::TooLarge, "million");
    let none = Item {
        properties: Vec::new(),
        ..coded(0, 0)
    };
    assert_refused(
        &as_heic(File::new(vec![none]).write()),
        Code::Malformed,
        "0 × 0",
    );
}

#[test]
fn no_decoder_gets_a_file_that_was_cut() {
    for file in [still(), as_heic(File::new(vec![coded(64, 48)]).write())] {
        assert!(read(&file).is_ok());
        for len in 12..file.len() {
            let foreign = Foreign::read(&file[..len], &Options::default());
            assert!(!matches!(foreign, Ok(Some(_))), "cut to {len}");
        }
        for at in 0..file.len() {
            for bit in [1, 0x80, 0x55] {
                let mut file = file.clone();
                file[at] ^= bit;
                if let Err(error) = Foreign::read(&file, &Options::default()) {
                    assert_ne!(error.code(), Code::Internal, "byte {at}, {bit:02X}");
                }
            }
        }
    }
}

#[test]
fn a_picture_of_endlessly_many_parts_is_refused() {
    let mut file = File::new((0..16).map(|_| coded(64, 48)).collect());
    file.references = (1..=16)
        .map(|from| (b"dimg", from, (1..=1000).map(|to| to * from).collect()))
        .collect();
    assert_refused(&as_heic(file.write()), Code::Malformed, "more parts");
    file.references = vec![(b"dimg", 1, vec![17])];
    assert_refused(&as_heic(file.write()), Code::Malformed, "ends before");
}

#[test]
fn animations_are_refused_with_a_sentence() {
    let mut file = as_heic(File::new(vec![coded(64, 48)]).write());
    file.extend(plain(b"moov", &[&[0; 8]]));
    assert_refused(&file, Code::Unsupported, "animated");
    // A size in eights; a header that is not the usual one, with more, not turned, nothing else, and moving.
    let moving = [(1, 1), (3, 5), (1, 3), (0, 1), (1, 1), (0, 3), (0, 2)];
    let still = [&moving[..], &[(0, 1), (0, 3)]].concat();
    assert!(read(&jxl(&still)).is_ok());
    let moving = [&moving[..], &[(1, 1), (0, 3)]].concat();
    assert_refused(&jxl(&moving), Code::Unsupported, "animated");
}

/// The start of a codestream, from numbers and how many bits they have, the lowest first.
fn jxl(fields: &[(u32, u32)]) -> Vec<u8> {
    let bits: Vec<u8> = fields
        .iter()
        .flat_map(|&(number, count)| (0..count).map(move |place| (number >> place & 1) as u8))
        .collect();
    let bytes = bits
        .chunks(8)
        .map(|bits| bits.iter().rev().fold(0, |byte, bit| byte << 1 | bit));
    [0xFF, 0x0A].into_iter().chain(bytes).collect()
}

#[test]
fn every_way_of_a_jpeg_xl_to_say_its_size_is_understood() {
    let default = (1, 1);
    for (fields, size) in [
        (vec![(1, 1), (3, 5), (0, 3), (5, 5), default], (48, 32)),
        (vec![(1, 1), (3, 5), (1, 3), default], (32, 32)),
        (vec![(1, 1), (4, 5), (2, 3), default], (48, 40)),
        (vec![(0, 1), (0, 2), (299, 9), (3, 3), default], (400, 300)),
        (vec![(0, 1), (0, 2), (99, 9), (4, 3), default], (150, 100)),
        (
            vec![(0, 1), (1, 2), (900 - 1, 13), (5, 3), default],
            (1600, 900),
        ),
        (vec![(0, 1), (2, 2), (99, 18), (6, 3), default], (125, 100)),
        (vec![(0, 1), (3, 2), (99, 30), (7, 3), default], (200, 100)),
    ] {
        let (width, height) = size;
        let prepared = shown(&jxl(&fields), width, height);
        let input = prepared.receipt.input;
        assert_eq!((input.width, input.height), size);
        // One more is more than was announced.
        let more = read(&jxl(&fields)).unwrap().prepare(
            plain_pixels(width + 1, height),
            &Options::default(),
            &mut |_| {},
        );
        assert_eq!(more.unwrap_err().code(), Code::Malformed);
    }
}

#[test]
fn the_boxes_around_a_jpeg_xl_are_named() {
    let stream = jxl(&[(1, 1), (3, 5), (1, 3), (1, 1)]);
    let block = exif(&[(0x010F, Value::Text("Ballymote"))]);
    let file = |more: &[Vec<u8>]| {
        let mut file = plain(b"JXL ", &[b"\r\n\x87\n"]);
        file.extend(plain(b"ftyp", &[b"jxl \0\0\0\0jxl "]));
        file.extend(more.concat());
        file.extend(plain(b"jxlc", &[&stream]));
        file
    };
    assert_eq!(classes(&shown(&file(&[]), 32, 32)), []);
    let full = file(&[
        plain(b"Exif", &[&[0; 4], &block]),
        plain(b"jumb", &[b"signed"]),
        plain(b"brob", &[b"xml squeezed"]),
    ]);
    assert_eq!(
        classes(&shown(&full, 32, 32)),
        [Class::Camera, Class::ContentCredentials, Class::Unknown]
    );
    let mut parts = file(&[plain(b"jxlp", &[&[0; 4], &stream])]);
    assert_eq!(classes(&shown(&parts, 32, 32)), []);
    parts.pop();
    assert_refused(&parts, Code::Malformed, "ends before");
    assert_refused(&stream[..3], Code::Malformed, "ends before");
}

#[test]
fn without_a_decoder_it_is_refused_with_what_to_do() {
    for (file, word) in [
        (still(), "take a browser"),
        (as_heic(File::new(vec![coded(64, 48)]).write()), "iPhone"),
        (jxl(&[(1, 1), (3, 5), (1, 3), (1, 1)]), "JPEG or PNG"),
    ] {
        let error = prepare(&file, &Options::default()).map(|_| ()).unwrap_err();
        assert_eq!(error.code(), Code::Unsupported);
        assert!(error.message().contains(word), "{error}");
        assert_eq!(read(&file).unwrap().not_decoded(), error);
    }
    let heic = as_heic(File::new(vec![coded(64, 48)]).write());
    let error = prepare(&heic, &Options::original())
        .map(|_| ())
        .unwrap_err();
    assert_eq!(error.code(), Code::Unsupported);
    assert!(error.message().contains("without original mode"), "{error}");
    assert!(
        prepare(
            &File::new(vec![Item::picture(&units())]).write(),
            &Options::original()
        )
        .is_ok()
    );
}
