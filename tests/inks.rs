//! A JPEG made for printing becomes the colours that its inks have on paper, or on the screen of a browser.

#![allow(clippy::unwrap_used)]

mod pictures;

use moxcms::{ColorProfile, Layout, TransformOptions};
use pellicle::picture::{Change, prepare};
use pictures::planes::{self, Factors, cmyk_planes, with_adobe, ycck_planes};
use pictures::*;

const SIZE: (u32, u32) = (101, 67);

/// Inks that change smoothly, each in its own way.
fn inks() -> Vec<[u8; 4]> {
    let (width, height) = SIZE;
    let ink = |x: u32, y: u32| {
        let (u, v) = (x * 255 / width, y * 255 / height);
        [u, v, (u + v) / 2, (255 - u) / 3].map(|part| part as u8)
    };
    (0..height)
        .flat_map(|y| (0..width).map(move |x| ink(x, y)))
        .collect()
}

/// The formula that browsers have for inks of which nothing is known.
fn shown(inks: &[[u8; 4]]) -> Pixels {
    let left = |ink: u8| f64::from(255 - ink) / 255.0;
    let color =
        |&[c, m, y, k]: &[u8; 4]| [c, m, y].map(|ink| (255.0 * left(ink) * left(k)).round() as u8);
    Pixels {
        width: SIZE.0,
        height: SIZE.1,
        samples: inks.iter().flat_map(color).collect(),
    }
}

/// The same, as another decoder reads the file.
fn shown_by_others(file: &[u8]) -> Pixels {
    shown(read_jpeg(file).samples.as_chunks().0)
}

fn jpeg_of(planes: [Vec<u8>; 4], factors: [Factors; 4]) -> Vec<u8> {
    let mut factors = factors.into_iter();
    planes::jpeg(SIZE, &planes.map(|plane| (plane, factors.next().unwrap())))
}

/// All inks at the full size; chroma or, for inks, magenta and yellow at half of both sides; and black at a quarter of
/// one.
const SAMPLINGS: [[Factors; 4]; 3] = [
    [(1, 1); 4],
    [(2, 2), (1, 1), (1, 1), (2, 2)],
    [(4, 1), (2, 1), (2, 1), (1, 1)],
];

#[test]
fn inks_of_every_kind_and_sampling_look_as_elsewhere() {
    for factors in SAMPLINGS {
        let cmyk = jpeg_of(cmyk_planes(&inks()), factors);
        let ycck = jpeg_of(ycck_planes(&inks()), factors);
        for (name, file) in [
            ("CMYK", with_adobe(&cmyk, 0)),
            ("CMYK without Adobe's marker", cmyk),
            ("YCCK", with_adobe(&ycck, 2)),
        ] {
            let prepared = prepared(&file);
            let distance = read_rgb(&prepared).distance(&shown(&inks()));
            assert!(distance < 2.0, "{name}, {factors:?}: {distance} apart");
            // The other decoder does not take a component alone whose factors differ so much.
            if factors[0].0 < 4 {
                let distance = read_rgb(&prepared).distance(&shown_by_others(&file));
                assert!(distance < 2.0, "{name}, {factors:?}: {distance} apart");
            }
            assert_eq!(
                prepared.receipt.changed,
                [Change::ConvertedToSrgb],
                "{name}"
            );
        }
    }
}

#[test]
fn paper_is_white_and_full_black_is_black() {
    let side = 32;
    for (inks, expected) in [
        ([0, 0, 0, 0], [255, 255, 255]),
        ([0, 0, 0, 255], [0, 0, 0]),
        ([255, 0, 0, 0], [0, 255, 255]),
        ([0, 255, 0, 0], [255, 0, 255]),
        ([0, 0, 255, 0], [255, 255, 0]),
        ([0, 0, 0, 128], [127, 127, 127]),
    ] {
        let picture = vec![inks; side * side];
        let file = |planes: [Vec<u8>; 4]| {
            planes::jpeg(
                (side as u32, side as u32),
                &planes.map(|plane| (plane, (1, 1))),
            )
        };
        for file in [
            file(cmyk_planes(&picture)),
            with_adobe(&file(ycck_planes(&picture)), 2),
        ] {
            let seen = read_rgb(&prepared(&file));
            for (seen, expected) in seen.at(16, 16).iter().zip(expected) {
                assert!(seen.abs_diff(expected) <= 4, "{inks:?} became {:?}", seen);
            }
        }
    }
}

#[test]
fn a_smaller_one_is_the_same_picture_and_upright() {
    let file = with_adobe(&jpeg_of(ycck_planes(&inks()), SAMPLINGS[1]), 2);
    let turned = with_segment(
        &file,
        0xE1,
        &exif_segment(&exif(&[(0x0112, Value::Short(6))])),
    );
    let whole = shown(&inks());
    let seen = read_rgb(&prepare(&turned, &edge(50)).unwrap());
    assert_eq!((seen.width, seen.height), (33, 50));
    for (x, y) in [(3, 3), (29, 4), (16, 25), (4, 46), (29, 46)] {
        // A turn to the right: what was on the left is above.
        let (from_x, from_y) = (
            y * whole.width / 50,
            whole.height - 1 - x * whole.height / 33,
        );
        let (seen, stored) = (seen.at(x, y), whole.at(from_x, from_y));
        for (seen, stored) in seen.iter().zip(stored) {
            assert!(
                seen.abs_diff(*stored) <= 14,
                "at {x}, {y}: {seen}, not {stored}"
            );
        }
    }
}

/// Of the profile, by a library that shares no code with ours.
fn converted(profile: &[u8], inks: &[[u8; 4]]) -> Vec<u8> {
    let to_srgb = ColorProfile::new_from_slice(profile)
        .unwrap()
        .create_transform_8bit(
            // Four channels are inks where the profile is of inks.
            Layout::Rgba,
            &ColorProfile::new_srgb(),
            Layout::Rgb,
            TransformOptions::default(),
        );
    let mut converted = vec![0; inks.len() * 3];
    to_srgb
        .unwrap()
        .transform(inks.as_flattened(), &mut converted)
        .unwrap();
    converted
}

fn with_profile(file: &[u8], profile: &[u8]) -> Vec<u8> {
    with_segment(file, 0xE2, &[b"ICC_PROFILE\0\x01\x01", profile].concat())
}

#[test]
fn a_profile_says_what_the_inks_look_like() {
    let file = with_adobe(&jpeg_of(cmyk_planes(&inks()), [(1, 1); 4]), 0);
    // Of `mAB ` the library makes other colours than LittleCMS, which judges it in `littlecms.rs`.
    for (name, table) in [
        ("mft1", icc::table(4, false)),
        ("mft2", icc::table(4, true)),
    ] {
        let profile = icc::profile(b"CMYK", b"Lab ", &[(b"A2B0", table)], "a name");
        let seen = read_rgb(&prepared(&with_profile(&file, &profile)));
        let expected = Pixels {
            samples: converted(&profile, &inks()),
            ..seen.clone()
        };
        let distance = seen.distance(&expected);
        assert!(distance < 4.0, "{name}: {distance} apart");
        let unlike = seen.distance(&shown(&inks()));
        assert!(unlike > 20.0, "{name}: the profile was not used");
    }
}

#[test]
fn a_profile_that_is_broken_or_of_lights_is_as_none() {
    let file = jpeg_of(cmyk_planes(&inks()), [(1, 1); 4]);
    let plain = prepared(&file);
    let good = icc::profile(b"CMYK", b"Lab ", &[(b"A2B0", icc::table(4, true))], "");
    for profile in [
        good[..good.len() / 2].to_vec(),
        b"no profile".to_vec(),
        icc::profile(b"CMYK", b"Lab ", &[(b"A2B0", icc::table(3, true))], ""),
        ColorProfile::new_display_p3().encode().unwrap(),
    ] {
        let prepared = prepared(&with_profile(&file, &profile));
        assert_eq!(prepared.picture, plain.picture);
    }
}
