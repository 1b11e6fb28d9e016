//! A file that was cut is refused, wherever it was cut; one with flipped bits ends in a clean picture or in an error.

#![allow(clippy::unwrap_used)]

mod pictures;

use pellicle::Code;
use pellicle::picture::{Options, prepare};
use pictures::animations::Frame;
use pictures::*;
use std::time::{Duration, Instant};

fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let picture = photo(90, 70);
    let alpha = Pixels {
        samples: picture
            .samples
            .chunks(3)
            .flat_map(|p| [p[0], p[1], p[2], p[1]])
            .collect(),
        ..picture.clone()
    };
    let sub = mozjpeg_rs::Subsampling::S420;
    let plain = webp(&picture, image::ExtendedColorType::Rgb8);
    let block = exif(&[(0x0112, Value::Short(6)), (0x010F, Value::Text("Maker"))]);
    vec![
        ("baseline jpeg", jpeg(&picture)),
        ("progressive jpeg", jpeg_as(&picture, sub, true)),
        (
            "jpeg with exif",
            with_segment(&jpeg(&picture), 0xE1, &exif_segment(&block)),
        ),
        ("png", png_rgb(&picture)),
        (
            "png with alpha",
            png(&alpha, png::ColorType::Rgba, png::BitDepth::Eight),
        ),
        (
            "png with exif",
            with_chunk(&png_rgb(&picture), b"eXIf", &block),
        ),
        ("gif", gif(&picture)),
        ("webp", plain.clone()),
        (
            "webp with exif",
            webp_with(&plain, (90, 70), &[(b"EXIF", &block)]),
        ),
        (
            "webp with alpha",
            webp(&alpha, image::ExtendedColorType::Rgba8),
        ),
        ("lossy webp", lossy_webp()),
    ]
}

/// What only original mode takes, or takes as it is.
fn originals() -> Vec<(&'static str, Vec<u8>)> {
    let indices = |first: u8| Pixels {
        width: 30,
        height: 20,
        samples: (0..600).map(|n| (n / 7) as u8 % 3 + first).collect(),
    };
    let frames = [
        Frame::new(indices(0), (0, 0), 7, 1),
        Frame::new(indices(1), (0, 0), 9, 2),
    ];
    let gif = animations::gif((30, 20), 0, &frames);
    let frames = [
        Frame::new(photo(30, 20), (0, 0), 7, 0),
        Frame::new(photo(10, 5), (2, 4), 500, 1),
    ];
    let apng = animations::apng(None, 3, &frames);
    let frames = frames.map(|frame| {
        let file = webp(&frame.pixels, image::ExtendedColorType::Rgb8);
        (frame, file)
    });
    let webp = animations::webp((30, 20), 0, &frames);
    let profile = icc::profile(
        b"CMYK",
        b"Lab ",
        &[(b"A2B0", icc::staged(4, b""))],
        "a name",
    );
    let profile = [b"ICC_PROFILE\0\x01\x01", &profile[..]].concat();
    let cmyk = with_segment(&cmyk(&photo(40, 30)), 0xE2, &profile);
    vec![
        ("animated gif", gif),
        ("animated png", apng),
        ("animated webp", webp),
        ("cmyk jpeg with a profile", cmyk),
    ]
}

/// Every sample with the options that take it.
fn cases() -> Vec<(&'static str, Vec<u8>, Options)> {
    let with = |options: fn() -> Options| {
        move |(name, file): (&'static str, Vec<u8>)| (name, file, options())
    };
    let both = samples()
        .into_iter()
        .map(with(|| edge(50)))
        .chain(samples().into_iter().map(with(original)));
    let smaller = originals()
        .into_iter()
        .filter(|(name, _)| name.starts_with("animated"))
        .map(with(|| edge(20)));
    both.chain(originals().into_iter().map(with(original)))
        .chain(smaller)
        .collect()
}

#[test]
fn every_cut_is_refused() {
    for (name, file, options) in cases() {
        for len in (0..file.len())
            .step_by(7)
            .chain(file.len() - 12..file.len())
        {
            let Err(error) = prepare(&file[..len], &options) else {
                panic!("{name} cut to {len} of {} is taken", file.len());
            };
            let code = error.code();
            let expected =
                matches!(code, Code::Malformed) || (len < 12 && code == Code::Unsupported);
            assert!(expected, "{name} cut to {len}: {code:?}");
        }
        assert!(prepare(&file, &options).is_ok(), "{name} is whole");
    }
}

/// The numbers of SplitMix64, so that a failure can be repeated.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end as u64) as usize
    }
}

#[test]
fn flipped_bytes_end_in_a_picture_or_in_an_error() {
    let mut numbers = Numbers(1);
    for (name, file, options) in cases() {
        for round in 0..300 {
            let mut file = file.clone();
            for _ in 0..=numbers.below(3) {
                // Half of the flips go into the first bytes, where the structure is.
                let end = if numbers.below(2) == 0 {
                    file.len().min(600)
                } else {
                    file.len()
                };
                let at = numbers.below(end);
                file[at] = numbers.below(256) as u8;
            }
            let start = Instant::now();
            let result = prepare(&file, &options);
            assert!(
                start.elapsed() < Duration::from_secs(10),
                "{name}, round {round}"
            );
            if let Err(error) = result {
                assert_ne!(
                    error.code(),
                    Code::Internal,
                    "{name}, round {round}: {error}"
                );
            }
        }
    }
}
