//! Animations in normal mode: kept as they are where they are small enough, and else made smaller frame by frame, by
//! the rules of their format, unless that would cost bytes or too much time.

#![allow(clippy::unwrap_used)]

#[path = "animation/cells.rs"]
mod cells;
#[path = "animation/kept.rs"]
mod kept;
mod pictures;

use cells::{Cells, apng, gif, webp};
use pellicle::MediaType;
use pellicle::picture::{Change, prepare};
use pictures::animations::{self, Frame, frames};
use pictures::*;
use png::{BlendOp, DisposeOp};

/// What is seen of the middle of each cell, frame by frame.
fn seen(file: &[u8]) -> Vec<String> {
    let frames = frames(file).unwrap();
    frames
        .iter()
        .map(|(pixels, _)| cells::letters(pixels))
        .collect()
}

/// Prepares an animation of cells at half of its size; it must be made smaller.
#[track_caller]
fn halved(file: &[u8]) -> Vec<u8> {
    let prepared = prepare(file, &edge(cells::EDGE)).unwrap();
    assert!(prepared.receipt.changed.contains(&Change::Resized));
    assert_eq!(prepared.receipt.kept, []);
    let size = (prepared.picture.width_px(), prepared.picture.height_px());
    assert_eq!(size, (cells::EDGE, cells::EDGE / 4));
    prepared.picture.bytes().to_vec()
}

#[test]
fn a_gif_disposes_of_its_frames_as_they_ask() {
    let file = gif(
        Some(0),
        &[
            Cells::at(0, "RGK.", 1),
            // Emptied behind it.
            Cells::at(1, "R", 2),
            // Gone without a trace behind it.
            Cells::at(2, "GG", 3),
            // What is transparent leaves what is there.
            Cells::at(0, "..", 0),
            Cells::at(1, "GG", 2),
            Cells::at(3, "R", 1),
        ],
    );
    let expected = ["RGK.", "RRK.", "R.GG", "R.K.", "RGG.", "R..R"];
    assert_eq!(seen(&halved(&file)), expected);
}

#[test]
fn what_a_gif_empties_need_not_be_what_was_drawn_last() {
    let steps = [
        Cells::at(0, "RGKR", 1),
        // Only the first cell is another one, and all are emptied.
        Cells::at(0, "GGKR", 2),
        // One of them is as it was.
        Cells::at(0, "KG", 1),
    ];
    let smaller = halved(&gif(None, &steps));
    assert_eq!(seen(&smaller), ["RGKR", "GGKR", "KG.."]);
}

#[test]
fn a_first_frame_that_is_taken_back_leaves_nothing() {
    let file = gif(Some(0), &[Cells::at(0, "RR..", 3), Cells::at(2, "G", 1)]);
    assert_eq!(seen(&halved(&file)), ["RR..", "..G."]);
    let steps = [
        (
            Cells::at(0, "RRGG", 0),
            DisposeOp::Previous,
            BlendOp::Source,
        ),
        (Cells::at(2, "G", 0), DisposeOp::None, BlendOp::Source),
    ];
    assert_eq!(seen(&halved(&apng(0, &steps))), ["RRGG", "..G."]);
}

#[test]
fn an_apng_blends_and_disposes_of_its_frames_as_they_ask() {
    use {BlendOp::*, DisposeOp::*};
    let file = apng(
        0,
        &[
            (Cells::at(0, "RGK.", 0), None, Source),
            // Half of red over green, and over nothing.
            (Cells::at(1, "h", 0), Background, Over),
            (Cells::at(3, "h", 0), Previous, Over),
            // It takes what is there away.
            (Cells::at(0, ".", 0), None, Source),
            // And this does not.
            (Cells::at(2, ".R", 0), None, Over),
        ],
    );
    let expected = ["RGK.", "RmK.", "R.Kh", "..K.", "..KR"];
    assert_eq!(seen(&halved(&file)), expected);
}

#[test]
fn a_webp_blends_and_disposes_of_its_frames_as_they_ask_and_becomes_an_apng() {
    let file = webp(
        0,
        &[
            (Cells::at(0, "RGK.", 0), false),
            (Cells::at(1, "h", 1), true),
            (Cells::at(3, "h", 0), true),
            (Cells::at(0, ".", 0), false),
            (Cells::at(2, ".R", 0), true),
        ],
    );
    let smaller = halved(&file);
    assert!(MediaType::Png.matches_magic(&smaller));
    assert_eq!(
        seen(&smaller)[..5],
        ["RGK.", "RmK.", "R.Kh", "..Kh", "..KR"]
    );
}

/// The delay of every frame and how often the animation runs, as the file has them.
fn times(file: &[u8]) -> (Vec<[u8; 4]>, Option<u32>) {
    let mut delays = Vec::new();
    let mut plays = None;
    if file.starts_with(b"GIF") {
        for at in 0..file.len() - 18 {
            // Nothing but a control has this beginning here: codes come in blocks of other lengths.
            if file[at..].starts_with(&[0x21, 0xF9, 4]) {
                delays.push([file[at + 4], file[at + 5], 0, 0]);
            }
            if file[at..].starts_with(b"NETSCAPE2.0\x03\x01") {
                plays = Some(u32::from(file[at + 13]) | u32::from(file[at + 14]) << 8);
            }
        }
    } else {
        let mut at = 8;
        while at < file.len() {
            let number = |at: usize| <[u8; 4]>::try_from(&file[at..at + 4]).unwrap();
            match &number(at + 4) {
                b"acTL" => plays = Some(u32::from_be_bytes(number(at + 12))),
                b"fcTL" => delays.push(number(at + 28)),
                _ => {}
            }
            at += 12 + u32::from_be_bytes(number(at)) as usize;
        }
    }
    (delays, plays)
}

#[test]
fn delays_and_the_number_of_rounds_stay() {
    let delayed = |delay: u16| {
        let letters = if delay.is_multiple_of(2) {
            "RGKR"
        } else {
            "GRRK"
        };
        Cells::at(0, letters, 1).lasting(delay)
    };
    let steps = [7, 0, 65_535, 10].map(delayed);
    for rounds in [None, Some(0), Some(1), Some(515)] {
        let smaller = halved(&gif(rounds, &steps));
        let expected = steps.clone().map(|step| {
            let [d0, d1] = step.delay.to_le_bytes();
            [d0, d1, 0, 0]
        });
        assert_eq!(times(&smaller), (expected.to_vec(), rounds.map(u32::from)));
    }
    for rounds in [0, 1, 515] {
        let expected = steps.clone().map(|step| {
            let [d0, d1] = step.delay.to_be_bytes();
            [d0, d1, 0, 100]
        });
        let written = steps
            .clone()
            .map(|step| (step, DisposeOp::None, BlendOp::Source));
        let smaller = halved(&apng(u32::from(rounds), &written));
        assert_eq!(
            times(&smaller),
            (expected.to_vec(), Some(u32::from(rounds)))
        );

        let expected = steps.clone().map(|step| {
            let [d0, d1] = step.delay.to_be_bytes();
            // Thousandths.
            [d0, d1, 0x03, 0xE8]
        });
        let written = steps.clone().map(|step| (step, false));
        let (delays, plays) = times(&halved(&webp(rounds, &written)));
        assert_eq!(delays[..4], expected);
        assert_eq!(plays, Some(u32::from(rounds)));
    }
    // More thousandths than 16 bits can count become hundredths.
    let mut file = webp(0, &[(delayed(0), false), (delayed(2), false)]);
    let frame = file.windows(4).position(|kind| kind == b"ANMF").unwrap();
    file[frame + 20..frame + 23].copy_from_slice(&123_456u32.to_le_bytes()[..3]);
    let (delays, _) = times(&halved(&file));
    assert_eq!(
        delays[0],
        [12_346u16.to_be_bytes(), 100u16.to_be_bytes()].concat()[..]
    );
}

#[test]
fn a_frame_that_changes_nothing_is_kept_for_its_time() {
    let step = || Cells::at(0, "RGKR", 1);
    let same = || Cells::at(1, "G", 0);
    let smaller = halved(&gif(None, &[step(), same(), step()]));
    assert_eq!(seen(&smaller), ["RGKR"; 3]);
    let steps = [step(), same(), step()].map(|step| (step, DisposeOp::None, BlendOp::Over));
    assert_eq!(seen(&halved(&apng(0, &steps))), ["RGKR"; 3]);
}

#[test]
fn a_gif_of_more_colors_than_fit_into_a_palette_comes_close_to_each() {
    let picture = |shift: u32| {
        image::RgbaImage::from_fn(160, 120, |x, y| {
            let (x, y) = ((x + shift) / 10 % 16, y / 8 % 16);
            image::Rgba([x as u8 * 17, y as u8 * 17, (x + y) as u8 * 8, 255])
        })
    };
    let mut file = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut file);
    for shift in [0, 4] {
        let frame = image::Frame::new(picture(shift));
        encoder.encode_frame(frame).unwrap();
    }
    drop(encoder);
    let prepared = prepare(&file, &edge(100)).unwrap();
    assert_eq!(prepared.receipt.changed, [Change::Resized]);
    // What the same frames are as stills.
    for (shift, (pixels, _)) in [0, 4]
        .into_iter()
        .zip(frames(prepared.picture.bytes()).unwrap())
    {
        let mut still = Vec::new();
        picture(shift)
            .write_with_encoder(image::codecs::png::PngEncoder::new(&mut still))
            .unwrap();
        let still = prepare(&still, &edge(100)).unwrap();
        let still = image::load_from_memory(still.picture.bytes())
            .unwrap()
            .to_rgba8();
        let sum: u64 = still
            .as_raw()
            .iter()
            .zip(&pixels)
            .map(|(a, b)| u64::from(a.abs_diff(*b)))
            .sum();
        let mean = sum as f64 / pixels.len() as f64;
        assert!(mean < 3.0, "{mean}");
        assert!(mean > 0.0, "it has more colours than that");
    }
}

#[test]
fn a_gif_shows_what_is_seen_by_half_and_nothing_of_the_rest() {
    // A quarter of each side is covered by the picture's own transparency.
    let samples = (0..60 * 60).map(|at| if at % 60 < 31 { 1 } else { 3 });
    let pixels = Pixels {
        width: 60,
        height: 60,
        samples: samples.collect(),
    };
    let frame = |delay| Frame::new(pixels.clone(), (0, 0), delay, 2);
    let file = animations::gif((60, 60), 0, &[frame(5), frame(6)]);
    let prepared = prepare(&file, &edge(30)).unwrap();
    assert_eq!(prepared.receipt.changed, [Change::Resized]);
    for (pixels, _) in frames(prepared.picture.bytes()).unwrap() {
        let row = &pixels[..30 * 4];
        let alphas: Vec<u8> = row.iter().skip(3).step_by(4).copied().collect();
        assert!(alphas.iter().all(|alpha| matches!(alpha, 0 | 255)));
        let opaque = alphas.iter().filter(|&&alpha| alpha == 255).count();
        assert!((15..=16).contains(&opaque), "{opaque}");
        assert_eq!(row[..4], [255, 0, 0, 255]);
        assert_eq!(row[29 * 4..], [0; 4]);
    }
}

#[test]
fn frames_are_turned_upright() {
    let file = webp(
        0,
        &[
            (Cells::at(0, "RGK.", 0), false),
            (Cells::at(0, "G", 0), false),
        ],
    );
    let block = exif(&[(0x0112, Value::Short(6))]);
    let file = animations::riff(
        b"RIFF",
        &[&file[8..], &animations::riff(b"EXIF", &block)].concat(),
    );
    let prepared = prepare(&file, &edge(cells::EDGE)).unwrap();
    let changes = [Change::Rotated, Change::Resized, Change::Converted];
    assert_eq!(prepared.receipt.changed, changes);
    let size = (prepared.picture.width_px(), prepared.picture.height_px());
    assert_eq!(size, (cells::EDGE / 4, cells::EDGE), "as it is seen");
    // Turned to the right: what was left is above.
    for ((pixels, _), expected) in frames(prepared.picture.bytes())
        .unwrap()
        .iter()
        .zip(["RGK.", "GGK."])
    {
        let side = usize::from(cells::EDGE) / 4;
        let middle = |cell: usize| ((cell * side + side / 2) * side + side / 2) * 4;
        let letters = (0..4).map(|cell| cells::letter(&pixels[middle(cell)..][..4]));
        assert_eq!(letters.collect::<String>(), expected);
    }
}

#[test]
fn colors_are_converted_as_those_of_a_still_picture() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let steps = [
        (Cells::at(0, "dddd", 0), DisposeOp::None, BlendOp::Source),
        (Cells::at(0, "G", 0), DisposeOp::None, BlendOp::Source),
    ];
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(&profile, 6);
    let chunk = [b"a name\0\0", &packed[..]].concat();
    let animated = with_chunk(&apng(0, &steps), b"iCCP", &chunk);
    let prepared = prepare(&animated, &edge(cells::EDGE)).unwrap();
    let changes = [Change::Resized, Change::ConvertedToSrgb];
    assert_eq!(prepared.receipt.changed, changes);
    let dull = draw(cells::SIZE.0, cells::SIZE.1, |_, _| [200, 80, 60]);
    let still = prepare(
        &with_chunk(&png_rgb(&dull), b"iCCP", &chunk),
        &edge(cells::EDGE),
    )
    .unwrap();
    let still = image::load_from_memory(still.picture.bytes())
        .unwrap()
        .to_rgba8();
    assert_ne!(still.as_raw()[..4], [200, 80, 60, 255]);
    let animated = frames(prepared.picture.bytes()).unwrap();
    assert_eq!(animated[0].0[..4], still.as_raw()[..4]);
}

#[test]
fn frames_share_the_palette_of_an_apng() {
    let mut file = Vec::new();
    {
        let mut encoder = png::Encoder::new(&mut file, 40, 40);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(vec![9, 9, 9, 200, 30, 30, 30, 200, 30]);
        encoder.set_trns(vec![255, 0]);
        encoder.set_animated(2, 0).unwrap();
        let mut writer = encoder.write_header().unwrap();
        // Two indices a byte.
        writer.write_image_data(&[0x22; 800]).unwrap();
        writer.write_image_data(&[0x11; 800]).unwrap();
        writer.finish().unwrap();
    }
    let prepared = prepare(&file, &edge(4)).unwrap();
    assert_eq!(prepared.receipt.changed, [Change::Resized]);
    let frames = frames(prepared.picture.bytes()).unwrap();
    assert!(
        frames[0]
            .0
            .chunks(4)
            .all(|pixel| pixel == [30, 200, 30, 255])
    );
    assert!(frames[1].0.chunks(4).all(|pixel| pixel[3] == 0));
}

#[test]
fn a_default_picture_that_is_no_frame_is_not_shown() {
    let hidden = draw(80, 80, |_, _| *b"HID");
    let part = |left| Frame::new(photo(40, 40), (left, 0), 7, 0);
    let file = animations::apng(Some(&hidden), 0, &[part(0), part(40)]);
    let prepared = prepare(&file, &edge(20)).unwrap();
    assert_eq!(prepared.receipt.changed, [Change::Resized]);
    let frames = frames(prepared.picture.bytes()).unwrap();
    assert_eq!(frames.len(), 2);
    for (shown, alpha) in [(0, 0), (1, 255)] {
        // To the right, where only the second frame is.
        assert_eq!(frames[shown].0[15 * 4 + 3], alpha);
    }
}
