//! In original mode a colour profile is numbers: what it says of colours stays, and what it says besides does not.

#![allow(clippy::unwrap_used)]

mod pictures;

use moxcms::{ColorProfile, Layout, TransformOptions};
use pellicle::picture::{Kept, prepare};
use pictures::icc::*;
use pictures::*;

/// Stands in every field that is no number.
const HIDDEN: &str = "PELLICANARY7";

/// The JPEG with this profile, in as many segments as it takes.
fn jpeg_with(jpeg: &[u8], profile: &[u8]) -> Vec<u8> {
    let pieces: Vec<&[u8]> = profile.chunks(65_000).collect();
    let count = pieces.len() as u8;
    let mut file = jpeg.to_vec();
    // Each is put in front of the one before.
    for (piece, number) in pieces
        .into_iter()
        .zip(1..)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
    {
        let body = [b"ICC_PROFILE\0", &[number, count][..], piece].concat();
        file = with_segment(&file, 0xE2, &body);
    }
    file
}

/// The profile of the JPEG that original mode makes, if it has one.
fn written(jpeg: &[u8], profile: &[u8]) -> Option<Vec<u8>> {
    let prepared = prepare(&jpeg_with(jpeg, profile), &original()).unwrap();
    let file = prepared.picture.bytes();
    let mut at = 2;
    let mut found = Vec::new();
    while file[at + 1] != 0xDA {
        let end = at + 2 + usize::from(u16::from_be_bytes([file[at + 2], file[at + 3]]));
        if file[at + 1] == 0xE2 {
            found.extend_from_slice(&file[at + 18..end]);
        }
        at = end;
    }
    let kept = prepared.receipt.kept.contains(&Kept::ColorProfile);
    assert_eq!(kept, !found.is_empty(), "the receipt says so");
    kept.then_some(found)
}

/// Colours of every kind through a profile, by an independent library.
fn converted(profile: &[u8], layout: Layout, channels: usize) -> Vec<u8> {
    let profile = ColorProfile::new_from_slice(profile).unwrap();
    let to_srgb = profile.create_transform_8bit(
        layout,
        &ColorProfile::new_srgb(),
        Layout::Rgb,
        TransformOptions::default(),
    );
    let colors: Vec<u8> = (0..channels * 5000).map(|n| (n * 37 % 256) as u8).collect();
    let mut converted = vec![0; 5000 * 3];
    to_srgb.unwrap().transform(&colors, &mut converted).unwrap();
    converted
}

#[track_caller]
fn assert_only_numbers(written: &[u8], given: &[u8]) {
    let hidden = |bytes: &[u8]| {
        // Header fields hold four letters each.
        let parts = [&b"PELL"[..], b"ICAN", b"ARY7"];
        parts
            .iter()
            .any(|part| bytes.windows(4).any(|window| window == *part))
    };
    assert!(hidden(given) && !hidden(written));
    assert_eq!(written[24..36], [0; 12], "no date");
    assert_eq!(
        written.len(),
        u32::from_be_bytes(*written.first_chunk().unwrap()) as usize
    );
}

#[test]
fn srgb_is_dropped_however_it_is_written() {
    let file = jpeg(&photo(40, 30));
    let given = profile(b"RGB ", b"XYZ ", &shaper(SRGB, &srgb_curve()), HIDDEN);
    assert_eq!(written(&file, &given), None);
    assert_eq!(
        written(&file, &ColorProfile::new_srgb().encode().unwrap()),
        None
    );
    let png = with_chunk(&png_rgb(&photo(40, 30)), b"iCCP", &packed(&given));
    let png = with_chunk(&png, b"gAMA", &[0, 0, 1, 200]);
    let prepared = prepare(&png, &original()).unwrap();
    let kinds = chunk_kinds(prepared.picture.bytes());
    assert_eq!(
        kinds,
        ["IHDR", "sRGB", "IDAT", "IEND"],
        "one byte says it, and it overrules the others"
    );
}

#[test]
fn a_well_known_space_is_the_same_few_bytes_for_everyone() {
    let file = jpeg(&photo(40, 30));
    for (colorants, curve, library) in [
        (DISPLAY_P3, srgb_curve(), ColorProfile::new_display_p3()),
        (ADOBE_RGB, gamma(2.199), ColorProfile::new_adobe_rgb()),
    ] {
        let one = profile(b"RGB ", b"XYZ ", &shaper(colorants, &curve), HIDDEN);
        let rounded = colorants.map(|color| color.map(|part| part + 0.0003));
        let other = profile(b"RGB ", b"XYZ ", &shaper(rounded, &curve), "another name");
        let canonical = written(&file, &one).unwrap();
        assert!(canonical.len() < 400);
        assert_only_numbers(&canonical, &one);
        assert_eq!(written(&file, &other), Some(canonical.clone()));
        let colors = converted(&canonical, Layout::Rgb, 3);
        let mut library = library;
        library.cicp = None;
        let expected = converted(&library.encode().unwrap(), Layout::Rgb, 3);
        let apart = colors
            .iter()
            .zip(&expected)
            .map(|(a, b)| a.abs_diff(*b))
            .max();
        assert!(apart <= Some(1), "{apart:?}");
    }
}

#[test]
fn any_other_profile_keeps_its_numbers_and_loses_the_rest() {
    let gray: Vec<u8> = (0..1200).map(|n| (n % 251) as u8).collect();
    let encoder = mozjpeg_rs::Encoder::new(mozjpeg_rs::Preset::BaselineFastest);
    let gray = encoder.encode_gray(&gray, 40, 30).unwrap();
    let rgb = jpeg(&photo(40, 30));
    let cmyk = cmyk(&photo(40, 30));
    let with = |tag: &'static [u8; 4], data: Vec<u8>| vec![(tag, data)];
    for (name, file, given, layout, channels) in [
        (
            "matrix",
            &rgb,
            profile(b"RGB ", b"XYZ ", &shaper(ODD, &gamma(2.0)), HIDDEN),
            Layout::Rgb,
            3,
        ),
        (
            "samples",
            &rgb,
            profile(b"RGB ", b"XYZ ", &shaper(ODD, &sampled()), HIDDEN),
            Layout::Rgb,
            3,
        ),
        (
            "gray",
            &gray,
            profile(b"GRAY", b"XYZ ", &with(b"kTRC", sampled()), HIDDEN),
            Layout::Gray,
            1,
        ),
        (
            "mft1",
            &rgb,
            profile(b"RGB ", b"Lab ", &with(b"A2B0", table(3, false)), HIDDEN),
            Layout::Rgb,
            3,
        ),
        (
            "mft2",
            &rgb,
            profile(b"RGB ", b"Lab ", &with(b"A2B0", table(3, true)), HIDDEN),
            Layout::Rgb,
            3,
        ),
        (
            "mAB",
            &rgb,
            profile(
                b"RGB ",
                b"Lab ",
                &with(b"A2B0", staged(3, b"PELLICANARY7")),
                HIDDEN,
            ),
            Layout::Rgb,
            3,
        ),
        (
            "cmyk mft1",
            &cmyk,
            profile(b"CMYK", b"Lab ", &with(b"A2B0", table(4, false)), HIDDEN),
            Layout::Rgba,
            4,
        ),
        (
            "cmyk mft2",
            &cmyk,
            profile(b"CMYK", b"Lab ", &with(b"A2B1", table(4, true)), HIDDEN),
            Layout::Rgba,
            4,
        ),
        (
            "cmyk mAB",
            &cmyk,
            profile(
                b"CMYK",
                b"Lab ",
                &with(b"A2B0", staged(4, b"PELLICANARY7")),
                HIDDEN,
            ),
            Layout::Rgba,
            4,
        ),
    ] {
        let numbers = written(file, &given).unwrap_or_else(|| panic!("{name} is not kept"));
        assert_only_numbers(&numbers, &given);
        if name != "cmyk mft2" {
            // The library takes a CMYK profile by its perceptual table alone.
            assert_eq!(
                converted(&numbers, layout, channels),
                converted(&given, layout, channels),
                "{name}"
            );
        }
        assert_eq!(written(file, &numbers), Some(numbers), "{name}");
    }
}

#[test]
fn a_profile_of_several_segments_is_written_whole() {
    let file = cmyk(&photo(40, 30));
    let mut tags = Vec::new();
    for (tag, place) in [(b"A2B0", 0), (b"A2B1", 1), (b"A2B2", 2)] {
        // 1024 kB would be a usual size; 4096 entries a curve make 60 kB of each.
        let mut table = table(4, true);
        let curves = (0..7 * 4096u32).flat_map(|n| ((n % 4096 * 15 + place) as u16).to_be_bytes());
        let grid = (0..48u16).flat_map(u16::to_be_bytes);
        table.truncate(48);
        table.extend_from_slice(&[0x10, 0, 0x10, 0]);
        table.extend(curves.chain(grid));
        tags.push((tag, table));
    }
    let given = profile(b"CMYK", b"Lab ", &tags, HIDDEN);
    let numbers = written(&file, &given).unwrap();
    assert!(numbers.len() > 150_000);
    assert_only_numbers(&numbers, &given);
}

#[test]
fn what_is_no_profile_or_is_meant_for_other_pictures_is_dropped() {
    let file = jpeg(&photo(40, 30));
    let rgb = profile(b"RGB ", b"XYZ ", &shaper(ODD, &gamma(2.0)), HIDDEN);
    let mut huge = rgb.clone();
    // The first colorant, as letters: no colour is 20,549 times as bright as white.
    let place = huge
        .windows(4)
        .position(|window| window == b"XYZ \0\0\0\0"[..4].as_ref())
        .unwrap();
    let place = huge[place + 1..]
        .windows(4)
        .position(|window| window == b"XYZ ")
        .unwrap()
        + place
        + 1;
    huge[place + 8..place + 20].copy_from_slice(HIDDEN.as_bytes());
    for (name, given) in [
        ("garbage", HIDDEN.repeat(40).into_bytes()),
        ("nothing", Vec::new()),
        ("half of one", rgb[..rgb.len() / 2].to_vec()),
        (
            "one without a curve",
            profile(b"RGB ", b"XYZ ", &shaper(ODD, &gamma(2.0))[..3], HIDDEN),
        ),
        (
            "one for gray",
            profile(b"GRAY", b"XYZ ", &[(b"kTRC", gamma(1.8))], HIDDEN),
        ),
        (
            "one for printing",
            profile(b"CMYK", b"Lab ", &[(b"A2B0", table(4, true))], HIDDEN),
        ),
        ("colours out of this world", huge),
    ] {
        assert_eq!(written(&file, &given), None, "{name}");
    }
}

#[test]
fn png_and_webp_carry_the_same_profile() {
    let given = profile(b"RGB ", b"XYZ ", &shaper(ODD, &gamma(2.0)), HIDDEN);
    let expected = written(&jpeg(&photo(40, 30)), &given).unwrap();
    let png = with_chunk(&png_rgb(&photo(40, 30)), b"iCCP", &packed(&given));
    let png = prepare(&png, &original()).unwrap();
    assert_eq!(
        chunk_kinds(png.picture.bytes()),
        ["IHDR", "iCCP", "IDAT", "IEND"]
    );
    let chunk = &png.picture.bytes()[33 + 8..];
    assert_eq!(&chunk[..5], b"icc\0\0", "every profile has the same name");
    let profile = miniz_oxide::inflate::decompress_to_vec_zlib(&chunk[5..]).unwrap();
    assert_eq!(profile, expected);

    let webp = webp(&photo(40, 30), image::ExtendedColorType::Rgb8);
    let webp = prepare(
        &webp_with(&webp, (40, 30), &[(b"ICCP", &given)]),
        &original(),
    )
    .unwrap();
    let chunk = &webp.picture.bytes()[30..];
    assert_eq!(&chunk[..4], b"ICCP");
    assert_eq!(chunk[8..8 + expected.len()], expected);
}

#[test]
fn a_png_keeps_numbers_of_colours_that_can_be_true() {
    let file = png_rgb(&photo(40, 30));
    let white: Vec<u8> = [
        31_270u32, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000,
    ]
    .into_iter()
    .flat_map(u32::to_be_bytes)
    .collect();
    for (kind, data, stays) in [
        (b"gAMA", &45_455u32.to_be_bytes()[..], true),
        (b"cHRM", &white, true),
        (b"sRGB", &[1], true),
        (b"cICP", &[9, 16, 0, 1], true),
        (b"gAMA", b"PELL", false),
        (b"gAMA", &[0; 4], false),
        (b"cHRM", b"PELLICANARY7PELLICANARY7PELLICAN", false),
        (b"sRGB", &[4], false),
        (b"sRGB", &[0, 0], false),
        (b"cICP", &[9, 16, 1, 1], false),
        (b"cICP", b"PELL", false),
        (b"mDCV", &[0; 24], false),
        (b"cLLI", &[0; 8], false),
    ] {
        let prepared = prepare(&with_chunk(&file, kind, data), &original()).unwrap();
        let written = prepared.picture.bytes();
        let found = written.windows(4).any(|window| window == kind);
        assert_eq!(found, stays, "{kind:?} {data:?}");
        assert!(!stays || written.windows(data.len()).any(|window| window == data));
    }
}

/// A profile as `iCCP` has it.
fn packed(profile: &[u8]) -> Vec<u8> {
    let stream = miniz_oxide::deflate::compress_to_vec_zlib(profile, 6);
    [b"PELLICANARY7\0\0", &stream[..]].concat()
}

fn chunk_kinds(png: &[u8]) -> Vec<String> {
    let mut kinds = Vec::new();
    let mut at = 8;
    while at < png.len() {
        let len = u32::from_be_bytes(png[at..at + 4].try_into().unwrap()) as usize;
        kinds.push(String::from_utf8_lossy(&png[at + 4..at + 8]).into_owned());
        at += len + 12;
    }
    kinds
}
