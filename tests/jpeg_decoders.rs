//! Our decoder held against two that share no code with it, on every kind of file that is taken.

#![allow(clippy::unwrap_used)]

use jpeg_decoder::{ColorTransform, Decoder};
use mozjpeg_rs::{Encoder, Preset, Subsampling};
use pellicle::picture::{MaxEdge, Options, prepare};
use pellicle_pixels::jpeg::{decode, markers};
use pellicle_pixels::resize::{Plan, resize};
use pellicle_pixels::{Components, Decoded, Model, Raster, Size};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;

/// What a file's header says, and Adobe's marker where there are inks.
fn header(file: &[u8]) -> (Size, Model) {
    let mut walk = markers::Markers::new(file);
    let mut transform = 0;
    loop {
        let segment = walk.next().unwrap();
        let body = &file[segment.body];
        match segment.marker {
            0xEE if body.starts_with(b"Adobe") => transform = body[11],
            0xC0..=0xC2 => {
                let side = |at: usize| u32::from(u16::from_be_bytes([body[at], body[at + 1]]));
                let (height, width) = (side(1), side(3));
                let model = match body[5] {
                    1 => Model::Gray,
                    4 if transform == 2 => Model::Ycck,
                    4 => Model::Cmyk,
                    _ => Model::Ycc,
                };
                return (Size { width, height }, model);
            }
            _ => {}
        }
    }
}

/// At full size, every component as it is stored.
fn ours(file: &[u8]) -> (Size, Components) {
    let (size, model) = header(file);
    // Chroma is wanted as large as luma, so nothing is decoded smaller.
    let plan = Plan::new(size, false);
    (size, decode(file, size, model, &plan).unwrap())
}

/// Holds every sample that the picture covers to be within a level of both others', on average far less: each rounds
/// its own way.
fn compare(name: &str, file: &[u8]) {
    let (size, components) = ours(file);
    let mut zune = JpegDecoder::new(ZCursor::new(file));
    zune.decode_headers().unwrap();
    let layout = zune.raw_output().layout().unwrap();
    let mut planes = layout.map(|plane| vec![0; plane.byte_size]);
    let mut filled: Vec<&mut [u8]> = planes.iter_mut().map(|plane| &mut plane[..]).collect();
    zune.raw_output()
        .decode_into_planes(&mut filled[..components.planes.len()])
        .unwrap();
    let mut jpeg_decoder = Decoder::new(file);
    if components.planes.len() == 3 {
        // What is called RGB is not converted.
        jpeg_decoder.set_color_transform(ColorTransform::RGB);
    }
    let pixels = jpeg_decoder.decode().unwrap();
    let channels = components.planes.len();
    for (index, component) in components.planes.iter().enumerate() {
        let (width, height) = (
            component.covered_width.floor(),
            component.covered_height.floor(),
        );
        let (width, height) = (width as usize, height as usize);
        let stride = component.plane.width as usize;
        // The second gives no planes, so only what needs no upsampling can be compared.
        // Nor does it leave the colours of CMYK as they are.
        let whole = channels < 4 && (width, height) == (size.width as usize, size.height as usize);
        let (mut worst, mut sum) = ([0; 2], [0u64; 2]);
        for y in 0..height {
            for x in 0..width {
                let ours = component.plane.samples[y * stride + x];
                let zune = planes[index][y * layout[index].stride + x];
                let other = match whole {
                    true => pixels[(y * width + x) * channels + index],
                    false => zune,
                };
                for (who, theirs) in [zune, other].into_iter().enumerate() {
                    let apart = ours.abs_diff(theirs);
                    worst[who] = worst[who].max(apart);
                    sum[who] += u64::from(apart);
                }
            }
        }
        let samples = (width * height) as u64;
        assert!(
            worst.iter().all(|&worst| worst <= 2),
            "{name}, component {index}: {worst:?}"
        );
        assert!(
            sum.iter().all(|&sum| sum * 5 < samples),
            "{name}, component {index}: {sum:?}"
        );
    }
}

/// A picture with edges, noise and smooth parts, at sides that no block divides.
fn pixels(width: u32, height: u32) -> Vec<u8> {
    let mut state = 1u32;
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = (state >> 28) as u8;
            let edge = if (x / 23 + y / 17) % 2 == 0 { 90 } else { 20 };
            pixels.extend([(x % 128) as u8 + noise, edge + noise, (y % 200) as u8]);
        }
    }
    pixels
}

#[test]
fn every_sampling_sequential_and_progressive() {
    let (width, height) = (203, 117);
    for (name, subsampling) in [
        ("4:4:4", Subsampling::S444),
        ("4:2:2", Subsampling::S422),
        ("4:4:0", Subsampling::S440),
        ("4:2:0", Subsampling::S420),
    ] {
        for progressive in [false, true] {
            for restarts in [0, 1, 5] {
                let file = Encoder::new(Preset::BaselineFastest)
                    .quality(88)
                    .subsampling(subsampling)
                    .progressive(progressive)
                    .optimize_huffman(true)
                    .restart_interval(if progressive { 0 } else { restarts })
                    .encode_rgb(&pixels(width, height), width, height)
                    .unwrap();
                compare(&format!("{name}, {progressive}, {restarts}"), &file);
            }
        }
    }
}

#[test]
fn gray_and_every_quality() {
    let gray: Vec<u8> = pixels(101, 64).chunks(3).map(|pixel| pixel[1]).collect();
    for quality in [5, 30, 60, 90, 100] {
        let file = Encoder::new(Preset::BaselineFastest)
            .quality(quality)
            .encode_gray(&gray, 101, 64)
            .unwrap();
        compare(&format!("gray at {quality}"), &file);
        let file = Encoder::new(Preset::BaselineBalanced)
            .quality(quality)
            .encode_rgb(&pixels(65, 40), 65, 40)
            .unwrap();
        compare(&format!("colour at {quality}"), &file);
    }
}

/// The mean of a decoded picture must not move with the size that it is decoded to, nor its edges.
#[test]
fn smaller_sizes_show_the_same_picture() {
    let (width, height) = (400, 304);
    let smooth: Vec<u8> = (0..height)
        .flat_map(|y| {
            (0..width).flat_map(move |x| [(x * 255 / width) as u8, (y * 255 / height) as u8, 128])
        })
        .collect();
    let file = Encoder::new(Preset::BaselineFastest)
        .quality(95)
        .subsampling(Subsampling::S444)
        .encode_rgb(&smooth, width, height)
        .unwrap();
    let (_, full) = ours(&file);
    let (size, model) = header(&file);
    let full = &full.planes[0];
    for edge in [50, 99, 101, 149, 151, 200, 201, 251, 301, 349, 399] {
        let target = Size {
            width: edge,
            height: edge * height / width,
        };
        let plan = Plan::new(target, false);
        let components = decode(&file, size, model, &plan).unwrap();
        assert_eq!(components.model, Model::Ycc);
        let small = &components.planes[0];
        assert!(
            small.covered_width >= f64::from(edge) && small.covered_width < f64::from(edge) + 50.0
        );
        for y in 0..small.covered_height as u32 {
            for x in 0..small.covered_width as u32 {
                let across = f64::from(width) / small.covered_width;
                let (fx, fy) = ((f64::from(x) + 0.5) * across, (f64::from(y) + 0.5) * across);
                let there =
                    full.plane.samples[fy as usize * full.plane.width as usize + fx as usize];
                let here = small.plane.samples[(y * small.plane.width + x) as usize];
                assert!(
                    here.abs_diff(there) <= 4,
                    "{edge}: {x}, {y}: {here}, not {there}"
                );
            }
        }
    }
}

/// Every ink of a real file, where ours and the other's have only their rounding apart.
#[test]
#[cfg_attr(not(corpus), ignore = "the corpus is not there")]
fn real_inks() {
    let corpus = std::path::Path::new(option_env!("PELLICLE_CORPUS_FOUND").unwrap_or_default());
    for name in [
        "Pillow__pil_sample_cmyk.jpg",
        "go__video-001.cmyk.jpeg",
        "jd__jpg-cmyk-1.jpg",
    ] {
        let file = std::fs::read(corpus.join("pictures/jpeg-structure").join(name)).unwrap();
        let (size, components) = ours(&file);
        let resized = resize(Decoded::Components(components), &Plan::new(size, true));
        let Ok(Raster::Cmyk(ours)) = resized else {
            panic!("{name} has no inks");
        };
        let theirs = Decoder::new(&file[..]).decode().unwrap();
        assert_eq!(ours.samples.len(), theirs.len());
        let apart = ours.samples.iter().zip(&theirs);
        let apart: Vec<u8> = apart.map(|(a, b)| a.abs_diff(*b)).collect();
        let sum: u64 = apart.iter().map(|&apart| u64::from(apart)).sum();
        assert!(apart.iter().all(|&apart| apart <= 4), "{name}");
        assert!(sum * 2 < apart.len() as u64, "{name}: {sum}");
    }
}

#[test]
#[cfg_attr(not(corpus), ignore = "the corpus is not there")]
fn real_files() {
    let corpus = std::path::Path::new(option_env!("PELLICLE_CORPUS_FOUND").unwrap_or_default());
    let folders = [
        "photos",
        "pictures/camera",
        "pictures/jpeg-structure",
        "pictures/orientation",
    ];
    let mut compared = 0;
    for folder in folders {
        for entry in std::fs::read_dir(corpus.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            let small = Options::with_max_edge(MaxEdge::Px(16));
            if bytes.starts_with(&[0xFF, 0xD8]) && prepare(&bytes, &small).is_ok() {
                compare(&path.display().to_string(), &bytes);
                compared += 1;
            }
        }
    }
    assert!(compared > 30, "the corpus is not whole: {compared}");
}
