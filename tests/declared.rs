//! A PNG that says what its colours are in a few numbers is shown as they say, and by the first that is understood
//! (PNG 3rd edition, 4.3).

#![allow(clippy::unwrap_used)]

mod pictures;

use moxcms::ColorProfile;
use pellicle::picture::Change;
use pictures::*;
use png::{BitDepth, ColorType};

/// Eight pixels of each, few enough that the result is a PNG.
const COLORS: [[u8; 3]; 11] = [
    [10; 3],
    [30; 3],
    [64; 3],
    [128; 3],
    [192; 3],
    [255; 3],
    [200, 100, 50],
    [60, 160, 90],
    [0, 200, 0],
    [200, 0, 0],
    [0, 0, 200],
];

fn colors() -> Pixels {
    draw(88, 8, |x, _| COLORS[(x / 8) as usize])
}

type Chunks<'a> = &'a [(&'a [u8; 4], &'a [u8])];

/// With these chunks, in their order.
fn file(chunks: Chunks) -> Vec<u8> {
    let add = |file: Vec<u8>, (kind, data): &(&[u8; 4], &[u8])| with_chunk(&file, kind, data);
    chunks.iter().rev().fold(png_rgb(&colors()), add)
}

fn shown(chunks: Chunks) -> Vec<[u8; 3]> {
    let seen = read_rgb(&prepared(&file(chunks)));
    let pixel = |at| *seen.at(8 * at + 4, 4).first_chunk().unwrap();
    (0..COLORS.len() as u32).map(pixel).collect()
}

/// White, red, green and blue of sRGB, and of Display P3, as `cHRM` has them.
const SRGB: [u8; 32] = chromaticities([64000, 33000, 30000, 60000, 15000, 6000]);
const P3: [u8; 32] = chromaticities([68000, 32000, 26500, 69000, 15000, 6000]);

const fn chromaticities(primaries: [u32; 6]) -> [u8; 32] {
    let [a, b, c, d, e, f] = primaries;
    let numbers = [31270, 32900, a, b, c, d, e, f];
    let mut bytes = [0; 32];
    let mut at = 0;
    while at < 32 {
        bytes[at] = numbers[at / 4].to_be_bytes()[at % 4];
        at += 1;
    }
    bytes
}

/// A gamma of 1/2.2, as everyone writes it, of 1, and of 1/1.8.
const USUAL: [u8; 4] = 45_455u32.to_be_bytes();
const LINEAR: [u8; 4] = 100_000u32.to_be_bytes();
const OLD: [u8; 4] = 55_556u32.to_be_bytes();

#[test]
fn colours_are_those_that_a_browser_shows() {
    let same = COLORS;
    // Chromium 156 on a screen of sRGB.
    for (name, chunks, levels, expected) in [
        (
            "the usual gamma alone",
            &[(b"gAMA", &USUAL[..])][..],
            [10, 30, 64, 128, 192],
            same,
        ),
        (
            "the usual gamma of sRGB's primaries",
            &[(b"gAMA", &USUAL), (b"cHRM", &SRGB)],
            [3, 24, 62, 129, 193],
            last([
                [201, 100, 46],
                [57, 161, 90],
                [0, 201, 0],
                [201, 0, 0],
                [0, 0, 201],
            ]),
        ),
        (
            "a gamma of 1",
            &[(b"gAMA", &LINEAR)],
            [56, 96, 137, 188, 225],
            last([
                [229, 168, 122],
                [133, 208, 160],
                [0, 229, 0],
                [229, 0, 0],
                [0, 0, 229],
            ]),
        ),
        (
            "a gamma of 1/1.8",
            &[(b"gAMA", &OLD)],
            [10, 40, 81, 146, 203],
            last([
                [210, 119, 65],
                [77, 176, 109],
                [0, 210, 0],
                [210, 0, 0],
                [0, 0, 210],
            ]),
        ),
        (
            "primaries alone",
            &[(b"cHRM", &P3)],
            [10, 30, 64, 128, 192],
            same,
        ),
        (
            "a gamma with primaries",
            &[(b"gAMA", &USUAL), (b"cHRM", &P3)],
            [3, 24, 62, 129, 193],
            last([
                [216, 93, 24],
                [0, 164, 81],
                [0, 205, 0],
                [220, 0, 0],
                [0, 0, 210],
            ]),
        ),
        (
            "sRGB",
            &[(b"cICP", &[1, 13, 0, 1])],
            [10, 30, 64, 128, 192],
            same,
        ),
        (
            "Display P3",
            &[(b"cICP", &[12, 13, 0, 1])],
            [10, 30, 64, 128, 192],
            last([
                [215, 93, 31],
                [0, 163, 82],
                [0, 204, 0],
                [219, 0, 0],
                [0, 0, 209],
            ]),
        ),
        (
            "BT.709",
            &[(b"cICP", &[1, 1, 0, 1])],
            [1, 18, 54, 121, 189],
            last([
                [197, 91, 39],
                [49, 155, 81],
                [0, 197, 0],
                [197, 0, 0],
                [0, 0, 197],
            ]),
        ),
        (
            "BT.2020",
            &[(b"cICP", &[9, 1, 0, 1])],
            [1, 18, 54, 121, 189],
            last([
                [239, 63, 5],
                [0, 163, 68],
                [0, 208, 0],
                [247, 0, 0],
                [0, 0, 207],
            ]),
        ),
        (
            "BT.2020 of 10 bits",
            &[(b"cICP", &[9, 14, 0, 1])],
            [1, 18, 54, 121, 189],
            last([
                [239, 63, 5],
                [0, 163, 68],
                [0, 208, 0],
                [247, 0, 0],
                [0, 0, 207],
            ]),
        ),
        (
            "light itself",
            &[(b"cICP", &[1, 8, 0, 1])],
            [56, 96, 137, 188, 225],
            last([
                [229, 168, 122],
                [133, 208, 160],
                [0, 229, 0],
                [229, 0, 0],
                [0, 0, 229],
            ]),
        ),
        (
            "a power of 2.2",
            &[(b"cICP", &[1, 4, 0, 1])],
            [3, 24, 62, 129, 193],
            last([
                [201, 100, 46],
                [57, 161, 90],
                [0, 201, 0],
                [201, 0, 0],
                [0, 0, 201],
            ]),
        ),
    ] {
        let seen = shown(chunks);
        let grays = levels.map(|level| [level; 3]);
        let expected = grays.iter().chain(&[[255; 3]]).chain(&expected[6..]);
        for (seen, expected) in seen.iter().zip(expected) {
            let near = seen.iter().zip(expected).all(|(a, b)| a.abs_diff(*b) <= 2);
            assert!(near, "{name}: {seen:?}, not {expected:?}");
        }
    }
}

/// The colours that are no grays, behind those.
fn last(colors: [[u8; 3]; 5]) -> [[u8; 3]; 11] {
    let mut all = COLORS;
    all[6..].copy_from_slice(&colors);
    all
}

#[test]
fn the_first_that_is_understood_counts() {
    let p3 = icc_chunk(&ColorProfile::new_display_p3().encode().unwrap());
    let adobe = icc_chunk(&ColorProfile::new_adobe_rgb().encode().unwrap());
    let srgb = icc_chunk(&ColorProfile::new_srgb().encode().unwrap());
    let by_p3 = shown(&[(b"cICP", &[12, 13, 0, 1])]);
    let by_gamma = shown(&[(b"gAMA", &LINEAR)]);
    let by_adobe = shown(&[(b"iCCP", &adobe)]);
    let as_it_is = COLORS.to_vec();
    for (name, chunks, expected) in [
        (
            "a name before a profile",
            &[(b"iCCP", &adobe[..]), (b"cICP", &[12, 13, 0, 1])][..],
            &by_p3,
        ),
        (
            "a name before numbers",
            &[
                (b"gAMA", &LINEAR),
                (b"sRGB", &[0]),
                (b"cICP", &[12, 13, 0, 1]),
            ],
            &by_p3,
        ),
        (
            "the name of sRGB before a profile",
            &[(b"iCCP", &p3), (b"cICP", &[1, 13, 0, 1])],
            &as_it_is,
        ),
        (
            "a profile before numbers",
            &[(b"gAMA", &LINEAR), (b"iCCP", &p3)],
            &by_p3,
        ),
        (
            "a profile before sRGB",
            &[(b"sRGB", &[0]), (b"iCCP", &p3)],
            &by_p3,
        ),
        (
            "a profile of sRGB before numbers",
            &[(b"gAMA", &LINEAR), (b"iCCP", &srgb)],
            &as_it_is,
        ),
        (
            "sRGB before numbers",
            &[(b"gAMA", &LINEAR), (b"cHRM", &P3), (b"sRGB", &[0])],
            &as_it_is,
        ),
        (
            "a profile behind a name that nobody knows",
            &[(b"cICP", &[10, 13, 0, 1]), (b"iCCP", &adobe)],
            &by_adobe,
        ),
        (
            "a profile behind a matrix that PNG does not have",
            &[(b"cICP", &[12, 13, 1, 1]), (b"iCCP", &adobe)],
            &by_adobe,
        ),
        (
            "numbers behind a broken profile",
            &[(b"iCCP", b"name\0\0not zlib"), (b"gAMA", &LINEAR)],
            &by_gamma,
        ),
        (
            "nothing behind a gamma that cannot be",
            &[(b"gAMA", &[0; 4]), (b"cHRM", &P3)],
            &as_it_is,
        ),
        (
            "nothing behind primaries that are none",
            &[(b"gAMA", &LINEAR), (b"cHRM", &[0; 32])],
            &as_it_is,
        ),
    ] {
        let seen = shown(chunks);
        for (seen, expected) in seen.iter().zip(expected) {
            let near = seen.iter().zip(expected).all(|(a, b)| a.abs_diff(*b) <= 2);
            assert!(near, "{name}: {seen:?}, not {expected:?}");
        }
    }
}

#[test]
fn the_receipt_says_what_was_converted() {
    let converted = prepared(&file(&[(b"cICP", &[12, 13, 0, 1])])).receipt;
    assert_eq!(converted.changed, [Change::ConvertedToSrgb]);
    assert!(
        converted.removed.is_empty(),
        "numbers tell nothing about anyone"
    );
    for chunks in [&[(b"cICP", &[1u8, 13, 0, 1][..])], &[(b"gAMA", &USUAL)]] {
        assert!(prepared(&file(chunks)).receipt.changed.is_empty());
    }
}

#[test]
fn gray_stays_gray() {
    let gray = Pixels {
        width: 16,
        height: 16,
        samples: (0..=255).collect(),
    };
    let file = png(&gray, ColorType::Grayscale, BitDepth::Eight);
    for (chunk, at_64) in [
        ((b"gAMA", &LINEAR[..]), 137),
        ((b"cICP", &[9, 1, 0, 1]), 54),
    ] {
        let seen = read(&prepared(&with_chunk(&file, chunk.0, chunk.1)));
        assert_eq!(seen.samples.len(), 256, "one channel");
        assert!(
            seen.samples[64].abs_diff(at_64) <= 1,
            "{}",
            seen.samples[64]
        );
    }
}

#[test]
fn a_transparent_picture_is_converted_under_its_alpha() {
    let samples = [[64, 128, 192, 90]; 64].concat();
    let pixels = Pixels {
        width: 8,
        height: 8,
        samples,
    };
    let file = png(&pixels, ColorType::Rgba, BitDepth::Eight);
    let seen = read(&prepared(&with_chunk(&file, b"gAMA", &LINEAR)));
    assert_eq!(seen.at(4, 4), [137, 188, 225, 90]);
}

#[test]
fn the_narrow_range_is_spread() {
    let file = png_rgb(&draw(12, 8, |x, _| {
        [[16; 3], [126; 3], [235; 3]][x as usize / 4]
    }));
    let file = with_chunk(&file, b"cICP", &[1, 13, 0, 0]);
    let seen = read_rgb(&prepared(&file));
    assert_eq!(seen.at(0, 0), [0; 3]);
    assert_eq!(seen.at(5, 0), [128; 3]);
    assert_eq!(seen.at(11, 0), [255; 3]);
}

fn icc_chunk(profile: &[u8]) -> Vec<u8> {
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(profile, 6);
    [b"a name\0\0", &packed[..]].concat()
}
