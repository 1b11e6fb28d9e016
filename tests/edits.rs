//! What a person cut off or covered is in no byte of the result, and what is left is where it was asked to be.

#![allow(clippy::unwrap_used)]

mod pictures;

use image::ExtendedColorType;
use mozjpeg_rs::Subsampling;
use pellicle::picture::{Area, Change, Edits, Foreign, prepare};
use pellicle::{Code, MaxEdge, Options};
use pictures::animations::Frame;
use pictures::*;

const SIZE: (u32, u32) = (160, 112);

/// Whole units of every sampling, so that a JPEG's bytes outside do not know of what is inside.
const HIDDEN: Area = Area {
    x: 48,
    y: 32,
    width: 64,
    height: 48,
};

/// The same picture with another thing where it will be hidden.
fn two_pictures() -> [Pixels; 2] {
    let photo = photo(SIZE.0, SIZE.1);
    [40u32, 7].map(|secret| {
        draw(SIZE.0, SIZE.1, |x, y| {
            let inside = (HIDDEN.x..HIDDEN.x + HIDDEN.width).contains(&x)
                && (HIDDEN.y..HIDDEN.y + HIDDEN.height).contains(&y);
            match inside {
                true => [(x * secret) as u8, (y * secret) as u8, (x * y) as u8],
                false => photo.at(x, y).try_into().unwrap(),
            }
        })
    })
}

fn edited(file: &[u8], edits: &Edits, max_edge: MaxEdge) -> Vec<u8> {
    let mut options = Options::with_max_edge(max_edge);
    options.edits = edits.clone();
    let prepared = prepare(file, &options).unwrap();
    prepared.picture.bytes().to_vec()
}

fn covering() -> Edits {
    Edits {
        covers: vec![HIDDEN],
        ..Edits::default()
    }
}

/// A part of what is around [`HIDDEN`].
fn cutting() -> Edits {
    Edits {
        crop: Some(Area {
            x: 0,
            y: 0,
            width: 48,
            height: 112,
        }),
        ..Edits::default()
    }
}

/// Every kind of file that is decoded here.
fn files(picture: &Pixels) -> Vec<(&'static str, Vec<u8>)> {
    let oriented = |value| {
        let block = exif(&[(0x0112, Value::Short(value))]);
        with_segment(&jpeg(picture), 0xE1, &exif_segment(&block))
    };
    vec![
        ("4:2:0", jpeg(picture)),
        ("4:4:4", jpeg_as(picture, Subsampling::S444, false)),
        ("4:2:2", jpeg_as(picture, Subsampling::S422, false)),
        ("progressive", jpeg_as(picture, Subsampling::S420, true)),
        ("inks", cmyk(picture)),
        ("upright by its tag", oriented(1)),
        ("png", png_rgb(picture)),
        ("webp", webp(picture, ExtendedColorType::Rgb8)),
    ]
}

#[test]
fn what_is_hidden_changes_no_byte_of_the_result() {
    let [one, other] = two_pictures();
    for edits in [covering(), cutting()] {
        for max_edge in [MaxEdge::Full, MaxEdge::Px(100), MaxEdge::Px(33)] {
            for ((name, one), (_, other)) in files(&one).into_iter().zip(files(&other)) {
                assert_ne!(one, other, "{name}");
                assert_ne!(
                    edited(&one, &Edits::default(), max_edge),
                    edited(&other, &Edits::default(), max_edge),
                    "{name}: nothing was there to hide"
                );
                assert_eq!(
                    edited(&one, &edits, max_edge),
                    edited(&other, &edits, max_edge),
                    "{name}, {max_edge:?}, {edits:?}"
                );
            }
        }
    }
}

#[test]
fn areas_are_those_of_the_upright_picture() {
    // A white square on gray, stored in each of the eight ways.
    let square = Area {
        x: 96,
        y: 16,
        width: 32,
        height: 16,
    };
    let is_inside = |x: u32, y: u32| {
        (square.x..square.x + square.width).contains(&x)
            && (square.y..square.y + square.height).contains(&y)
    };
    let upright = draw(SIZE.0, SIZE.1, |x, y| {
        [if is_inside(x, y) { 250 } else { 90 }; 3]
    });
    let (w, h) = SIZE;
    let pixel = |x, y| <[u8; 3]>::try_from(upright.at(x, y)).unwrap();
    for (value, stored) in [
        (1, draw(w, h, pixel)),
        (2, draw(w, h, |x, y| pixel(w - 1 - x, y))),
        (3, draw(w, h, |x, y| pixel(w - 1 - x, h - 1 - y))),
        (4, draw(w, h, |x, y| pixel(x, h - 1 - y))),
        (5, draw(h, w, |x, y| pixel(y, x))),
        (6, draw(h, w, |x, y| pixel(w - 1 - y, x))),
        (7, draw(h, w, |x, y| pixel(w - 1 - y, h - 1 - x))),
        (8, draw(h, w, |x, y| pixel(y, h - 1 - x))),
    ] {
        let block = exif(&[(0x0112, Value::Short(value))]);
        let file = with_segment(&jpeg(&stored), 0xE1, &exif_segment(&block));
        for (quarter_turns, size) in [(0, (32, 16)), (1, (16, 32)), (2, (32, 16)), (7, (16, 32))] {
            let mut options = full();
            options.edits.crop = Some(square);
            options.edits.quarter_turns = quarter_turns;
            let result = prepare(&file, &options).unwrap();
            let seen = read_rgb(&result);
            assert_eq!((seen.width, seen.height), size, "orientation {value}");
            assert!(
                seen.samples.iter().all(|level| level.abs_diff(250) < 8),
                "orientation {value}"
            );
        }
        let mut options = full();
        options.edits.covers = vec![square];
        let seen = read_rgb(&prepare(&file, &options).unwrap());
        for (x, y) in [(96, 16), (127, 31), (110, 20)] {
            assert!(seen.at(x, y).iter().all(|&level| level < 12), "{value}");
        }
        for (x, y) in [(90, 16), (134, 31), (110, 38)] {
            assert!(seen.at(x, y).iter().all(|level| level.abs_diff(90) < 12));
        }
    }
}

#[test]
fn a_turn_is_clockwise() {
    let picture = draw(
        64,
        32,
        |x, _| if x < 32 { [250, 0, 0] } else { [0, 0, 250] },
    );
    let mut options = full();
    options.edits.quarter_turns = 1;
    let result = prepare(&jpeg(&picture), &options).unwrap();
    let seen = read_rgb(&result);
    assert_eq!((seen.width, seen.height), (32, 64));
    assert!(seen.at(16, 10)[0] > 200 && seen.at(16, 50)[2] > 200);
    assert_eq!(result.receipt.changed, [Change::Turned]);
}

#[test]
fn edits_switch_original_mode_off_and_are_in_the_receipt() {
    let [picture, _] = two_pictures();
    let file = jpeg(&picture);
    let mut options = original();
    options.edits = covering();
    let result = prepare(&file, &options).unwrap();
    assert_eq!(result.receipt.changed, [Change::Covered]);
    assert!(read_rgb(&result).at(60, 40).iter().all(|&level| level < 12));
    options.edits.crop = Some(HIDDEN);
    let result = prepare(&file, &options).unwrap();
    assert_eq!(result.receipt.changed, [Change::Cropped, Change::Covered]);
    // No edit at all leaves it on.
    options.edits = Edits {
        quarter_turns: 4,
        ..Edits::default()
    };
    assert!(prepare(&file, &options).unwrap().receipt.changed.is_empty());
}

#[test]
fn an_area_outside_of_the_picture_is_an_error() {
    let file = jpeg(&photo(40, 30));
    for area in [
        (0, 0, 0, 5),
        (39, 0, 2, 5),
        (0, 30, 1, 1),
        (u32::MAX, 0, 9, 9),
    ] {
        let (x, y, width, height) = area;
        let area = Area {
            x,
            y,
            width,
            height,
        };
        for edits in [
            Edits {
                crop: Some(area),
                ..Edits::default()
            },
            Edits {
                covers: vec![area],
                ..Edits::default()
            },
        ] {
            let mut options = full();
            options.edits = edits;
            let error = prepare(&file, &options).unwrap_err();
            assert_eq!(error.code(), Code::BadOption);
            assert!(error.message().contains("40 × 30"), "{error}");
        }
    }
}

/// Two frames, of which the second one draws only a part.
fn animation(kind: &str, secret: u8) -> Vec<u8> {
    let whole = draw(48, 32, |x, y| {
        let inside = (16..32).contains(&x) && (8..24).contains(&y);
        if inside {
            [secret, 200, 9]
        } else {
            [90, (x * 5) as u8, 60]
        }
    });
    let part = draw(8, 8, |_, _| [secret, 1, 2]);
    match kind {
        "gif" => {
            // A sample is one of a few colours.
            let few = |pixels: Pixels| Pixels {
                samples: pixels.samples.chunks(3).map(|pixel| pixel[0] % 3).collect(),
                ..pixels
            };
            let (whole, part) = (few(whole), few(part));
            let frames = [(whole, (0, 0)), (part, (20, 12))];
            let frames = frames.map(|(pixels, place)| Frame::new(pixels, place, 10, 1));
            animations::gif((48, 32), 0, &frames)
        }
        _ => {
            let frames = [(whole, (0, 0)), (part, (20, 12))];
            let frames = frames.map(|(pixels, place)| Frame::new(pixels, place, 10, 0));
            animations::apng(None, 0, &frames)
        }
    }
}

#[test]
fn an_animation_hides_it_in_every_frame_and_never_stays_as_it_was() {
    let area = Area {
        x: 16,
        y: 8,
        width: 16,
        height: 16,
    };
    let covering = Edits {
        covers: vec![area],
        ..Edits::default()
    };
    let cutting = Edits {
        crop: Some(Area {
            x: 0,
            y: 0,
            width: 16,
            height: 32,
        }),
        ..Edits::default()
    };
    for kind in ["gif", "apng"] {
        for edits in [&covering, &cutting] {
            for max_edge in [MaxEdge::Full, MaxEdge::Px(24)] {
                let [one, other] =
                    [30, 211].map(|secret| edited(&animation(kind, secret), edits, max_edge));
                assert_eq!(one, other, "{kind}, {max_edge:?}, {edits:?}");
            }
        }
        let mut options = full();
        options.limits.frame_pixels = 10;
        options.edits = covering.clone();
        let error = prepare(&animation(kind, 1), &options).unwrap_err();
        assert_eq!(error.code(), Code::TooLarge);
    }
}

#[test]
fn pixels_of_another_decoder_are_hidden_likewise() {
    let file = avif::still();
    let foreign = |secret: u8| {
        let foreign = Foreign::read(&file, &full()).unwrap().unwrap();
        let header = foreign_size(&file);
        let mut rgba = [secret, 30, 200, 255].repeat((header.0 * header.1) as usize);
        // The last column is the same in both.
        for row in rgba.chunks_mut(4 * header.0 as usize) {
            row[4 * (header.0 as usize - 1)..].copy_from_slice(&[1, 2, 3, 255]);
        }
        let mut options = full();
        options.edits.covers = vec![Area {
            x: 0,
            y: 0,
            width: header.0 - 1,
            height: header.1,
        }];
        let pixels = pellicle::picture::Pixels {
            width_px: header.0,
            height_px: header.1,
            rgba,
            orientation: 1,
        };
        let prepared = foreign.prepare(pixels, &options, &mut |_| {}).unwrap();
        prepared.picture.bytes().to_vec()
    };
    assert_eq!(foreign(10), foreign(240));
}

/// The size that an AVIF's header gives.
fn foreign_size(file: &[u8]) -> (u32, u32) {
    let at = file.windows(4).position(|kind| kind == b"ispe").unwrap() + 8;
    let side = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().unwrap());
    (side(at), side(at + 4))
}
