//! One picture of every kind that there is.

use super::pictures::animations::{self, Frame};
use super::pictures::*;
use super::pixels::packed;
use image::ExtendedColorType;
use mozjpeg_rs::{Encoder, Preset, Subsampling};
use png::{BitDepth, ColorType};

/// Not a multiple of any block, so that every edge is a cut one.
const SIZE: (u32, u32) = (101, 67);

pub fn all() -> Vec<(String, Vec<u8>)> {
    [jpegs(), pngs(), gifs(), webps(), animated()].concat()
}

fn named(name: impl Into<String>, file: Vec<u8>) -> (String, Vec<u8>) {
    (name.into(), file)
}

pub fn jpegs() -> Vec<(String, Vec<u8>)> {
    let picture = photo(SIZE.0, SIZE.1);
    let mut files = Vec::new();
    for subsampling in [
        Subsampling::S444,
        Subsampling::S422,
        Subsampling::S440,
        Subsampling::S420,
    ] {
        for progressive in [false, true] {
            let name = format!("jpeg {subsampling:?}, progressive: {progressive}");
            files.push(named(name, jpeg_as(&picture, subsampling, progressive)));
        }
    }
    let restarting = |interval| {
        let encoder = Encoder::new(Preset::BaselineFastest).quality(90);
        let encoder = encoder.restart_interval(interval);
        encoder
            .encode_rgb(&picture.samples, SIZE.0, SIZE.1)
            .unwrap()
    };
    files.push(named("jpeg with restarts", restarting(3)));
    files.push(named(
        "jpeg with a restart behind every unit",
        restarting(1),
    ));
    // The preset that splits coefficients over the most scans, and refines them.
    let balanced = Encoder::new(Preset::ProgressiveSmallest).quality(85);
    let balanced = balanced
        .encode_rgb(&picture.samples, SIZE.0, SIZE.1)
        .unwrap();
    files.push(named("jpeg of many scans", balanced));
    let gray: Vec<u8> = picture.samples.iter().step_by(3).copied().collect();
    let gray = Encoder::new(Preset::BaselineFastest).encode_gray(&gray, SIZE.0, SIZE.1);
    files.push(named("gray jpeg", gray.unwrap()));
    files.push(named("cmyk jpeg, one scan an ink", cmyk(&picture)));
    files
}

pub fn pngs() -> Vec<(String, Vec<u8>)> {
    let picture = photo(SIZE.0, SIZE.1);
    let of = |channels: usize| Pixels {
        samples: picture
            .samples
            .iter()
            .cycle()
            .take(picture.samples.len() / 3 * channels)
            .copied()
            .collect(),
        ..picture
    };
    let mut files = Vec::new();
    for (color, channels) in [
        (ColorType::Grayscale, 1),
        (ColorType::Rgb, 3),
        (ColorType::GrayscaleAlpha, 2),
        (ColorType::Rgba, 4),
    ] {
        files.push(named(
            format!("png {color:?}, 8 bits"),
            png(&of(channels), color, BitDepth::Eight),
        ));
        let deep = png(&of(2 * channels), color, BitDepth::Sixteen);
        files.push(named(format!("png {color:?}, 16 bits"), deep));
    }
    for depth in [1, 2, 4] {
        let mut small = of(1);
        small
            .samples
            .iter_mut()
            .for_each(|sample| *sample >>= 8 - depth);
        let small = packed(&small, depth);
        let kind = BitDepth::from_u8(depth as u8).unwrap();
        files.push(named(
            format!("png Grayscale, {depth} bits"),
            png(&small, ColorType::Grayscale, kind),
        ));
        files.push(named(
            format!("png Indexed, {depth} bits"),
            indexed(&small, kind),
        ));
    }
    files.push(named(
        "png Indexed, 8 bits",
        indexed(&of(1), BitDepth::Eight),
    ));
    files
}

/// A PNG with a palette, half of which is translucent.
fn indexed(pixels: &Pixels, depth: BitDepth) -> Vec<u8> {
    let colors = 1usize << depth as usize;
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width, pixels.height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(depth);
    encoder.set_filter(png::Filter::Adaptive);
    encoder.set_palette(
        (0..3 * colors)
            .map(|n| (n * 5 % 251) as u8)
            .collect::<Vec<u8>>(),
    );
    encoder.set_trns((0..colors / 2).map(|n| n as u8).collect::<Vec<u8>>());
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&pixels.samples).unwrap();
    writer.finish().unwrap();
    file
}

pub fn gifs() -> Vec<(String, Vec<u8>)> {
    vec![
        named("gif", gif(&photo(SIZE.0, SIZE.1))),
        named(
            "gif of few colours",
            gif(&draw(40, 30, |x, _| [(x / 10) as u8 * 60; 3])),
        ),
    ]
}

pub fn webps() -> Vec<(String, Vec<u8>)> {
    let picture = photo(SIZE.0, SIZE.1);
    let alpha = Pixels {
        samples: picture
            .samples
            .chunks(3)
            .flat_map(|p| [p[0], p[1], p[2], p[1]])
            .collect(),
        ..picture
    };
    vec![
        named("webp", webp(&picture, ExtendedColorType::Rgb8)),
        named("webp with alpha", webp(&alpha, ExtendedColorType::Rgba8)),
    ]
}

pub fn animated() -> Vec<(String, Vec<u8>)> {
    let indices = |first: u8| Pixels {
        width: 30,
        height: 20,
        samples: (0..600).map(|n| (n / 7) as u8 % 3 + first).collect(),
    };
    let gif = [
        Frame::new(indices(0), (0, 0), 7, 1),
        Frame::new(indices(1), (0, 0), 9, 2),
    ];
    let apng = [
        Frame::new(photo(30, 20), (0, 0), 7, 0),
        Frame::new(photo(10, 5), (2, 4), 500, 1),
    ];
    let webp = |pixels: Pixels, place| {
        let file = webp(&pixels, ExtendedColorType::Rgb8);
        (Frame::new(pixels, place, 50, 0), file)
    };
    let webp = [webp(photo(30, 20), (0, 0)), webp(photo(10, 5), (2, 4))];
    vec![
        named("animated gif", animations::gif((30, 20), 3, &gif)),
        named("animated png", animations::apng(None, 3, &apng)),
        named("animated webp", animations::webp((30, 20), 3, &webp)),
    ]
}
