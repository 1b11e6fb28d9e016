//! Chunks of a PNG that are as they should be (PNG 3rd edition, 11.3, and its register of extensions): what stays in
//! original mode stays as it stood, and of the others not even their name is left.
//!
//! Most are too short for a marker, so that each has a value that its fields may have, with as much of a text as fits.

use super::forms::contains;
use super::pictures::animations::{self, Frame};
use super::pictures::*;
use pellicle::picture::{Class, Prepared, prepare};

/// One chunk, and what becomes of it.
struct Case {
    kind: &'static [u8; 4],
    data: Vec<u8>,
    kept: bool,
    said: &'static [Class],
}

fn cases() -> Vec<Case> {
    let case = |kind, data: &[u8], kept, said| Case {
        kind,
        data: data.to_vec(),
        kept,
        said,
    };
    let kept = |kind, data: &[u8]| case(kind, data, true, &[]);
    // How something shows it, which browsers do not ask.
    let gone = |kind, data: &[u8]| case(kind, data, false, &[]);
    let unknown = |kind, data: &[u8]| case(kind, data, false, &[Class::Unknown]);
    let points: [u32; 8] = [
        31_271, 32_902, 64_003, 33_004, 30_005, 60_006, 15_007, 6_008,
    ];
    vec![
        kept(b"gAMA", &54_321u32.to_be_bytes()),
        kept(b"cHRM", points.map(u32::to_be_bytes).as_flattened()),
        kept(b"sRGB", &[2]),
        kept(b"cICP", &[9, 16, 0, 1]),
        gone(b"pHYs", b"PELLICAN\x01"),
        gone(b"mDCV", b"PELLICANARY7PELLICANARY7"),
        gone(b"cLLI", b"PELLICAN"),
        gone(b"sBIT", &[5, 6, 7]),
        gone(b"bKGD", &[0, b'P', 0, b'E', 0, b'L']),
        // How often each of four suggested colours occurs.
        gone(b"hIST", b"PELLICAN"),
        // The 17th of May 2024, at 9:41:03.
        case(b"tIME", &[7, 0xE8, 5, 17, 9, 41, 3], false, &[Class::Date]),
        unknown(b"oFFs", b"PELLICAN\x01"),
        unknown(b"sCAL", b"\x011.7320508\x002.2360679"),
        unknown(
            b"pCAL",
            b"PELLICANARY7\0\0\0\0\0\0\0\0\xFF\0\x02m\x000.5\x001.5",
        ),
        unknown(b"sTER", &[1]),
        unknown(b"sPLT", b"PELLICANARY7\0\x08PELLICPELLIC"),
        unknown(b"gIFg", &[2, 0, 0x12, 0x34]),
        unknown(b"gIFx", b"PELLICAN123PELLICANARY7"),
        // ImageMagick's: a virtual page and a canvas.
        unknown(b"vpAg", b"PELLICAN\x01"),
        unknown(b"caNv", b"PELLICANARY7PELL"),
    ]
}

fn still() -> Vec<u8> {
    png_rgb(&photo(64, 48))
}

fn animated() -> Vec<u8> {
    let frames = [
        Frame::new(photo(64, 48), (0, 0), 5, 0),
        Frame::new(photo(16, 12), (2, 4), 5, 1),
    ];
    animations::apng(None, 0, &frames)
}

/// Straight behind the header. A count of colours needs those that it counts.
fn before_the_pixels(file: &[u8], case: &Case) -> Vec<u8> {
    let file = with_chunk(file, case.kind, &case.data);
    match case.kind {
        b"hIST" => with_chunk(&file, b"PLTE", b"suggested..."),
        _ => file,
    }
}

fn behind_the_pixels(file: &[u8], case: &Case) -> Vec<u8> {
    let end = file.len() - 12;
    [&file[..end], &chunk(case.kind, &case.data), &file[end..]].concat()
}

fn chunks(png: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut chunks = Vec::new();
    let mut at = 8;
    while at < png.len() {
        let len = u32::from_be_bytes(png[at..at + 4].try_into().unwrap()) as usize;
        chunks.push((&png[at + 4..at + 8], &png[at + 8..at + 8 + len]));
        at += len + 12;
    }
    chunks
}

#[track_caller]
fn assert_kept(prepared: &Prepared, case: &Case) {
    let chunks = chunks(prepared.picture.bytes());
    let found: Vec<&[u8]> = chunks
        .into_iter()
        .filter(|(kind, _)| kind == case.kind)
        .map(|(_, data)| data)
        .collect();
    assert_eq!(found, [&case.data[..]], "{:?}", name(case));
}

/// Neither its type nor what it held, where that is long enough not to come about by chance.
#[track_caller]
fn assert_gone(prepared: &Prepared, case: &Case) {
    let written = prepared.picture.bytes();
    assert!(!contains(written, case.kind), "{}", name(case));
    let is_long = case.data.len() > 6;
    assert!(!is_long || !contains(written, &case.data), "{}", name(case));
}

fn name(case: &Case) -> String {
    String::from_utf8_lossy(case.kind).into_owned()
}

#[test]
fn only_what_says_colours_is_kept_of_what_stands_before_the_pixels() {
    for case in &cases() {
        let file = before_the_pixels(&still(), case);
        let again = prepare(&file, &original()).unwrap();
        match case.kept {
            true => assert_kept(&again, case),
            false => assert_gone(&again, case),
        }
        let encoded = prepare(&file, &full()).unwrap();
        assert_gone(&encoded, case);
        for prepared in [again, encoded] {
            assert_eq!(classes(&prepared), case.said, "{}", name(case));
        }
        // An animation that need not be smaller is kept in either mode.
        let file = before_the_pixels(&animated(), case);
        for options in [original(), full()] {
            let prepared = prepare(&file, &options).unwrap();
            match case.kept {
                true => assert_kept(&prepared, case),
                false => assert_gone(&prepared, case),
            }
        }
    }
}

#[test]
fn nothing_is_kept_of_what_stands_behind_the_pixels() {
    for case in cases().iter().filter(|case| case.kind != b"hIST") {
        for file in [still(), animated()] {
            for options in [original(), full()] {
                let prepared = prepare(&behind_the_pixels(&file, case), &options).unwrap();
                assert_gone(&prepared, case);
                assert_eq!(classes(&prepared), case.said, "{}", name(case));
            }
        }
    }
}

#[test]
fn numbers_that_a_better_word_on_colours_makes_idle_are_gone() {
    let all = cases();
    let case = |kind: &[u8; 4]| all.iter().find(|case| case.kind == kind).unwrap();
    let profile = |version: u8| {
        let tags = icc::shaper(icc::ODD, &icc::gamma(2.0));
        let mut profile = icc::profile(b"RGB ", b"XYZ ", &tags, "");
        profile[8] = version;
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(&profile, 6);
        [b"name\0\0", &packed[..]].concat()
    };
    let [gamma, points, intent] = [b"gAMA", b"cHRM", b"sRGB"].map(case);
    let numbers = before_the_pixels(&before_the_pixels(&still(), gamma), points);
    for (file, left) in [
        (numbers.clone(), &[b"gAMA", b"cHRM"][..]),
        (before_the_pixels(&numbers, intent), &[b"sRGB"]),
        (
            before_the_pixels(&numbers, case(b"cICP")),
            &[b"cICP", b"gAMA", b"cHRM"],
        ),
        (with_chunk(&numbers, b"iCCP", &profile(2)), &[b"iCCP"]),
        // One of a version that there is not is none.
        (
            with_chunk(&numbers, b"iCCP", &profile(99)),
            &[b"gAMA", b"cHRM"],
        ),
    ] {
        let prepared = prepare(&file, &original()).unwrap();
        let chunks = chunks(prepared.picture.bytes());
        let kinds: Vec<&[u8]> = chunks.into_iter().map(|(kind, _)| kind).collect();
        let expected = left.iter().map(|kind| &kind[..]);
        let expected: Vec<&[u8]> = [&b"IHDR"[..]].into_iter().chain(expected).collect();
        assert_eq!(kinds[..expected.len()], expected);
        assert_eq!(kinds[expected.len()..], [&b"IDAT"[..], b"IEND"]);
    }
}

/// How often it runs and how long each frame is shown could be any numbers, and are kept; of a still picture nothing is.
#[test]
fn the_numbers_of_an_animation_are_kept_where_it_is_one() {
    let control = [
        &[0; 4][..],
        &[0, 0, 0, 64, 0, 0, 0, 48],
        &[0; 8],
        b"PELL",
        &[0, 0],
    ]
    .concat();
    let case = |kind, data| Case {
        kind,
        data,
        kept: true,
        said: &[],
    };
    let announced = case(b"acTL", [&[0, 0, 0, 1], &b"PELL"[..]].concat());
    let shown = case(b"fcTL", control);
    let file = before_the_pixels(&before_the_pixels(&still(), &shown), &announced);
    let again = prepare(&file, &original()).unwrap();
    assert_kept(&again, &announced);
    assert_kept(&again, &shown);
    let encoded = prepare(&file, &full()).unwrap();
    assert_gone(&encoded, &announced);
    assert_gone(&encoded, &shown);
    // Without a frame it announces nothing.
    let none = before_the_pixels(
        &still(),
        &case(b"acTL", vec![0, 0, 0, 0, b'P', b'E', b'L', b'L']),
    );
    assert_gone(&prepare(&none, &original()).unwrap(), &announced);
}
