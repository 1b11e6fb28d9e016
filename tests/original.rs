//! Original mode keeps every pixel, bit for bit, in a file that is written again.

#![allow(clippy::unwrap_used)]

mod pictures;
#[path = "original/pixels.rs"]
mod pixels;
#[path = "original/samples.rs"]
mod samples;

use pellicle::picture::{MaxEdge, Prepared, prepare};
use pellicle::{Code, MediaType};
use pictures::animations::{self, Frame, frames};
use pictures::*;
use pixels::shown;

/// Prepares a picture in original mode; it must work.
#[track_caller]
fn kept(bytes: &[u8]) -> Prepared {
    prepare(bytes, &original()).unwrap_or_else(|error| panic!("{}: {error}", error.code().as_str()))
}

/// The file that original mode makes of it.
#[track_caller]
fn rewritten(bytes: &[u8]) -> Vec<u8> {
    kept(bytes).picture.bytes().to_vec()
}

#[test]
fn every_pixel_of_every_kind_of_picture_is_kept() {
    for (name, file) in samples::all() {
        let written = rewritten(&file);
        assert_eq!(shown(&written), shown(&file), "{name}");
        assert!(shown(&file).is_ok(), "{name} can be read at all");
    }
}

#[test]
fn what_is_written_again_is_written_in_the_same_way() {
    for (name, file) in samples::all() {
        let once = kept(&file);
        let twice = kept(once.picture.bytes());
        assert_eq!(once.picture, twice.picture, "{name}");
        assert_eq!(classes(&twice), [], "{name}");
        assert_eq!(twice.receipt.changed, [], "{name}");
    }
}

#[test]
fn the_type_and_the_size_stay_whatever_the_longest_side_should_be() {
    let mut options = original();
    options.max_edge = MaxEdge::Px(20);
    for (name, file) in samples::all() {
        let prepared = prepare(&file, &options).unwrap();
        let (input, output) = (prepared.receipt.input, prepared.receipt.output);
        assert_eq!(input.media_type, output.media_type, "{name}");
        assert_eq!(
            (input.width, input.height),
            (output.width, output.height),
            "{name}"
        );
        assert!(input.width > 20, "{name}");
    }
}

#[test]
fn a_jpeg_or_webp_that_is_not_upright_keeps_that_and_nothing_else_of_its_exif() {
    let exif = exif(&[(0x010F, Value::Text("Maker")), (0x0112, Value::Short(6))]);
    let picture = photo(64, 48);
    let jpeg = with_segment(&jpeg(&picture), 0xE1, &exif_segment(&exif));
    let plain = webp(&picture, image::ExtendedColorType::Rgb8);
    let webp = webp_with(&plain, (64, 48), &[(b"EXIF", &exif)]);
    let minimal = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    for file in [jpeg, webp] {
        let prepared = kept(&file);
        let written = prepared.picture.bytes();
        assert!(written.windows(26).any(|window| window == minimal));
        assert!(!written.windows(5).any(|window| window == b"Maker"));
        assert_eq!(shown(written), shown(&file));
        let size = (prepared.picture.width_px(), prepared.picture.height_px());
        assert_eq!(size, (48, 64), "as it is seen");
    }
}

#[test]
fn the_background_of_a_webp_is_four_bytes_that_nobody_sees() {
    let frame = Frame::new(photo(30, 20), (0, 0), 7, 0);
    let simple = webp(&frame.pixels, image::ExtendedColorType::Rgb8);
    let file = animations::webp((30, 20), 5, &[(frame, simple)]);
    let at = file
        .windows(4)
        .position(|window| window == b"ANIM")
        .unwrap()
        + 8;
    let mut hiding = file.clone();
    hiding[at..at + 4].copy_from_slice(b"HIDE");
    assert_eq!(kept(&hiding).picture, kept(&file).picture);
    assert_eq!(
        kept(&file).picture.bytes()[at + 4],
        5,
        "how often it runs is kept"
    );
}

#[test]
fn the_background_of_a_gif_is_a_colour_that_nobody_sees() {
    // Four colours, of which the pixels use the first two.
    let codes = animations::gif_codes(&[0, 1, 1, 0]);
    let gif = |background: u8, hidden: &[u8; 3]| {
        [
            b"GIF89a\x02\0\x02\0\xF1",
            &[background, 0][..],
            &[9; 6],
            &[0; 3],
            hidden,
            b"\x2C\0\0\0\0\x02\0\x02\0\0\x02",
            &[codes.len() as u8],
            &codes,
            b"\0\x3B",
        ]
        .concat()
    };
    assert_eq!(
        kept(&gif(3, b"HID")).picture,
        kept(&gif(0, b"\0\0\0")).picture
    );
}

#[test]
fn a_png_that_is_not_upright_is_turned_at_its_own_depth() {
    let block = exif(&[(0x0112, Value::Short(6))]);
    for (name, file) in samples::pngs() {
        let written = rewritten(&with_chunk(&file, b"eXIf", &block));
        assert!(
            !written.windows(4).any(|window| window == b"eXIf"),
            "{name}"
        );
        let (before, after) = (pixels::png(&file), pixels::png(&written));
        assert_eq!(
            (after.width, after.height),
            (before.height, before.width),
            "{name}"
        );
        assert_eq!(after.kind, before.kind, "{name}: colour type and depth");
        for y in 0..after.height {
            for x in 0..after.width {
                // Turned to the right: the first column from below becomes the first row.
                assert_eq!(
                    after.at(x, y),
                    before.at(y, before.height - 1 - x),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn frames_keep_their_places_their_times_and_what_becomes_of_them() {
    let indices = |width: u32, height: u32, first: u8| Pixels {
        width,
        height,
        samples: (0..width * height).map(|n| (n as u8 + first) % 3).collect(),
    };
    let picture = [
        Frame::new(indices(30, 20, 0), (0, 0), 7, 1),
        Frame::new(indices(10, 5, 1), (3, 4), 500, 2),
        Frame::new(indices(9, 9, 2), (20, 11), 0, 3),
    ];
    let file = animations::gif((30, 20), 5, &picture);
    let written = rewritten(&file);
    assert_eq!(frames(&written), frames(&file));
    assert_eq!(frames(&file).unwrap().len(), 3);
    let looping = b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\x05\0\0";
    assert!(written.windows(19).any(|window| window == looping));
    for frame in &picture {
        let [d0, d1] = frame.delay.to_le_bytes();
        let control = [0x21, 0xF9, 4, frame.disposal << 2 | 1, d0, d1, 3, 0];
        assert!(written.windows(8).any(|window| window == control));
    }

    let colors = |width, height| photo(width, height);
    let picture = [
        Frame::new(colors(30, 20), (0, 0), 7, 0),
        Frame {
            blends: true,
            ..Frame::new(colors(10, 5), (2, 4), 500, 1)
        },
        Frame::new(colors(9, 9), (20, 10), 0, 2),
    ];
    let file = animations::apng(None, 5, &picture);
    assert_eq!(rewritten(&file), file, "there is nothing to take away");

    let frames = |disposals: [u8; 3]| {
        let simple = |frame: &Frame| webp(&frame.pixels, image::ExtendedColorType::Rgb8);
        let frames = picture.iter().zip(disposals).map(|(frame, disposal)| {
            let pixels = frame.pixels.clone();
            let place = (frame.left, frame.top);
            let blends = frame.blends;
            let frame = Frame {
                blends,
                ..Frame::new(pixels, place, frame.delay, disposal)
            };
            let simple = simple(&frame);
            (frame, simple)
        });
        frames.collect::<Vec<_>>()
    };
    let file = animations::webp((30, 20), 5, &frames([0, 1, 0]));
    assert_eq!(rewritten(&file), file, "there is nothing to take away");
}

#[test]
fn a_default_picture_that_no_animation_shows_is_not_kept() {
    let hidden = draw(30, 20, |_, _| *b"HID");
    let whole = Frame::new(photo(30, 20), (0, 0), 7, 0);
    let part = || Frame::new(photo(10, 5), (2, 4), 50, 0);
    // Where the first frame covers the whole it takes that place, and else a blank picture does.
    let first_takes_its_place = animations::apng(Some(&hidden), 0, &[whole, part()]);
    let blank_takes_its_place = animations::apng(Some(&hidden), 0, &[part(), part()]);
    for (file, pictures) in [(first_takes_its_place, 2), (blank_takes_its_place, 3)] {
        let prepared = kept(&file);
        let streams = pixels::streams(prepared.picture.bytes());
        assert_eq!(streams.len(), pictures);
        assert!(
            streams
                .iter()
                .all(|rows| !rows.windows(3).any(|window| window == b"HID"))
        );
        assert!(
            pixels::streams(&file)[0]
                .windows(3)
                .any(|window| window == b"HID")
        );
        assert_eq!(
            classes(&prepared),
            [pellicle::picture::Class::HiddenPicture]
        );
        assert_eq!(frames(prepared.picture.bytes()), frames(&file));
    }
}

#[test]
fn kinds_that_a_blob_has_no_type_for_are_refused() {
    for file in [
        &b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..],
        b"\xFF\x0Aabc",
        b"\0\0\0\x0CJXL \r\n\x87\n",
        b"II*\0\x08\0\0\0",
    ] {
        let error = prepare(file, &original()).unwrap_err();
        assert_eq!(error.code(), Code::Unsupported, "{error}");
    }
}

#[test]
fn a_cmyk_jpeg_is_taken_as_it_is() {
    let file = cmyk(&photo(64, 48));
    let prepared = kept(&file);
    assert_eq!(prepared.picture.media_type(), MediaType::Jpeg);
    assert_eq!(shown(prepared.picture.bytes()), shown(&file));
    // Its colours are inverted, and in YCbCr or not, by Adobe's word alone.
    let adobe = with_segment(&file, 0xEE, b"Adobe\0\x64\0\0\0\0\x02");
    assert!(
        rewritten(&adobe)
            .windows(7)
            .any(|window| window == b"Adobe\0\x64")
    );
}

#[test]
#[cfg_attr(not(corpus), ignore = "the corpus is not there")]
fn every_pixel_of_every_real_picture_is_kept() {
    let mut taken = 0;
    for path in pixels::corpus() {
        let bytes = std::fs::read(&path).unwrap();
        let Ok(prepared) = prepare(&bytes, &original()) else {
            continue;
        };
        // Of an AVIF, nothing here reads pixels: tests/judges asks another library.
        if prepared.picture.media_type() == MediaType::Avif {
            continue;
        }
        taken += 1;
        let written = prepared.picture.bytes();
        assert!(shown(&bytes).is_ok(), "{}", path.display());
        assert_eq!(shown(written), shown(&bytes), "{}", path.display());
        let again = kept(written);
        assert_eq!(again.picture, prepared.picture, "{}", path.display());
    }
    assert!(taken >= 70, "only {taken} were taken");
}
