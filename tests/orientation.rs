//! All eight orientations, from every container that can carry one, give the upright picture without a tag.

#![allow(clippy::unwrap_used)]

mod pictures;

use image::ExtendedColorType;
use pellicle::picture::Change;
use pictures::*;

const ORIENTATION: u16 = 0x0112;

/// The upright picture: a colour of its own in every quarter, 48 × 32.
fn upright() -> Pixels {
    draw(48, 32, |x, y| match (x < 24, y < 16) {
        (true, true) => [220, 30, 30],
        (false, true) => [30, 220, 30],
        (true, false) => [30, 30, 220],
        (false, false) => [220, 220, 30],
    })
}

/// How a camera that is held so stores the upright picture: the inverse of what the tag asks for.
fn stored(value: u16) -> Pixels {
    let picture = upright();
    let (w, h) = (picture.width, picture.height);
    let pixel = |x: u32, y: u32| <[u8; 3]>::try_from(picture.at(x, y)).unwrap();
    match value {
        1 => picture.clone(),
        2 => draw(w, h, |x, y| pixel(w - 1 - x, y)),
        3 => draw(w, h, |x, y| pixel(w - 1 - x, h - 1 - y)),
        4 => draw(w, h, |x, y| pixel(x, h - 1 - y)),
        5 => draw(h, w, |x, y| pixel(y, x)),
        6 => draw(h, w, |x, y| pixel(w - 1 - y, x)),
        7 => draw(h, w, |x, y| pixel(w - 1 - y, h - 1 - x)),
        8 => draw(h, w, |x, y| pixel(y, h - 1 - x)),
        _ => unreachable!(),
    }
}

fn block(value: u16) -> Vec<u8> {
    exif(&[(ORIENTATION, Value::Short(value))])
}

#[track_caller]
fn assert_upright(file: &[u8], value: u16) {
    let prepared = prepared(file);
    let seen = read_rgb(&prepared);
    let distance = seen.distance(&upright());
    assert!(distance < 4.0, "orientation {value}: {distance}");
    assert_eq!(
        prepared.receipt.changed.contains(&Change::Rotated),
        value != 1,
        "orientation {value}"
    );
    assert_eq!(
        (prepared.receipt.input.width, prepared.receipt.input.height),
        (48, 32)
    );
}

#[test]
fn a_jpeg_is_turned_upright() {
    for value in 1..=8 {
        let file = with_segment(&jpeg(&stored(value)), 0xE1, &exif_segment(&block(value)));
        assert_upright(&file, value);
    }
}

#[test]
fn a_png_is_turned_upright() {
    for value in 1..=8 {
        assert_upright(
            &with_chunk(&png_rgb(&stored(value)), b"eXIf", &block(value)),
            value,
        );
    }
}

#[test]
fn a_webp_is_turned_upright() {
    for value in 1..=8 {
        let picture = stored(value);
        let plain = webp(&picture, ExtendedColorType::Rgb8);
        let size = (picture.width, picture.height);
        assert_upright(&webp_with(&plain, size, &[(b"EXIF", &block(value))]), value);
    }
}

#[test]
fn chroma_stays_under_its_luma_when_an_odd_side_is_mirrored() {
    // Two colours that meet in the middle of a picture with odd sides.
    let picture = draw(
        47,
        31,
        |x, _| if x < 24 { [220, 30, 30] } else { [30, 30, 220] },
    );
    let mirrored = draw(47, 31, |x, _| {
        if 46 - x < 24 {
            [220, 30, 30]
        } else {
            [30, 30, 220]
        }
    });
    let file = with_segment(
        &jpeg_as(&mirrored, mozjpeg_rs::Subsampling::S444, false),
        0xE1,
        &exif_segment(&block(2)),
    );
    let plain = read_rgb(&prepared(&jpeg_as(
        &picture,
        mozjpeg_rs::Subsampling::S444,
        false,
    )));
    let turned = read_rgb(&prepared(&file));
    assert!(plain.distance(&picture) < 5.0);
    assert!(turned.distance(&picture) < 5.0);
}

#[test]
fn values_that_exif_does_not_have_count_as_upright() {
    for value in [0, 9, 0xFFFF] {
        let file = with_segment(&jpeg(&upright()), 0xE1, &exif_segment(&block(value)));
        let prepared = prepared(&file);
        assert!(read_rgb(&prepared).distance(&upright()) < 4.0);
    }
}
