//! What is not a picture, or not one that is taken, ends in an error with the right code and a sentence that helps.

#![allow(clippy::unwrap_used)]

mod pictures;

use pellicle::Code;
use pellicle::picture::prepare;
use pictures::*;

#[track_caller]
fn assert_names(bytes: &[u8], name: &str) {
    let error = prepare(bytes, &full()).map(|_| ()).unwrap_err();
    assert_eq!(error.code(), Code::Unsupported, "{error}");
    assert!(error.message().contains(name), "{name} is not in: {error}");
}

#[test]
fn kinds_that_are_not_taken_are_named() {
    let avif = pictures::avif::still();
    assert_names(&avif, "AVIF");
    // The same boxes under another brand; nothing here reads what is coded in them.
    let brands = [b"heic\0\0\0\0", &b"mif1".repeat(4)[..]].concat();
    let heic = [&avif[..8], &brands, &avif[8 + brands.len()..]].concat();
    assert_eq!(usize::from(avif[3]), 8 + brands.len());
    assert_names(&heic, "HEIC");
    assert_names(b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "video");
    assert_names(&[0xFF, 0x0A, 0x03, 0x84, 0x05, 0], "JPEG XL");
    assert_names(b"II*\0\x08\0\0\0", "TIFF");
    assert_names(b"MM\0*\0\0\0\x08", "TIFF");
    assert_names(b"BM6\0\0\0", "BMP");
    assert_names(b"\0\0\x01\0\x01\0", "ICO");
    assert_names(b"%PDF-1.7", "PDF");
    assert_names(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG");
    assert_names(b"\xEF\xBB\xBF\n<?xml version='1.0'?><SVG/>", "SVG");
    assert_names(b"<!DOCTYPE html><title>x</title>", "HTML");
    assert_names(b"8BPS\0\x01", "Photoshop");
    assert_names(b"just text", "not a kind of picture");
}

#[test]
fn an_empty_file_is_malformed() {
    assert_eq!(refused(b""), Code::Malformed);
}

#[test]
fn a_name_or_a_type_that_lies_changes_nothing() {
    // There is nowhere to say it: only bytes are looked at. A signature alone is not a picture.
    for signature in [
        &b"\xFF\xD8\xFF"[..],
        b"\x89PNG\r\n\x1A\n",
        b"RIFF\0\0\0\0WEBP",
        b"GIF89a",
    ] {
        assert_eq!(refused(signature), Code::Malformed);
    }
}

#[test]
fn jpegs_of_other_processes_are_named() {
    let file = jpeg(&photo(40, 30));
    let frame = file
        .windows(2)
        .position(|pair| pair == [0xFF, 0xC0])
        .unwrap();
    let changed = |at: usize, to: u8| {
        let mut file = file.clone();
        file[frame + at] = to;
        file
    };
    assert_names(&changed(1, 0xC3), "lossless");
    assert_names(&changed(1, 0xC9), "arithmetic");
    assert_names(&changed(1, 0xCD), "arithmetic");
    assert_names(&changed(1, 0xC5), "hierarchical");
    assert_names(&changed(4, 12), "12 bits");
    assert_names(&changed(9, 2), "2 colour components");
}

#[test]
fn an_animation_without_its_frames_is_damaged() {
    let still = png_rgb(&draw(8, 8, |_, _| [1, 2, 3]));
    let announcing = |frames| with_chunk(&still, b"acTL", &[0, 0, 0, frames, 0, 0, 0, 0]);
    assert_eq!(refused(&announcing(2)), Code::Malformed);
    assert!(prepare(&announcing(1), &full()).is_ok());
}

#[test]
fn a_png_for_iphone_apps_is_named() {
    let file = png_rgb(&photo(8, 8));
    let cgbi = [&file[..8], &chunk(b"CgBI", &[0x50, 0, 0x20, 2]), &file[8..]].concat();
    assert_names(&cgbi, "iPhone apps");
}

/// The JPEG with the segments of this marker edited; `None` takes one out.
fn edited(file: &[u8], marker: u8, edit: impl Fn(&[u8]) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut out = file[..2].to_vec();
    let mut at = 2;
    loop {
        let (kind, len) = (
            file[at + 1],
            usize::from(u16::from_be_bytes([file[at + 2], file[at + 3]])),
        );
        let segment = &file[at..at + 2 + len];
        if kind == marker {
            out.extend(edit(segment).unwrap_or_default());
        } else {
            out.extend_from_slice(segment);
        }
        at += 2 + len;
        if kind == 0xDA {
            out.extend_from_slice(&file[at..]);
            return out;
        }
    }
}

#[test]
fn a_jpeg_with_impossible_structure_is_malformed() {
    let file = jpeg(&photo(64, 48));
    let set = |at: usize, to: u8| {
        move |segment: &[u8]| {
            let mut segment = segment.to_vec();
            segment[at] = to;
            Some(segment)
        }
    };
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("no quantisation table", edited(&file, 0xDB, |_| None)),
        ("no Huffman table", edited(&file, 0xC4, |_| None)),
        ("no frame", edited(&file, 0xC0, |_| None)),
        (
            "two frames",
            edited(&file, 0xC0, |frame| Some(frame.repeat(2))),
        ),
        (
            "no height",
            edited(&file, 0xC0, |frame| {
                Some([&frame[..5], &[0, 0], &frame[7..]].concat())
            }),
        ),
        ("a sampling of 0", edited(&file, 0xC0, set(11, 0x02))),
        ("a sampling of 5", edited(&file, 0xC0, set(11, 0x51))),
        ("a component twice", edited(&file, 0xC0, set(13, 1))),
        ("a table that is not there", edited(&file, 0xC0, set(12, 3))),
        ("a scan of nothing", edited(&file, 0xDA, set(4, 0))),
        (
            "a scan of an unknown component",
            edited(&file, 0xDA, set(5, 99)),
        ),
        (
            "a scan with a Huffman table 2",
            edited(&file, 0xDA, set(6, 0x22)),
        ),
        (
            "a scan of a part of the coefficients",
            edited(&file, 0xDA, set(12, 5)),
        ),
        (
            "a scan before its frame",
            [&file[..2], b"\xFF\xDA\0\x08\x01\x01\0\0\x3F\0", &file[2..]].concat(),
        ),
        (
            "codes that cannot be",
            edited(&file, 0xC4, |table| {
                let mut table = table.to_vec();
                table[5] = 7;
                Some(table)
            }),
        ),
        (
            "a quantisation table of 4 bytes",
            edited(&file, 0xDB, |_| {
                Some(b"\xFF\xDB\0\x06\0\x01\x02\x03".to_vec())
            }),
        ),
        (
            "an end before the scan",
            [&file[..20], &[0xFF, 0xD9], &file[20..]].concat(),
        ),
        (
            "a second start",
            [&file[..2], &[0xFF, 0xD8], &file[2..]].concat(),
        ),
    ];
    for (what, file) in cases {
        let error = prepare(&file, &full()).map(|_| ()).expect_err(what);
        assert_eq!(error.code(), Code::Malformed, "{what}: {error}");
    }
}

#[test]
fn a_png_with_impossible_structure_is_malformed() {
    let file = png_rgb(&photo(20, 20));
    let end = file.len() - 12;
    let flipped = |at: usize| {
        let mut file = file.clone();
        file[at] ^= 1;
        file
    };
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("no header", [&file[..8], &file[33..]].concat()),
        ("two headers", [&file[..33], &file[8..]].concat()),
        ("no pixels", [&file[..33], &file[end..]].concat()),
        ("no end", file[..end].to_vec()),
        ("a header with a wrong checksum", flipped(30)),
        ("pixels with a wrong checksum", flipped(end - 1)),
        (
            "a palette behind the pixels",
            [&file[..end], &chunk(b"PLTE", &[1, 2, 3]), &file[end..]].concat(),
        ),
        (
            "a chunk that is longer than the file",
            with_len(&file, 33, 0x7FFF_FFFF),
        ),
        (
            "a depth of 3",
            with_chunk(
                &[
                    &file[..8],
                    &chunk(b"IHDR", &[0, 0, 0, 20, 0, 0, 0, 20, 3, 2, 0, 0, 0]),
                ]
                .concat(),
                b"IDAT",
                &[],
            ),
        ),
        (
            "a colour type of 5",
            [
                &file[..8],
                &chunk(b"IHDR", &[0, 0, 0, 20, 0, 0, 0, 20, 8, 5, 0, 0, 0]),
                &file[33..],
            ]
            .concat(),
        ),
    ];
    for (what, file) in cases {
        let error = prepare(&file, &full()).map(|_| ()).expect_err(what);
        assert_eq!(error.code(), Code::Malformed, "{what}: {error}");
    }
}

fn with_len(file: &[u8], at: usize, len: u32) -> Vec<u8> {
    let mut file = file.to_vec();
    file[at..at + 4].copy_from_slice(&len.to_be_bytes());
    file
}

#[test]
fn a_gif_whose_frame_is_larger_than_its_screen_is_malformed() {
    let mut file = gif(&draw(8, 8, |_, _| [1, 2, 3]));
    file[6..10].copy_from_slice(&[4, 0, 4, 0]);
    assert_eq!(refused(&file), Code::Malformed);
}

#[test]
fn a_webp_whose_header_and_pixels_differ_is_malformed() {
    let webp = webp(&photo(20, 20), image::ExtendedColorType::Rgb8);
    assert_eq!(refused(&webp_with(&webp, (21, 20), &[])), Code::Malformed);
}

#[test]
fn a_jpeg_that_ends_with_half_of_its_pixels_is_malformed() {
    // The end is there, the pixels are not: decoders fill this with gray or worse.
    let file = jpeg(&photo(400, 400));
    let cut = [&file[..file.len() / 2], &[0, 0xFF, 0xD9]].concat();
    assert_eq!(refused(&cut), Code::Malformed);
}

#[test]
fn what_a_decoder_refuses_is_told_in_plain_words() {
    let picture = photo(90, 70);
    let alpha = Pixels {
        samples: picture
            .samples
            .chunks(3)
            .flat_map(|p| [p[0], p[1], p[2], p[1]])
            .collect(),
        ..picture.clone()
    };
    for (name, file) in [
        ("PNG", png_rgb(&picture)),
        ("WebP", webp(&picture, image::ExtendedColorType::Rgb8)),
        (
            "WebP with alpha",
            webp(&alpha, image::ExtendedColorType::Rgba8),
        ),
        ("GIF", gif(&picture)),
    ] {
        let mut told = 0;
        // Behind the headers, and before what ends the file.
        for at in (50..file.len() - 16).step_by(11) {
            let mut file = file.clone();
            file[at] ^= 0x55;
            let Err(error) = prepare(&file, &full()) else {
                continue;
            };
            told += usize::from(error.message().contains("its pixels cannot be read"));
            // Sentences of ours have no numbers, names of types or parts of the file in them.
            let words = error.message().strip_prefix("the picture is damaged: ");
            let is_plain = words.is_some_and(|words| {
                let plain = |byte: u8| byte.is_ascii_lowercase() || b" ,;".contains(&byte);
                words.bytes().all(plain)
            });
            assert!(is_plain, "{name}, byte {at}: {error}");
        }
        assert!(told > 0, "{name}: no fault reached the decoder");
    }
}
