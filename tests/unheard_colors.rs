//! What a PNG says of its colours counts where browsers listen: before the pixels, in one piece, and once.

#![allow(clippy::unwrap_used)]

mod pictures;

use moxcms::ColorProfile;
use pictures::*;

/// A gamma of 1/2.2, as everyone writes it, and of 1.
const USUAL: [u8; 4] = 45_455u32.to_be_bytes();
const LINEAR: [u8; 4] = 100_000u32.to_be_bytes();

/// Display P3, as `cICP` has it.
const P3: [u8; 4] = [12, 13, 0, 1];

fn colors() -> Pixels {
    draw(24, 8, |x, _| {
        [[200, 100, 50], [60, 160, 90], [0, 0, 200]][(x / 8) as usize]
    })
}

#[test]
fn what_comes_behind_the_pixels_comes_too_late() {
    let file = png_rgb(&colors());
    let (before, end) = file.split_at(file.len() - 12);
    let profile = icc_chunk(&ColorProfile::new_adobe_rgb().encode().unwrap());
    for late in [chunk(b"gAMA", &LINEAR), chunk(b"iCCP", &profile)] {
        let late = [before, &late, end].concat();
        assert_eq!(read_rgb(&prepared(&late)), colors());
        let kept = pellicle::picture::prepare(&late, &original()).unwrap();
        assert_eq!(kept.receipt.kept, []);
    }
}

#[test]
fn what_is_damaged_or_comes_twice_is_taken_by_no_browser() {
    let adobe = chunk(
        b"iCCP",
        &icc_chunk(&ColorProfile::new_adobe_rgb().encode().unwrap()),
    );
    let p3 = chunk(
        b"iCCP",
        &icc_chunk(&ColorProfile::new_display_p3().encode().unwrap()),
    );
    let with = |parts: &[&[u8]]| {
        let file = png_rgb(&colors());
        let (header, rest) = file.split_at(33);
        read_rgb(&prepared(&[header, &parts.concat(), rest].concat()))
    };
    let damaged = |chunk: &[u8]| {
        let mut chunk = chunk.to_vec();
        *chunk.last_mut().unwrap() ^= 1;
        chunk
    };
    let gamma = chunk(b"gAMA", &LINEAR);
    for damaged in [
        damaged(&adobe),
        damaged(&gamma),
        damaged(&chunk(b"cICP", &P3)),
    ] {
        assert_eq!(with(&[&damaged]), colors());
    }
    assert_ne!(with(&[&adobe]), with(&[&p3]));
    assert_eq!(with(&[&adobe, &p3]), with(&[&adobe]));
    assert_eq!(with(&[&damaged(&adobe), &p3]), with(&[&p3]));
    assert_eq!(with(&[&gamma, &chunk(b"gAMA", &USUAL)]), with(&[&gamma]));
}

#[test]
fn a_name_stays_beside_a_profile_because_it_comes_first() {
    let profile = chunk(
        b"iCCP",
        &icc_chunk(&ColorProfile::new_adobe_rgb().encode().unwrap()),
    );
    let file = with_chunk(&png_rgb(&colors()), b"cICP", &P3);
    let file = [&file[..33], &profile, &file[33..]].concat();
    let kept = pellicle::picture::prepare(&file, &original()).unwrap();
    assert_eq!(
        read_rgb(&prepared(kept.picture.bytes())),
        read_rgb(&prepared(&file))
    );
    let name = [b"cICP", &P3[..]].concat();
    assert!(kept.picture.bytes().windows(8).any(|window| window == name));
}

fn icc_chunk(profile: &[u8]) -> Vec<u8> {
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(profile, 6);
    [b"a name\0\0", &packed[..]].concat()
}
