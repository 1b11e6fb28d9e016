//! What is too much is refused on its header, before anything is allocated for it.

#![allow(clippy::unwrap_used)]

mod pictures;

use pellicle::Code;
use pellicle::picture::{Limits, Options, prepare};
use pictures::*;
use std::time::{Duration, Instant};

fn with_limits(change: impl FnOnce(&mut Limits)) -> Options {
    let mut options = full();
    change(&mut options.limits);
    options
}

#[track_caller]
fn assert_too_large(bytes: &[u8], options: &Options) {
    let start = Instant::now();
    let error = prepare(bytes, options).map(|_| ()).unwrap_err();
    assert_eq!(error.code(), Code::TooLarge, "{error}");
    assert!(
        start.elapsed() < Duration::from_secs(1),
        "it was decoded first"
    );
}

#[test]
fn the_defaults_are_the_documented_ones() {
    let limits = Limits::default();
    assert_eq!(limits.file_bytes, 52_428_800);
    assert_eq!(limits.pixels, 100_000_000);
    assert_eq!(limits.side_px, 65_535);
}

#[test]
fn a_file_may_have_as_many_bytes_as_the_limit_and_no_more() {
    let file = jpeg(&photo(40, 30));
    let len = file.len() as u64;
    assert!(prepare(&file, &with_limits(|limits| limits.file_bytes = len)).is_ok());
    assert_too_large(&file, &with_limits(|limits| limits.file_bytes = len - 1));
}

#[test]
fn a_picture_may_have_as_many_pixels_as_the_limit_and_no_more() {
    for file in [
        jpeg(&photo(40, 30)),
        png_rgb(&photo(40, 30)),
        gif(&photo(40, 30)),
        webp(&photo(40, 30), image::ExtendedColorType::Rgb8),
    ] {
        assert!(prepare(&file, &with_limits(|limits| limits.pixels = 1200)).is_ok());
        assert_too_large(&file, &with_limits(|limits| limits.pixels = 1199));
        assert!(prepare(&file, &with_limits(|limits| limits.side_px = 40)).is_ok());
        assert_too_large(&file, &with_limits(|limits| limits.side_px = 39));
    }
}

/// The header of a small picture, claiming another size.
fn claiming(file: &[u8], width: u32, height: u32) -> Vec<u8> {
    let mut file = file.to_vec();
    if file[0] == 0xFF {
        let frame = file
            .windows(2)
            .position(|pair| pair == [0xFF, 0xC0])
            .unwrap();
        file[frame + 5..frame + 7].copy_from_slice(&(height as u16).to_be_bytes());
        file[frame + 7..frame + 9].copy_from_slice(&(width as u16).to_be_bytes());
        return file;
    }
    let header = [
        &width.to_be_bytes()[..],
        &height.to_be_bytes(),
        &file[24..29],
    ]
    .concat();
    [&file[..8], &chunk(b"IHDR", &header), &file[33..]].concat()
}

#[test]
fn a_header_that_claims_too_much_is_refused() {
    let jpeg = jpeg(&photo(40, 30));
    assert_too_large(&claiming(&jpeg, 65_535, 65_535), &full());
    assert_too_large(&claiming(&jpeg, 20_000, 5_001), &full());
    let png = png_rgb(&photo(40, 30));
    assert_too_large(&claiming(&png, 65_536, 1), &full());
    assert_too_large(&claiming(&png, 4_864, 536_870_958), &full());
    assert_too_large(&claiming(&png, u32::MAX, u32::MAX), &full());
}

#[test]
fn a_file_that_would_unpack_to_far_more_than_it_has_is_refused() {
    // 90 megapixels are under the limit of pixels, but not from a kilobyte.
    let bomb = claiming(&jpeg(&photo(40, 30)), 9_500, 9_500);
    assert_too_large(&bomb, &full());
    // A flat picture of a harmless size is a picture, however well it packs.
    let flat = draw(3000, 2000, |_, _| [9, 9, 9]);
    assert!(prepare(&png_rgb(&flat), &edge(64)).is_ok());
}

#[test]
fn an_animation_that_claims_too_much_is_refused_before_its_first_picture_is_imagined() {
    // 85 bytes; to know whether the default picture is blank, one of 800 MB would have to be packed.
    let mut header = [10_000u32.to_be_bytes(), 10_000u32.to_be_bytes()].concat();
    header.extend_from_slice(&[16, 6, 0, 0, 0]);
    let file = [
        &b"\x89PNG\r\n\x1A\n"[..],
        &chunk(b"IHDR", &header),
        &chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]),
        &chunk(b"IDAT", b""),
        &chunk(b"IEND", b""),
    ]
    .concat();
    // Each would take seconds if it were, and the test would not come to its end.
    for _ in 0..1000 {
        assert_too_large(&file, &full());
    }
}

#[test]
fn a_longest_side_of_nothing_is_a_wrong_option() {
    let error = prepare(&jpeg(&photo(4, 4)), &edge(0))
        .map(|_| ())
        .unwrap_err();
    assert_eq!(error.code(), Code::BadOption);
}
