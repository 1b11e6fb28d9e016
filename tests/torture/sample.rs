//! As much of it as fits into every run of the tests.

use super::files::files;
use super::pictures::animations::{self, Frame};
use super::pictures::{Pixels, Value, webp, with_segment};
use super::pictures::{avif, cmyk, draw, exif, exif_segment, gif, jpeg_as, lossy_webp, photo, png};
use super::run::{Plan, Victim, run};
use super::spoil::{Spoil, mix};
use image::ExtendedColorType;
use libtest_mimic::Failed;
use mozjpeg_rs::{Encoder, Preset, Subsampling};
use std::time::Duration;

/// Real files larger than this are for the whole run.
const MAX_BYTES: usize = 300_000;

/// Every format and kind that is read, small.
pub fn made() -> Result<(), Failed> {
    let picture = photo(61, 47);
    let flat = draw(40, 30, |x, y| {
        if (x / 8 + y / 8) % 2 == 0 {
            [200, 30, 40]
        } else {
            [9; 3]
        }
    });
    let block = exif(&[(0x0112, Value::Short(6)), (0x0110, Value::Text("a camera"))]);
    let frames = || {
        vec![
            Frame::new(photo(60, 40), (0, 0), 10, 1),
            Frame::new(photo(29, 27), (4, 6), 20, 2),
        ]
    };
    let indexed = frames().into_iter().map(|mut frame| {
        let samples = frame.pixels.samples.iter().step_by(3);
        frame.pixels.samples = samples.map(|sample| sample % 4).collect();
        frame
    });
    let indexed: Vec<_> = indexed.collect();
    let coded: Vec<_> = frames()
        .into_iter()
        .map(|frame| {
            let bytes = webp(&frame.pixels, ExtendedColorType::Rgb8);
            (frame, bytes)
        })
        .collect();
    let victims = [
        ("baseline.jpg", jpeg_as(&picture, Subsampling::S420, false)),
        ("444.jpg", jpeg_as(&picture, Subsampling::S444, false)),
        (
            "progressive.jpg",
            jpeg_as(&picture, Subsampling::S420, true),
        ),
        ("cmyk.jpg", cmyk(&picture)),
        (
            "exif.jpg",
            with_segment(
                &jpeg_as(&picture, Subsampling::S422, false),
                0xE1,
                &exif_segment(&block)[4..],
            ),
        ),
        ("restarts.jpg", with_restarts(&picture)),
        ("rgb.png", png_of(png::ColorType::Rgb, 1)),
        ("alpha.png", png_of(png::ColorType::Rgba, 1)),
        ("deep.png", png_of(png::ColorType::Rgb, 2)),
        ("gray-alpha.png", png_of(png::ColorType::GrayscaleAlpha, 1)),
        ("flat.gif", gif(&flat)),
        ("lossless.webp", webp(&picture, ExtendedColorType::Rgb8)),
        (
            "alpha.webp",
            webp(&noise(61, 47, 4), ExtendedColorType::Rgba8),
        ),
        ("lossy.webp", lossy_webp()),
        ("animated.gif", animations::gif((60, 40), 0, &indexed)),
        ("animated.png", animations::apng(None, 0, &frames())),
        ("animated.webp", animations::webp((60, 40), 0, &coded)),
        ("still.avif", avif::still()),
        ("grid.avif", avif::grid()),
        // Large enough for a preview.
        (
            "large.jpg",
            jpeg_as(&photo(720, 200), Subsampling::S420, false),
        ),
    ];
    let victims = victims.map(|(name, bytes)| Victim {
        name: name.to_owned(),
        bytes,
    });
    check(victims.into(), Spoil::all(0..100, 400))
}

fn with_restarts(picture: &Pixels) -> Vec<u8> {
    Encoder::new(Preset::BaselineFastest)
        .restart_interval(2)
        .encode_rgb(&picture.samples, picture.width, picture.height)
        .unwrap()
}

/// A PNG of this kind with so many bytes a sample.
fn png_of(color: png::ColorType, bytes: u32) -> Vec<u8> {
    let depth = match bytes {
        1 => png::BitDepth::Eight,
        _ => png::BitDepth::Sixteen,
    };
    png(&noise(61, 47, color.samples() as u32 * bytes), color, depth)
}

/// Samples of so many bytes a pixel, whatever they stand for.
fn noise(width: u32, height: u32, bytes: u32) -> Pixels {
    let samples = (0..u64::from(width * height * bytes)).map(|n| mix(n) as u8);
    Pixels {
        width,
        height,
        samples: samples.collect(),
    }
}

/// A few cuts and flips of every real file that is not large.
pub fn real() -> Result<(), Failed> {
    let mut victims = Vec::new();
    for path in files() {
        let bytes = std::fs::read(&path)?;
        if bytes.len() <= MAX_BYTES {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            victims.push(Victim { name, bytes });
        }
    }
    check(victims, Spoil::all((5..100).step_by(19), 10))
}

fn check(victims: Vec<Victim>, spoils: Vec<Spoil>) -> Result<(), Failed> {
    let plan = Plan {
        victims,
        spoils,
        seed: 1,
        threads: std::thread::available_parallelism().map_or(1, usize::from),
        limit: Duration::from_secs(30),
        keep: None,
        progress: false,
    };
    let report = run(&plan, plan.cases());
    if !report.faults.is_empty() {
        return Err(report.faults.join("\n").into());
    }
    // Both ways of ending are met, or the cases are not what they should be.
    if report.clean == 0 || report.refused == 0 {
        return Err(format!("{} clean, {} refused", report.clean, report.refused).into());
    }
    Ok(())
}
