//! Which animations are made smaller, and which are kept as they are.

use super::cells::{self, Cells, apng, gif, webp};
use super::pictures::animations::{self, Frame, frames};
use super::pictures::*;
use pellicle::picture::{Change, Kept, prepare};
use png::{BlendOp, DisposeOp};

#[test]
fn what_is_small_enough_is_what_original_mode_makes_of_it() {
    let frame = || Cells::at(0, "RGK.", 1);
    let coded = [(frame(), false), (Cells::at(1, "R", 0), true)];
    let steps = coded
        .clone()
        .map(|(cells, _)| (cells, DisposeOp::None, BlendOp::Over));
    for file in [
        gif(Some(3), &[frame(), Cells::at(1, "R", 2)]),
        apng(3, &steps),
        webp(3, &coded),
    ] {
        let noted = [&file[..], b"and something behind the end"].concat();
        for options in [full(), edge(2 * cells::EDGE)] {
            let normal = prepare(&noted, &options).unwrap();
            let kept = prepare(&noted, &original()).unwrap();
            assert_eq!(normal, kept);
            assert_eq!(normal.receipt.changed, []);
            assert_eq!(normal.receipt.kept, []);
            assert_eq!(classes(&normal).len(), 1);
        }
    }
}

#[test]
fn what_would_have_no_fewer_bytes_keeps_its_size() {
    // Lossy pictures have fewer bytes than lossless ones of half their sides.
    let still = lossy_webp();
    let coded = still.windows(4).position(|kind| kind == b"VP8 ").unwrap();
    // The sides stand behind a tag and a start code.
    let side = |at: usize| u16::from_le_bytes([still[coded + at], still[coded + at + 1]]);
    let (width, height) = (u32::from(side(14)), u32::from(side(16)));
    let frame = || {
        let frame = Frame::new(draw(width, height, |_, _| [0; 3]), (0, 0), 5, 0);
        (frame, [&[0; 12], &still[coded..]].concat())
    };
    let file = animations::webp((width, height), 0, &[frame(), frame()]);
    let prepared = prepare(&file, &edge(width as u16 - 1)).unwrap();
    assert_eq!(prepared.receipt.kept, [Kept::SizeForBytes]);
    assert_eq!(prepared.receipt.changed, []);
    let kept = prepare(&file, &original()).unwrap();
    assert_eq!(prepared.picture, kept.picture);
    let receipt = serde_json::to_string(&prepared.receipt).unwrap();
    assert!(receipt.contains(r#""kept":["size-for-bytes"]"#));
}

#[test]
fn what_has_a_few_bytes_less_is_worth_it() {
    let frame = |seed: u32| {
        let noise = |n: u32| ((n + seed) * (n + seed)).wrapping_mul(2_654_435_761) >> 24;
        let pixels = draw(80, 60, |x, y| {
            [0, 1, 2].map(|c| noise(3 * (80 * y + x) + c) as u8)
        });
        Frame::new(pixels, (0, 0), 5, 0)
    };
    let file = animations::apng(None, 0, &[frame(0), frame(7), frame(9)]);
    let prepared = prepare(&file, &edge(60)).unwrap();
    assert_eq!(prepared.receipt.kept, []);
    let [before, after] =
        [prepared.receipt.input, prepared.receipt.output].map(|facts| facts.bytes);
    assert!(
        (before * 2 / 3..before).contains(&after),
        "{before} → {after}"
    );
    assert_eq!(frames(prepared.picture.bytes()).unwrap().len(), 3);
}

#[test]
fn what_would_take_too_long_keeps_its_size() {
    let file = gif(None, &[Cells::at(0, "RGK.", 1), Cells::at(1, "R", 2)]);
    let pixels = 2 * (u64::from(cells::SIZE.0 * cells::SIZE.1) + 4096);
    let mut options = edge(cells::EDGE);
    options.limits.frame_pixels = pixels;
    let prepared = prepare(&file, &options).unwrap();
    assert_eq!(prepared.receipt.changed, [Change::Resized]);
    options.limits.frame_pixels = pixels - 1;
    let prepared = prepare(&file, &options).unwrap();
    assert_eq!(prepared.receipt.kept, [Kept::SizeForTime]);
    assert_eq!(prepared.receipt.changed, []);
    assert_eq!(
        prepared.picture,
        prepare(&file, &original()).unwrap().picture
    );
    // What need not be smaller has nothing to be told.
    options.max_edge = full().max_edge;
    assert_eq!(prepare(&file, &options).unwrap().receipt.kept, []);
}
