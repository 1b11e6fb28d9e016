//! Colours end up in sRGB, by profiles whose numbers are computed here from the definitions of their spaces.

#![allow(clippy::unwrap_used)]

mod pictures;

use moxcms::ColorProfile;
use pellicle::picture::{Change, Class};
use pictures::*;

/// Flat patches, 16 pixels wide each, so that neither the resize nor JPEG's blocks mix them.
const PATCHES: [[u8; 3]; 6] = [
    [200, 100, 50],
    [60, 160, 90],
    [80, 90, 200],
    [128, 128, 128],
    [230, 200, 180],
    [30, 40, 35],
];

fn patches() -> Pixels {
    draw(96, 32, |x, _| PATCHES[(x / 16) as usize])
}

type Matrix = [[f64; 3]; 3];

/// To XYZ under D65, from the chromaticities of SMPTE EG 432-1 and of Adobe RGB (1998).
const P3_TO_XYZ: Matrix = [
    [0.486_570_9, 0.265_667_7, 0.198_217_3],
    [0.228_974_6, 0.691_738_5, 0.079_286_9],
    [0.0, 0.045_113_4, 1.043_944_4],
];
const ADOBE_TO_XYZ: Matrix = [
    [0.576_669_0, 0.185_558_2, 0.188_228_6],
    [0.297_345_0, 0.627_363_6, 0.075_291_5],
    [0.027_031_4, 0.070_688_9, 0.991_337_5],
];
/// From XYZ under D65 (IEC 61966-2-1).
const XYZ_TO_SRGB: Matrix = [
    [3.240_970_0, -1.537_383_2, -0.498_610_8],
    [-0.969_243_6, 1.875_967_5, 0.041_555_1],
    [0.055_630_1, -0.203_977_0, 1.056_971_5],
];

fn times(matrix: &Matrix, v: [f64; 3]) -> [f64; 3] {
    core::array::from_fn(|row| (0..3).map(|column| matrix[row][column] * v[column]).sum())
}

fn srgb_to_linear(v: f64) -> f64 {
    if v <= 0.040_45 {
        v / 12.92
    } else {
        ((v + 0.055) / 1.055).powf(2.4)
    }
}

fn linear_to_srgb(v: f64) -> f64 {
    if v <= 0.003_130_8 {
        v * 12.92
    } else {
        1.055 * v.powf(1.0 / 2.4) - 0.055
    }
}

fn expected(to_xyz: &Matrix, decode: fn(f64) -> f64, color: [u8; 3]) -> [f64; 3] {
    let linear = color.map(|level| decode(f64::from(level) / 255.0));
    times(&XYZ_TO_SRGB, times(to_xyz, linear)).map(|v| (linear_to_srgb(v.clamp(0.0, 1.0))) * 255.0)
}

/// The middle of every patch is as expected, to two levels of rounding (five for a JPEG, whose blocks are quantised).
#[track_caller]
fn assert_patches(seen: &Pixels, expected: impl Fn([u8; 3]) -> [f64; 3], within: f64) {
    for (index, color) in PATCHES.into_iter().enumerate() {
        let pixel = seen.at(index as u32 * 16 + 8, 16);
        for (channel, value) in expected(color).into_iter().enumerate() {
            let apart = (f64::from(pixel[channel]) - value).abs();
            assert!(
                apart <= within,
                "{color:?} became {pixel:?}, not {value} in channel {channel}"
            );
        }
    }
}

fn icc_chunk(profile: &[u8]) -> Vec<u8> {
    [
        b"a name\0\0",
        &miniz_oxide::deflate::compress_to_vec_zlib(profile, 6)[..],
    ]
    .concat()
}

fn icc_segment(profile: &[u8]) -> Vec<u8> {
    [b"ICC_PROFILE\0\x01\x01", profile].concat()
}

fn encoded(profile: &ColorProfile) -> Vec<u8> {
    profile.encode().unwrap()
}

#[test]
fn display_p3_is_converted() {
    let profile = encoded(&ColorProfile::new_display_p3());
    let from_p3 = |color| expected(&P3_TO_XYZ, srgb_to_linear, color);
    let from_png = prepared(&with_chunk(
        &png_rgb(&patches()),
        b"iCCP",
        &icc_chunk(&profile),
    ));
    assert_patches(&read_rgb(&from_png), from_p3, 2.0);
    assert!(from_png.receipt.changed.contains(&Change::ConvertedToSrgb));
    assert_eq!(classes(&from_png), [Class::ColorProfile]);
    let from_jpeg = prepared(&with_segment(
        &jpeg(&patches()),
        0xE2,
        &icc_segment(&profile),
    ));
    assert_patches(&read_rgb(&from_jpeg), from_p3, 5.0);
    let webp = webp(&patches(), image::ExtendedColorType::Rgb8);
    let from_webp = prepared(&webp_with(&webp, (96, 32), &[(b"ICCP", &profile)]));
    assert_patches(&read_rgb(&from_webp), from_p3, 2.0);
}

#[test]
fn adobe_rgb_is_converted() {
    let profile = encoded(&ColorProfile::new_adobe_rgb());
    let from_adobe = |color| expected(&ADOBE_TO_XYZ, |v| v.powf(563.0 / 256.0), color);
    let file = with_segment(&jpeg(&patches()), 0xE2, &icc_segment(&profile));
    assert_patches(&read_rgb(&prepared(&file)), from_adobe, 5.0);
}

#[test]
fn a_profile_in_a_gif_is_converted() {
    let profile = encoded(&ColorProfile::new_display_p3());
    let mut block = b"\x21\xFF\x0BICCRGBG1012".to_vec();
    for piece in profile.chunks(255) {
        block.push(piece.len() as u8);
        block.extend_from_slice(piece);
    }
    block.push(0);
    let file = gif(&patches());
    // Behind the screen and its palette, if it has one.
    let palette = match file[10] & 0x80 {
        0 => 0,
        _ => 3 << ((file[10] & 7) + 1),
    };
    let (screen, rest) = file.split_at(13 + palette);
    let prepared = prepared(&[screen, &block, rest].concat());
    let from_p3 = |color| expected(&P3_TO_XYZ, srgb_to_linear, color);
    assert_patches(&read_rgb(&prepared), from_p3, 2.0);
    assert!(prepared.receipt.changed.contains(&Change::ConvertedToSrgb));
    assert_eq!(classes(&prepared), [Class::ColorProfile]);
}

#[test]
fn a_profile_in_two_pieces_in_any_order_is_one() {
    let profile = encoded(&ColorProfile::new_display_p3());
    let (first, second) = profile.split_at(200);
    let file = with_segment(
        &jpeg(&patches()),
        0xE2,
        &[b"ICC_PROFILE\0\x01\x02", first].concat(),
    );
    let file = with_segment(&file, 0xE2, &[b"ICC_PROFILE\0\x02\x02", second].concat());
    let seen = read_rgb(&prepared(&file));
    assert_patches(
        &seen,
        |color| expected(&P3_TO_XYZ, srgb_to_linear, color),
        5.0,
    );
}

#[test]
fn a_gray_profile_is_converted_and_the_picture_stays_gray() {
    let profile = encoded(&ColorProfile::new_gray_with_gamma(1.0));
    let gray = Pixels {
        width: 64,
        height: 64,
        samples: vec![64; 64 * 64],
    };
    let file = png(&gray, png::ColorType::Grayscale, png::BitDepth::Eight);
    let prepared = prepared(&with_chunk(&file, b"iCCP", &icc_chunk(&profile)));
    let seen = read(&prepared);
    let level = linear_to_srgb(64.0 / 255.0) * 255.0;
    assert!(
        (f64::from(seen.samples[0]) - level).abs() <= 2.0,
        "{} is not {level}",
        seen.samples[0]
    );
    assert_eq!(seen.samples.len() % (64 * 64), 0);
    assert!(prepared.receipt.changed.contains(&Change::ConvertedToSrgb));
}

#[test]
fn a_transparent_picture_is_converted_under_its_alpha() {
    let profile = encoded(&ColorProfile::new_display_p3());
    let samples: Vec<u8> = patches()
        .samples
        .chunks(3)
        .flat_map(|p| [p[0], p[1], p[2], 128])
        .collect();
    let picture = Pixels {
        samples,
        ..patches()
    };
    let file = png(&picture, png::ColorType::Rgba, png::BitDepth::Eight);
    let seen = read(&prepared(&with_chunk(&file, b"iCCP", &icc_chunk(&profile))));
    assert_patches(
        &seen,
        |color| expected(&P3_TO_XYZ, srgb_to_linear, color),
        2.0,
    );
    assert_eq!(seen.at(8, 16)[3], 128);
}

#[test]
fn a_profile_that_says_srgb_changes_nothing() {
    let profile = encoded(&ColorProfile::new_srgb());
    let plain = jpeg(&patches());
    let tagged = prepared(&with_segment(&plain, 0xE2, &icc_segment(&profile)));
    assert_eq!(tagged.picture, prepared(&plain).picture);
    assert!(tagged.receipt.changed.is_empty());
    assert_eq!(
        classes(&tagged),
        [Class::ColorProfile],
        "it was there, and is gone"
    );
}

#[test]
fn a_broken_profile_counts_as_srgb() {
    let good = encoded(&ColorProfile::new_display_p3());
    let plain = jpeg(&patches());
    let clean = prepared(&plain).picture;
    let mut broken = vec![
        vec![],
        b"no profile".to_vec(),
        good[..good.len() / 2].to_vec(),
        good[..131].to_vec(),
    ];
    // A profile of a colour space that the picture does not have.
    broken.push([&good[..16], b"CMYK", &good[20..]].concat());
    for profile in broken {
        let file = with_segment(&plain, 0xE2, &icc_segment(&profile));
        assert_eq!(prepared(&file).picture, clean, "{} bytes", profile.len());
    }
    let missing_piece = with_segment(
        &plain,
        0xE2,
        &[b"ICC_PROFILE\0\x01\x02", &good[..]].concat(),
    );
    assert_eq!(prepared(&missing_piece).picture, clean);
    let garbage = with_chunk(&png_rgb(&patches()), b"iCCP", b"name\0\0not zlib");
    assert_eq!(
        prepared(&garbage).picture,
        prepared(&png_rgb(&patches())).picture
    );
}

#[test]
fn flipped_bytes_in_a_profile_never_fail_a_picture() {
    let good = encoded(&ColorProfile::new_display_p3());
    let plain = jpeg(&draw(8, 8, |x, y| [x as u8 * 30, y as u8 * 30, 90]));
    for at in (0..good.len()).step_by(3) {
        for value in [0x00, 0x7F, 0xFF] {
            let mut profile = good.clone();
            profile[at] = value;
            prepared(&with_segment(&plain, 0xE2, &icc_segment(&profile)));
        }
    }
}

#[test]
fn a_profile_bomb_is_not_unpacked() {
    let bomb = miniz_oxide::deflate::compress_to_vec_zlib(&vec![0; 64 << 20], 1);
    let chunk = [b"name\0\0", &bomb[..]].concat();
    let file = with_chunk(&png_rgb(&patches()), b"iCCP", &chunk);
    assert_eq!(
        prepared(&file).picture,
        prepared(&png_rgb(&patches())).picture
    );
}
