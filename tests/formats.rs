//! Every kind of file that is taken gives the picture that it shows.

#![allow(clippy::unwrap_used)]

mod pictures;

use image::ExtendedColorType;
use mozjpeg_rs::{Encoder, Preset, Subsampling};
use pellicle::MediaType;
use pellicle::picture::{Change, prepare};
use pictures::*;
use png::{BitDepth, ColorType};

/// Not a multiple of any block, so that every edge is a cut one.
const SIZE: (u32, u32) = (101, 67);

#[track_caller]
fn assert_shows(file: &[u8], expected: &Pixels, within: f64) {
    let distance = read_rgb(&prepared(file)).distance(expected);
    assert!(distance <= within, "{distance} apart");
}

#[test]
fn jpegs_of_every_sampling_are_read() {
    let picture = photo(SIZE.0, SIZE.1);
    for subsampling in [
        Subsampling::S444,
        Subsampling::S422,
        Subsampling::S440,
        Subsampling::S420,
    ] {
        for progressive in [false, true] {
            assert_shows(&jpeg_as(&picture, subsampling, progressive), &picture, 4.0);
        }
    }
}

#[test]
fn a_jpeg_with_restart_markers_is_read() {
    let picture = photo(SIZE.0, SIZE.1);
    let file = Encoder::new(Preset::BaselineFastest)
        .quality(95)
        .restart_interval(3)
        .encode_rgb(&picture.samples, SIZE.0, SIZE.1)
        .unwrap();
    assert!(file.windows(2).any(|pair| pair == [0xFF, 0xD3]));
    assert_shows(&file, &picture, 4.0);
}

#[test]
fn a_gray_jpeg_stays_gray() {
    let gray: Vec<u8> = (0..100 * 60).map(|n| (n % 100) as u8 + 50).collect();
    let file = Encoder::new(Preset::BaselineFastest)
        .quality(95)
        .encode_gray(&gray, 100, 60)
        .unwrap();
    let prepared = prepared(&file);
    let seen = read(&prepared);
    assert_eq!(seen.samples.len(), 100 * 60, "one channel");
    let expected = Pixels {
        width: 100,
        height: 60,
        samples: gray,
    };
    assert!(seen.distance(&expected) < 2.0);
}

#[test]
fn an_rgb_jpeg_is_not_taken_for_ycbcr() {
    let picture = photo(SIZE.0, SIZE.1);
    let channel =
        |n: usize| -> Vec<u8> { picture.samples.iter().skip(n).step_by(3).copied().collect() };
    let file = Encoder::new(Preset::BaselineFastest)
        .quality(95)
        .subsampling(Subsampling::S444)
        .encode_ycbcr_planar(&channel(0), &channel(1), &channel(2), SIZE.0, SIZE.1)
        .unwrap();
    // Its JFIF header goes, and Adobe's with the transform 0 comes.
    let without_jfif = [&file[..2], &file[20..]].concat();
    let file = with_segment(&without_jfif, 0xEE, b"Adobe\0\x64\0\0\0\0\0");
    assert_shows(&file, &picture, 4.0);
}

#[test]
fn pngs_of_every_colour_type_are_read_exactly() {
    let (w, h) = (16, 16);
    let shade = |x: u32, y: u32| ((x + y) * 8) as u8;
    let gray = draw(w, h, |x, y| [shade(x, y); 3]);
    let one = |samples: Vec<u8>| Pixels {
        width: w,
        height: h,
        samples,
    };
    let gray8: Vec<u8> = gray.samples.iter().step_by(3).copied().collect();
    let gray16: Vec<u8> = gray8.iter().flat_map(|&g| [g, g]).collect();
    assert_exactly(
        &png(&one(gray8), ColorType::Grayscale, BitDepth::Eight),
        &gray,
    );
    assert_exactly(
        &png(&one(gray16), ColorType::Grayscale, BitDepth::Sixteen),
        &gray,
    );

    let color = draw(w, h, |x, y| {
        [shade(x, y), shade(y, x) / 2, 255 - shade(x, y)]
    });
    let color16: Vec<u8> = color.samples.iter().flat_map(|&s| [s, s]).collect();
    assert_exactly(&png_rgb(&color), &color);
    assert_exactly(
        &png(&one(color16), ColorType::Rgb, BitDepth::Sixteen),
        &color,
    );

    let opaque: Vec<u8> = color
        .samples
        .chunks(3)
        .flat_map(|p| [p[0], p[1], p[2], 255])
        .collect();
    assert_exactly(&png(&one(opaque), ColorType::Rgba, BitDepth::Eight), &color);

    let bits = draw(w, h, |x, _| if x < 8 { [255; 3] } else { [0; 3] });
    let packed = one([[0xFF, 0x00]; 16].concat());
    assert_exactly(&png(&packed, ColorType::Grayscale, BitDepth::One), &bits);
}

/// Few pixels and few colours: the result is a PNG, and exact.
#[track_caller]
fn assert_exactly(file: &[u8], expected: &Pixels) {
    let prepared = prepared(file);
    assert_eq!(prepared.picture.media_type(), MediaType::Png);
    assert_eq!(&read_rgb(&prepared), expected);
}

#[test]
fn a_palette_is_read_and_written() {
    let colors = [[250, 0, 0], [0, 250, 0], [0, 0, 250], [9, 9, 9]];
    let picture = draw(40, 30, |x, y| colors[((x / 10 + y / 10) % 4) as usize]);
    let indices: Vec<u8> = picture
        .samples
        .chunks(3)
        .map(|pixel| colors.iter().position(|color| color == pixel).unwrap() as u8)
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 40, 30);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(colors.concat());
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&indices).unwrap();
    writer.finish().unwrap();
    assert_exactly(&file, &picture);
    let prepared = prepared(&file);
    // Behind the signature, the length, the type and both sides: bit depth, then colour type.
    assert_eq!(
        prepared.picture.bytes()[24..26],
        [2, 3],
        "four colours in two bits"
    );
}

#[test]
fn an_interlaced_png_is_read() {
    let picture = draw(13, 11, |x, y| [(x * 19) as u8, (y * 23) as u8, 77]);
    // Adam7 (PNG 3rd edition, 8.1): first column and row, and their steps, of each pass.
    let passes = [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];
    let mut raw = Vec::new();
    for (x0, y0, dx, dy) in passes {
        for y in (y0..11).step_by(dy) {
            raw.push(0);
            for x in (x0..13).step_by(dx) {
                raw.extend_from_slice(picture.at(x, y));
            }
        }
    }
    let header = [
        &13u32.to_be_bytes()[..],
        &11u32.to_be_bytes(),
        &[8, 2, 0, 0, 1],
    ]
    .concat();
    let data = miniz_oxide::deflate::compress_to_vec_zlib(&raw, 6);
    let file = [
        &b"\x89PNG\r\n\x1A\n"[..],
        &chunk(b"IHDR", &header),
        &chunk(b"IDAT", &data),
        &chunk(b"IEND", b""),
    ]
    .concat();
    let seen = read_rgb(&prepared(&file));
    assert!(seen.distance(&picture) < 6.0);
}

#[test]
fn sixteen_bits_become_eight_and_the_receipt_says_so() {
    // 0x7F80 is nearer to 0x80 · 257 than to 0x7F · 257; cutting would give 0x7F.
    let pixels = Pixels {
        width: 8,
        height: 8,
        samples: [0x7F, 0x80].repeat(64),
    };
    let prepared = prepared(&png(&pixels, ColorType::Grayscale, BitDepth::Sixteen));
    assert!(
        read(&prepared)
            .samples
            .iter()
            .all(|&sample| sample == 0x7F + u8::from(0x7F80 >= 0x7F * 257 + 129))
    );
    assert!(prepared.receipt.changed.contains(&Change::ReducedTo8Bit));
}

#[test]
fn webps_are_read() {
    let picture = photo(SIZE.0, SIZE.1);
    assert_shows(&webp(&picture, ExtendedColorType::Rgb8), &picture, 6.0);
    // The smallest lossy one: a single pixel, black or nearly so.
    let lossy = b"RIFF\x22\0\0\0WEBPVP8 \x16\0\0\0\x30\x01\0\x9D\x01\x2A\x01\0\x01\0\x0E\xC0\xFE\x25\xA4\0\x03\x70\0\0\0\0";
    let seen = read_rgb(&prepared(lossy));
    assert_eq!((seen.width, seen.height), (1, 1));
}

#[test]
fn a_still_gif_is_read() {
    let picture = draw(
        20,
        20,
        |x, _| if x < 10 { [200, 0, 0] } else { [0, 0, 200] },
    );
    let prepared = prepared(&gif(&picture));
    assert_eq!(prepared.picture.media_type(), MediaType::Png);
    assert!(read_rgb(&prepared).distance(&picture) < 1.0);
}

#[test]
fn a_photo_becomes_a_jpeg_and_a_screenshot_a_png() {
    let photo = photo(400, 300);
    assert_eq!(
        prepared(&png_rgb(&photo)).picture.media_type(),
        MediaType::Jpeg
    );
    let screen = draw(400, 300, |x, y| match (x / 37 + y / 23) % 3 {
        0 => [255; 3],
        1 => [40, 44, 52],
        _ => [x as u8, 100, 100],
    });
    assert_eq!(
        prepared(&png_rgb(&screen)).picture.media_type(),
        MediaType::Png
    );
}

#[test]
fn an_icon_stays_exact() {
    let icon = draw(32, 32, |x, y| {
        [(x * 8) as u8, (y * 8) as u8, ((x * y) % 251) as u8]
    });
    assert_exactly(&png_rgb(&icon), &icon);
}

#[test]
fn nothing_is_enlarged_and_the_shape_is_kept() {
    let file = jpeg(&photo(300, 200));
    let size = |px| {
        let picture = prepare(&file, &edge(px)).unwrap().picture;
        (picture.width_px(), picture.height_px())
    };
    assert_eq!(size(2048), (300, 200));
    assert_eq!(size(300), (300, 200));
    assert_eq!(size(150), (150, 100));
    assert_eq!(size(100), (100, 67));
    assert_eq!(size(1), (1, 1));
    let long = jpeg(&photo(4000, 1));
    let picture = prepare(&long, &edge(100)).unwrap().picture;
    assert_eq!((picture.width_px(), picture.height_px()), (100, 1));
}

#[test]
fn the_downscale_is_the_mean_of_what_it_covers() {
    let picture = photo(400, 300);
    let half = draw(200, 150, |x, y| {
        core::array::from_fn(|channel| {
            let sum: u32 = [(0, 0), (1, 0), (0, 1), (1, 1)]
                .into_iter()
                .map(|(dx, dy)| u32::from(picture.at(2 * x + dx, 2 * y + dy)[channel]))
                .sum();
            (sum / 4) as u8
        })
    });
    for file in [
        jpeg(&picture),
        png_rgb(&picture),
        webp(&picture, ExtendedColorType::Rgb8),
    ] {
        let seen = read_rgb(&prepare(&file, &edge(200)).unwrap());
        let distance = seen.distance(&half);
        assert!(distance < 3.0, "{distance}");
    }
}

#[test]
fn the_same_file_always_gives_the_same_bytes() {
    let file = jpeg(&photo(400, 300));
    assert_eq!(prepared(&file), prepared(&file));
}
