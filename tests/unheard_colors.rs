//! What a PNG says of its colours counts before the pixels, in one piece, and once, as Chromium has it; and so does how it
//! is turned.

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
fn what_is_damaged_counts_for_nothing_and_what_comes_twice_once() {
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
fn a_name_behind_the_palette_comes_too_late() {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 3, 1);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette([[200, 100, 50], [60, 160, 90], [0, 0, 200]].concat());
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[0, 1, 2]).unwrap();
    writer.finish().unwrap();
    let at = file
        .windows(4)
        .position(|window| window == b"IDAT")
        .unwrap()
        - 4;
    let (before, pixels) = file.split_at(at);
    let late = [before, &chunk(b"cICP", &P3), pixels].concat();
    assert_eq!(read_rgb(&prepared(&late)), read_rgb(&prepared(&file)));
    let kept = |file: &[u8]| {
        pellicle::picture::prepare(file, &original())
            .unwrap()
            .picture
    };
    assert_eq!(kept(&late), kept(&file));
    let early = with_chunk(&file, b"cICP", &P3);
    assert_ne!(read_rgb(&prepared(&early)), read_rgb(&prepared(&file)));
}

#[test]
fn a_png_is_turned_by_the_first_that_is_whole() {
    let turned = |orientation| chunk(b"eXIf", &exif(&[(0x0112, Value::Short(orientation))]));
    let size = |parts: &[&[u8]]| {
        let file = png_rgb(&colors());
        let (header, rest) = file.split_at(33);
        let seen = read_rgb(&prepared(&[header, &parts.concat(), rest].concat()));
        (seen.width, seen.height)
    };
    let mut damaged = turned(6);
    *damaged.last_mut().unwrap() ^= 1;
    assert_eq!(size(&[&turned(6), &turned(1)]), (8, 24));
    assert_eq!(size(&[&turned(1), &turned(6)]), (24, 8));
    assert_eq!(size(&[&damaged]), (24, 8));
    assert_eq!(size(&[&damaged, &turned(6)]), (8, 24));
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
