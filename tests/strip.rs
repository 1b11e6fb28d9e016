//! A marker in every slot where a file can carry something besides pixels: none survives, in any form.

#![allow(clippy::unwrap_used)]

mod pictures;

use pellicle::picture::prepare;
use pictures::*;

/// What is planted. Twelve bytes never come about by chance.
const CANARY: &str = "PELLICANARY7";

/// Every way in which the marker could stand in a result.
fn forms() -> Vec<Vec<u8>> {
    let raw = CANARY.as_bytes().to_vec();
    let wide = |low_first: bool| -> Vec<u8> {
        CANARY
            .encode_utf16()
            .flat_map(|unit| {
                if low_first {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    };
    // Three alignments: base64 of bytes that do not start with the marker.
    let encode = |bytes: &[u8]| {
        use base64::Engine;
        base64::engine::general_purpose::STANDARD_NO_PAD
            .encode(bytes)
            .into_bytes()
    };
    let aligned = (0..3).map(|skip| encode(&raw[skip..skip + 9]));
    let hex = raw
        .iter()
        .flat_map(|byte| format!("{byte:02x}").into_bytes())
        .collect();
    [raw.clone(), wide(true), wide(false), hex]
        .into_iter()
        .chain(aligned)
        .collect()
}

#[track_caller]
fn assert_gone(slot: &str, file: &[u8]) {
    let planted = forms().iter().any(|form| contains(file, form));
    assert!(planted, "{slot}: nothing was planted");
    for options in [full(), edge(20)] {
        let prepared = prepare(file, &options).unwrap_or_else(|error| panic!("{slot}: {error}"));
        let bytes = prepared.picture.bytes();
        for form in forms() {
            assert!(!contains(bytes, &form), "{slot}: the marker survived");
        }
        let receipt = serde_json::to_string(&prepared.receipt).unwrap();
        assert!(
            !receipt.contains(CANARY),
            "{slot}: the receipt says what was there"
        );
        // Compressed text would not be found above; no stream but the pixels' own may be there to hold it.
        assert_only_structure(bytes);
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// A second opinion on the allow-list: written for this test, from the standards.
fn assert_only_structure(bytes: &[u8]) {
    if bytes.starts_with(b"\x89PNG") {
        let mut at = 8;
        while at < bytes.len() {
            let len = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
            let kind = &bytes[at + 4..at + 8];
            assert!(
                [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"]
                    .iter()
                    .any(|known| kind == *known)
            );
            at += len + 12;
        }
        assert_eq!(&bytes[bytes.len() - 8..bytes.len() - 4], b"IEND");
        return;
    }
    assert_eq!(
        &bytes[..20],
        b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    );
    let mut at = 20;
    while bytes[at + 1] != 0xDA {
        assert!(
            matches!(bytes[at + 1], 0xC0 | 0xC4 | 0xDB),
            "segment {:02X}",
            bytes[at + 1]
        );
        at += 2 + usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
    }
    let scan = &bytes[at + 2..];
    let end = scan
        .windows(2)
        .position(|pair| pair[0] == 0xFF && pair[1] != 0)
        .unwrap();
    assert_eq!(&scan[end..], [0xFF, 0xD9]);
}

/// Exif with the marker in many tags of every directory.
fn exif_everywhere() -> Vec<u8> {
    let text = || Value::Text(CANARY);
    let gps = vec![(1, text()), (2, text()), (0x1B, text()), (0x1D, text())];
    let sub = [
        0x9003, 0x9286, 0x927C, 0xA430, 0xA431, 0xA434, 0xA435, 0xA420,
    ]
    .map(|tag| (tag, text()))
    .into();
    let mut entries: Vec<(u16, Value)> = [
        0x010D, 0x010E, 0x010F, 0x0110, 0x0131, 0x0132, 0x013B, 0x8298, 0x9C9B, 0xC4A5,
    ]
    .map(|tag| (tag, text()))
    .into();
    entries.push((0x8769, Value::Directory(sub)));
    entries.push((0x8825, Value::Directory(gps)));
    exif(&entries)
}

#[test]
fn nothing_survives_from_the_segments_of_a_jpeg() {
    let file = jpeg(&photo(64, 48));
    let signatures: [&[u8]; 22] = [
        b"",
        b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0",
        b"JFXX\0\x10",
        b"Exif\0\0",
        b"Exif\0\0II*\0\x08\0\0\0\0\0",
        b"http://ns.adobe.com/xap/1.0/\0",
        b"http://ns.adobe.com/xmp/extension/\0",
        b"ICC_PROFILE\0\x01\x01",
        b"MPF\0",
        b"FPXR\0",
        b"urn:iso:std:iso:ts:21496:-1\0",
        b"Meta\0\0",
        b"JPS",
        b"RMETA\0",
        b"GoPro\0",
        b"HDR_RI ver=11",
        b"JP\0\x01\0\0\0\x01",
        b"Ducky\0\x01",
        b"[picture info]",
        b"Photoshop 3.0\08BIM\x04\x04\0\0",
        b"Adobe_CM",
        b"SPIFF\0",
    ];
    for form in &forms()[..3] {
        for app in 0xE0..=0xEF {
            for signature in signatures {
                let body = [signature, form].concat();
                assert_gone(
                    &format!("APP{} {signature:?}", app - 0xE0),
                    &with_segment(&file, app, &body),
                );
            }
        }
        for marker in [0xFE, 0xF0, 0xF7, 0xFD] {
            assert_gone(
                &format!("marker {marker:02X}"),
                &with_segment(&file, marker, form),
            );
        }
    }
    let exif = exif_segment(&exif_everywhere());
    assert_gone("Exif", &with_segment(&file, 0xE1, &exif));
}

#[test]
fn nothing_survives_from_between_and_behind_the_segments_of_a_jpeg() {
    let file = jpeg(&photo(64, 48));
    let canary = CANARY.as_bytes();
    let scan = file
        .windows(2)
        .position(|pair| pair == [0xFF, 0xDA])
        .unwrap();
    assert_gone(
        "between segments",
        &[&file[..20], canary, &file[20..]].concat(),
    );
    assert_gone(
        "before the scan",
        &[&file[..scan], canary, &file[scan..]].concat(),
    );
    assert_gone("behind the end", &[&file, canary].concat());
    let other = with_segment(&file, 0xFE, canary);
    assert_gone("in a second picture", &[&file[..], &other].concat());
    assert_gone(
        "behind a second picture",
        &[&file[..], &file, canary].concat(),
    );
    // An Adobe segment that means something may still be too long.
    let adobe = [b"Adobe\0\x64\0\0\0\0\x01", canary].concat();
    assert_gone(
        "behind Adobe's transform",
        &with_segment(&file, 0xEE, &adobe),
    );
    let progressive = jpeg_as(&photo(64, 48), mozjpeg_rs::Subsampling::S420, true);
    let second = progressive
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| pair == &[0xFF, 0xDA])
        .nth(1)
        .unwrap()
        .0;
    let comment = [&[0xFF, 0xFE, 0, 14], canary].concat();
    assert_gone(
        "between scans",
        &[&progressive[..second], &comment, &progressive[second..]].concat(),
    );
}

#[test]
fn nothing_survives_from_the_chunks_of_a_png() {
    for file in [
        png_rgb(&photo(64, 48)),
        png_rgb(&draw(64, 48, |x, _| [(x / 32) as u8 * 200; 3])),
    ] {
        let end = file.len() - 12;
        for form in &forms()[..3] {
            let zipped = miniz_oxide::deflate::compress_to_vec_zlib(form, 6);
            for (kind, prefix, data) in [
                (b"tEXt", &b"Comment\0"[..], form),
                (b"tEXt", b"parameters\0", form),
                (b"tEXt", b"Raw profile type exif\0", form),
                (b"zTXt", b"Comment\0\0", &zipped),
                (b"iTXt", b"Comment\0\0\0\0\0", form),
                (b"iTXt", b"Comment\0\x01\0\0\0", &zipped),
                (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0", form),
                (b"eXIf", b"", form),
                (b"iCCP", b"", form),
                (b"iCCP", b"PELLICANARY7\0\0", &zipped),
                (b"sPLT", b"", form),
                (b"caBX", b"", form),
                (b"tIME", b"", form),
                (b"pHYs", b"", form),
                (b"sBIT", b"", form),
                (b"bKGD", b"", form),
                (b"hIST", b"", form),
                (b"gAMA", b"", form),
                (b"cHRM", b"", form),
                (b"sRGB", b"", form),
                (b"cICP", b"", form),
                (b"mDCV", b"", form),
                (b"vpAg", b"", form),
                (b"prVt", b"", form),
                (b"fcTL", b"", form),
                (b"fdAT", b"", form),
            ] {
                let body = [prefix, data].concat();
                let name = String::from_utf8_lossy(kind);
                if contains(&body, form) || contains(&body, CANARY.as_bytes()) {
                    assert_gone(&format!("{name} in front"), &with_chunk(&file, kind, &body));
                }
                // Whatever is zipped is planted in the clear as well, so that it is known to be there.
                let behind = [
                    &file[..end],
                    &chunk(kind, &body),
                    &file[end..],
                    CANARY.as_bytes(),
                ]
                .concat();
                assert_gone(&format!("{name} at the end"), &behind);
            }
        }
        let exif = exif_everywhere();
        assert_gone("eXIf", &with_chunk(&file, b"eXIf", &exif));
        let after_pixels = [&file[..end], &chunk(b"IEND", CANARY.as_bytes())].concat();
        assert_gone("in the end itself", &after_pixels);
    }
}

#[test]
fn nothing_survives_from_the_chunks_of_a_webp() {
    let picture = photo(64, 48);
    let file = webp(&picture, image::ExtendedColorType::Rgb8);
    for form in &forms()[..3] {
        for kind in [b"EXIF", b"XMP ", b"ICCP", b"PSAI", b"C2PA"] {
            let name = String::from_utf8_lossy(kind);
            assert_gone(&name, &webp_with(&file, (64, 48), &[(kind, form)]));
        }
        assert_gone("behind the end", &[&file[..], form].concat());
    }
    assert_gone(
        "Exif",
        &webp_with(&file, (64, 48), &[(b"EXIF", &exif_everywhere())]),
    );
}

#[test]
fn nothing_survives_from_the_blocks_of_a_gif() {
    let gif = gif(&photo(64, 48));
    let frame = 13 + 3 * (2 << (gif[10] & 7)) * usize::from(gif[10] >> 7);
    for form in &forms()[..3] {
        let block = [&[form.len() as u8], &form[..], &[0]].concat();
        for head in [
            &b"\x21\xFE"[..],
            b"\x21\xFF\x0BXMP DataXMP",
            b"\x21\xFF\x0BICCRGBG1012",
            b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0",
            b"\x21\xFF\x0BPELLICLE1.0",
            b"\x21\x01\x0C\0\0\0\0\0\0\0\0\0\0\0\0",
            b"\x21\x99",
        ] {
            let front = [&gif[..frame], head, &block, &gif[frame..]].concat();
            assert_gone(&format!("{head:?} in front"), &front);
            let last = gif.len() - 1;
            let behind = [&gif[..last], head, &block, &gif[last..]].concat();
            assert_gone(&format!("{head:?} behind the frame"), &behind);
        }
        assert_gone("behind the end", &[&gif[..], form].concat());
    }
}
