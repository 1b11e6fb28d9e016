//! JPEGs that few programs write look as they do elsewhere, or are refused by their name.

#![allow(clippy::unwrap_used)]

mod pictures;

use pellicle::Code;
use pellicle::picture::{Change, prepare};
use pictures::planes::{self, Factors, with_adobe};
use pictures::*;

/// Not a multiple of any unit, so that every edge is a cut one.
const SIZE: (u32, u32) = (101, 67);

fn channels(pixels: &[[u8; 3]]) -> [Vec<u8>; 3] {
    core::array::from_fn(|channel| pixels.iter().map(|pixel| pixel[channel]).collect())
}

/// YCbCr by JFIF 1.02, page 4.
fn ycc(picture: &Pixels) -> [Vec<u8>; 3] {
    let convert = |&[r, g, b]: &[u8; 3]| {
        let [r, g, b] = [r, g, b].map(f64::from);
        let y = 0.299 * r + 0.587 * g + 0.114 * b;
        [y, (b - y) / 1.772 + 128.0, (r - y) / 1.402 + 128.0].map(|level| level.round() as u8)
    };
    let pixels = picture.samples.as_chunks().0;
    channels(&pixels.iter().map(convert).collect::<Vec<_>>())
}

fn jpeg_of(planes: [Vec<u8>; 3], factors: [Factors; 3]) -> Vec<u8> {
    let mut factors = factors.into_iter();
    planes::jpeg(SIZE, &planes.map(|plane| (plane, factors.next().unwrap())))
}

#[test]
fn every_sampling_shows_its_picture() {
    let picture = photo(SIZE.0, SIZE.1);
    for (name, factors) in [
        ("4:1:1", [(4, 1), (1, 1), (1, 1)]),
        ("4:1:0", [(4, 2), (1, 1), (1, 1)]),
        ("4:4:0", [(1, 2), (1, 1), (1, 1)]),
        ("a quarter down", [(1, 4), (1, 1), (1, 1)]),
        ("a third across", [(3, 1), (1, 1), (1, 1)]),
        ("red half as fine as blue", [(2, 2), (2, 1), (1, 1)]),
        ("luma coarser than chroma", [(1, 1), (2, 2), (2, 2)]),
        ("all at one, but for their names", [(2, 2), (2, 2), (2, 2)]),
    ] {
        let file = jpeg_of(ycc(&picture), factors);
        let distance = read_rgb(&prepared(&file)).distance(&picture);
        assert!(distance < 3.5, "{name}: {distance} apart");
        // Half of it, which is decoded smaller.
        let half = read_rgb(&prepare(&file, &edge(50)).unwrap());
        let expected = read_rgb(&prepare(&png_rgb(&picture), &edge(50)).unwrap());
        let distance = half.distance(&expected);
        assert!(distance < 3.5, "{name} at half: {distance} apart");
    }
}

#[test]
#[cfg_attr(not(corpus), ignore = "the corpus is not there")]
fn real_samplings_look_as_elsewhere() {
    for sampling in ["410", "411", "420", "422", "440", "444"] {
        let file = real(&format!("go__video-001.q50.{sampling}.jpeg"));
        let distance = read_rgb(&prepared(&file)).distance(&read_jpeg(&file));
        // The other decoder repeats chroma, where ours is interpolated.
        assert!(distance < 5.0, "{sampling}: {distance} apart");
    }
}

fn real(name: &str) -> Vec<u8> {
    let folder = std::path::Path::new(option_env!("PELLICLE_CORPUS_FOUND").unwrap_or_default());
    std::fs::read(folder.join("pictures/jpeg-structure").join(name)).unwrap()
}

/// The JPEG without its height, which comes in a segment behind the first scan (T.81, B.2.5).
fn height_behind(file: &[u8], lines: u16) -> Vec<u8> {
    let mut file = file.to_vec();
    let frame = |pair: &[u8]| pair == [0xFF, 0xC0] || pair == [0xFF, 0xC2];
    let frame = file.windows(2).position(frame).unwrap();
    file[frame + 5..frame + 7].fill(0);
    let scan = file
        .windows(2)
        .position(|pair| pair == [0xFF, 0xDA])
        .unwrap();
    let is_end = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xD0..=0xD7);
    let end = scan + 2 + file[scan + 2..].windows(2).position(is_end).unwrap();
    let [high, low] = lines.to_be_bytes();
    [&file[..end], &[0xFF, 0xDC, 0, 4, high, low], &file[end..]].concat()
}

#[test]
fn a_height_behind_the_first_scan_is_as_good_as_one_before() {
    let picture = photo(SIZE.0, SIZE.1);
    for file in [
        jpeg(&picture),
        jpeg_as(&picture, mozjpeg_rs::Subsampling::S444, true),
        jpeg_of(ycc(&picture), [(2, 1), (1, 1), (1, 1)]),
    ] {
        let whole = prepared(&file).picture;
        let behind = height_behind(&file, SIZE.1 as u16);
        assert_eq!(prepared(&behind).picture, whole);
        // What is no height there is none.
        assert_eq!(refused(&height_behind(&file, 0)), Code::Malformed);
        // More lines than there are have no data.
        assert_eq!(refused(&height_behind(&file, 500)), Code::Malformed);
    }
}

#[test]
fn an_xyb_jpeg_is_shown_by_its_profile() {
    let picture = photo(SIZE.0, SIZE.1);
    let pixels = picture.samples.as_chunks().0;
    let xyb: Vec<[u8; 3]> = pixels.iter().map(|pixel| xyb::from_srgb(*pixel)).collect();
    // The third channel at half of both sides, as jpegli has it.
    let file = jpeg_of(channels(&xyb), [(2, 2), (2, 2), (1, 1)]);
    let file = with_adobe(&file, 0);
    let bare = read_rgb(&prepared(&file)).distance(&picture);
    assert!(
        bare > 20.0,
        "{bare}: without its profile it is another picture"
    );
    let profile = [b"ICC_PROFILE\0\x01\x01", &xyb::icc()[..]].concat();
    let prepared = prepared(&with_segment(&file, 0xE2, &profile));
    let distance = read_rgb(&prepared).distance(&picture);
    assert!(distance < 2.5, "{distance} apart");
    assert_eq!(prepared.receipt.changed, [Change::ConvertedToSrgb]);
}

#[test]
#[cfg_attr(not(corpus), ignore = "the corpus is not there")]
fn real_ones_that_are_not_taken_are_named() {
    for (file, name) in [
        ("codec-corpus__testorig12.jpg", "12 bits"),
        ("libjpeg-turbo__testimgari.jpg", "arithmetic"),
    ] {
        let error = prepare(&real(file), &full()).map(|_| ()).unwrap_err();
        assert_eq!(error.code(), Code::Unsupported, "{error}");
        assert!(error.message().contains(name), "{error}");
    }
}
