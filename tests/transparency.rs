//! Transparency survives, and what is invisible stays out of what is seen.

#![allow(clippy::unwrap_used)]

mod pictures;

use image::ExtendedColorType;
use pellicle::MediaType;
use pellicle::picture::{Area, Options, Preset, prepare};
use pictures::*;
use png::{BitDepth, ColorType};

/// Opaque red on the left, invisible green on the right.
fn half_invisible(width: u32, height: u32) -> Pixels {
    let samples = (0..height)
        .flat_map(|_| 0..width)
        .flat_map(|x| {
            if x < width / 2 {
                [200, 0, 0, 255]
            } else {
                [0, 255, 0, 0]
            }
        })
        .collect();
    Pixels {
        width,
        height,
        samples,
    }
}

#[test]
fn invisible_colours_do_not_bleed_into_visible_ones() {
    // A third, so that the edge falls inside of a pixel.
    let file = png(&half_invisible(100, 40), ColorType::Rgba, BitDepth::Eight);
    let prepared = prepare(&file, &edge(33)).unwrap();
    assert_eq!(prepared.picture.media_type(), MediaType::Png);
    let seen = read(&prepared);
    let mut translucent = 0;
    for pixel in seen.samples.chunks(4) {
        if pixel[3] > 8 {
            assert!(pixel[0] > 180 && pixel[1] < 12, "{pixel:?}");
        }
        translucent += u32::from((1..255).contains(&pixel[3]));
    }
    assert!(translucent > 0, "the edge is soft");
}

#[test]
fn a_picture_that_is_not_resized_keeps_its_alpha_and_what_is_seen_of_its_colours_exactly() {
    let samples: Vec<u8> = (0..64 * 64u32)
        .flat_map(|n| [n as u8, (n >> 3) as u8, (n >> 5) as u8, (n >> 4) as u8])
        .collect();
    let picture = Pixels {
        width: 64,
        height: 64,
        samples,
    };
    let mut seen = picture.samples.clone();
    let mut invisible = 0;
    for pixel in seen.chunks_exact_mut(4).filter(|pixel| pixel[3] == 0) {
        pixel.fill(0);
        invisible += 1;
    }
    assert_eq!(invisible, 16, "an eraser was here");
    let from_png = prepared(&png(&picture, ColorType::Rgba, BitDepth::Eight));
    assert_eq!(read(&from_png).samples, seen);
    let from_webp = prepared(&webp(&picture, ExtendedColorType::Rgba8));
    assert_eq!(from_webp.picture.media_type(), MediaType::Png);
    assert_eq!(read(&from_webp).samples, seen);
}

/// What an eraser took off: nobody sees it, and whoever has the file could bring it back.
#[test]
fn what_was_made_invisible_is_gone() {
    let secret = [201, 77, 133];
    let rgba = |width: u32, height: u32| Pixels {
        width,
        height,
        samples: (0..width * height)
            .flat_map(|n| match n % 60 {
                0..20 => [secret[0], secret[1], secret[2], 0],
                _ => [n as u8, (n >> 8) as u8, 9, 255],
            })
            .collect(),
    };
    let holds_it = |prepared: &pellicle::picture::Prepared| {
        let seen = read(prepared);
        assert!(seen.samples.chunks(4).any(|pixel| pixel[3] == 0));
        seen.samples.chunks(4).any(|pixel| pixel[..3] == secret)
    };
    let picture = rgba(60, 40);
    let gray_alpha = Pixels {
        samples: (0..60 * 40u32)
            .flat_map(|n| if n % 60 < 20 { [133, 0] } else { [9, 255] })
            .collect(),
        ..picture
    };
    let mut palette = Vec::new();
    let mut encoder = png::Encoder::new(&mut palette, 4, 1);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Two);
    encoder.set_palette([secret, [1, 2, 3], [4, 5, 6], [7, 8, 9]].concat());
    encoder.set_trns(vec![0]);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[0b_00_01_10_11]).unwrap();
    writer.finish().unwrap();
    let files = [
        png(&rgba(60, 40), ColorType::Rgba, BitDepth::Eight),
        webp(&rgba(60, 40), ExtendedColorType::Rgba8),
        png(&gray_alpha, ColorType::GrayscaleAlpha, BitDepth::Eight),
        palette,
    ];
    for file in &files {
        for options in [Options::default(), edge(33), smallest(), turned()] {
            let prepared = prepare(file, &options).unwrap();
            assert!(!holds_it(&prepared), "{options:?}");
            let gray = read(&prepared);
            assert!(
                gray.samples
                    .chunks(4)
                    .all(|pixel| pixel[3] > 0 || pixel == [0; 4])
            );
        }
    }
}

fn smallest() -> Options {
    let mut options = Options::default();
    options.preset = Preset::Smallest;
    options
}

/// Turned, and with a part covered, as a person does before it is sent.
fn turned() -> Options {
    let mut options = Options::default();
    options.edits.quarter_turns = 1;
    options.edits.covers.push(Area {
        x: 1,
        y: 0,
        width: 1,
        height: 1,
    });
    options
}

#[test]
fn a_transparent_key_of_every_colour_type_is_kept() {
    let alpha_at = |file: &[u8], x: u32| {
        let seen = read(&prepared(file));
        seen.at(x, 0)[3]
    };
    let columns = |samples: [Vec<u8>; 2]| Pixels {
        width: 2,
        height: 1,
        samples: samples.concat(),
    };
    let gray = png(
        &columns([vec![7], vec![200]]),
        ColorType::Grayscale,
        BitDepth::Eight,
    );
    let rgb = png(
        &columns([vec![7, 8, 9], vec![200, 1, 2]]),
        ColorType::Rgb,
        BitDepth::Eight,
    );
    let gray16 = png(
        &columns([vec![1, 7], vec![200, 0]]),
        ColorType::Grayscale,
        BitDepth::Sixteen,
    );
    let rgb16 = png(
        &columns([vec![1, 7, 2, 8, 3, 9], vec![1, 7, 2, 8, 3, 8]]),
        ColorType::Rgb,
        BitDepth::Sixteen,
    );
    // Two pixels in a byte, of one or of four bits each.
    let packed = |byte| Pixels {
        samples: vec![byte],
        ..columns([vec![], vec![]])
    };
    let gray1 = png(&packed(0x40), ColorType::Grayscale, BitDepth::One);
    let gray4 = png(&packed(0x37), ColorType::Grayscale, BitDepth::Four);
    for (file, key) in [
        (gray, &[0, 7][..]),
        (rgb, &[0, 7, 0, 8, 0, 9]),
        (gray16, &[1, 7]),
        // The other pixel is the same in its upper bytes.
        (rgb16, &[1, 7, 2, 8, 3, 9]),
        (gray1, &[0, 0]),
        (gray4, &[0, 3]),
    ] {
        let file = with_chunk(&file, b"tRNS", key);
        assert_eq!(alpha_at(&file, 0), 0);
        assert_eq!(alpha_at(&file, 1), 255);
    }
}

#[test]
fn every_entry_of_a_palette_keeps_its_own_transparency() {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 4, 1);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Two);
    encoder.set_palette([[200, 0, 0], [0, 200, 0], [0, 0, 200], [9, 9, 9]].concat());
    // The last entry has none, and is opaque.
    encoder.set_trns(vec![255, 90, 0]);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[0b_00_01_10_11]).unwrap();
    writer.finish().unwrap();
    let seen = read(&prepared(&file));
    assert_eq!(seen.at(0, 0), [200, 0, 0, 255]);
    assert_eq!(seen.at(1, 0), [0, 200, 0, 90]);
    assert_eq!(seen.at(2, 0)[3], 0);
    assert_eq!(seen.at(3, 0), [9, 9, 9, 255]);
}

#[test]
fn a_channel_in_which_everything_is_opaque_is_none() {
    let opaque: Vec<u8> = photo(300, 300)
        .samples
        .chunks(3)
        .flat_map(|p| [p[0], p[1], p[2], 255])
        .collect();
    let picture = Pixels {
        width: 300,
        height: 300,
        samples: opaque,
    };
    let prepared = prepared(&png(&picture, ColorType::Rgba, BitDepth::Eight));
    assert_eq!(prepared.picture.media_type(), MediaType::Jpeg);
}
