//! The receipt names what was there, by class, and nothing that was not.

#![allow(clippy::unwrap_used)]

mod pictures;

use Class::*;
use pellicle::picture::{Class, prepare};
use pictures::*;

fn plain() -> Vec<u8> {
    jpeg(&photo(40, 30))
}

fn with_exif(entries: &[(u16, Value)]) -> Vec<u8> {
    with_segment(&plain(), 0xE1, &exif_segment(&exif(entries)))
}

#[track_caller]
fn assert_classes(file: &[u8], expected: &[Class]) {
    assert_eq!(classes(&prepared(file)), expected);
}

#[test]
fn a_clean_picture_has_an_empty_list() {
    assert_classes(&plain(), &[]);
    assert_classes(&png_rgb(&photo(40, 30)), &[]);
    assert_classes(&gif(&photo(40, 30)), &[]);
    assert_classes(&webp(&photo(40, 30), image::ExtendedColorType::Rgb8), &[]);
}

#[test]
fn exif_tags_are_told_apart() {
    let text = || Value::Text("something");
    let one = |tag| with_exif(&[(tag, text())]);
    let below = |directory, tag| with_exif(&[(directory, Value::Directory(vec![(tag, text())]))]);
    for (file, class) in [
        (one(0x010F), Camera),
        (one(0x0110), Camera),
        (one(0x0131), Software),
        (one(0x0132), Date),
        (one(0x013B), Author),
        (one(0x8298), Author),
        (one(0x010E), Caption),
        (one(0x9C9C), Comment),
        (one(0xC4A5), Unknown),
        (below(0x8825, 0x0002), Location),
        (below(0x8769, 0x9003), Date),
        (below(0x8769, 0x9286), Comment),
        (below(0x8769, 0x927C), Camera),
        (below(0x8769, 0xA431), SerialNumber),
        (below(0x8769, 0xA434), Lens),
    ] {
        assert_classes(&file, &[class]);
    }
    // What only describes the pixels is not worth a word.
    assert_classes(
        &with_exif(&[(0x0112, Value::Short(1)), (0x0128, Value::Short(2))]),
        &[],
    );
    assert_classes(
        &with_exif(&[(0x010F, text()), (0x0132, text()), (0x0110, text())]),
        &[Camera, Date],
    );
}

#[test]
fn broken_exif_is_unknown_and_never_fails_a_picture() {
    assert_classes(
        &with_segment(&plain(), 0xE1, b"Exif\0\0garbage"),
        &[Unknown],
    );
    // A directory that points at itself, and one with more entries than there are bytes.
    let mut circle = exif(&[(0x010F, Value::Text("x"))]);
    circle[22..26].copy_from_slice(&8u32.to_le_bytes());
    assert_classes(
        &with_segment(&plain(), 0xE1, &exif_segment(&circle)),
        &[Camera],
    );
    let mut endless = exif(&[(0x010F, Value::Text("x"))]);
    endless[8..10].copy_from_slice(&[0xFF, 0xFF]);
    prepared(&with_segment(&plain(), 0xE1, &exif_segment(&endless)));
    let whole = exif(&[
        (0x010F, Value::Text("x")),
        (0x8825, Value::Directory(vec![(2, Value::Text("y"))])),
    ]);
    for len in 0..whole.len() {
        prepared(&with_segment(&plain(), 0xE1, &exif_segment(&whole[..len])));
    }
}

#[test]
fn segments_of_a_jpeg_are_told_apart() {
    let xmp = |body: &str| [b"http://ns.adobe.com/xap/1.0/\0", body.as_bytes()].concat();
    let iptc = |dataset: u8| {
        let data = [&[0x1C, 2, dataset, 0, 4][..], b"text"].concat();
        [
            &b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x09"[..],
            &data,
            &[0],
        ]
        .concat()
    };
    for (marker, body, class) in [
        (0xFE, b"hello".to_vec(), Comment),
        (0xE0, b"JFXX\0\x13\x01\x01abc".to_vec(), Thumbnail),
        (
            0xE0,
            b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01abc".to_vec(),
            Thumbnail,
        ),
        (0xE1, xmp("<exif:GPSLatitude>52,30N"), Location),
        (0xE1, xmp("<dc:creator>"), Author),
        (0xE1, xmp("<GDepth:Data>"), DepthMap),
        (0xE1, xmp("hdrgm:Version='1.0'"), GainMap),
        (0xE1, xmp("<xmpMM:History>"), EditingHistory),
        (0xE1, xmp("<something:else>"), Unknown),
        (
            0xE2,
            b"urn:iso:std:iso:ts:21496:-1\0\0\0\0\0".to_vec(),
            GainMap,
        ),
        (0xE2, b"ICC_PROFILE\0\x01\x01broken".to_vec(), ColorProfile),
        (0xEB, b"JP\0\x01\0\0\0\x01jumb".to_vec(), ContentCredentials),
        (0xEC, b"Ducky\0\x01".to_vec(), Software),
        (0xED, iptc(25), Caption),
        (0xED, iptc(55), Date),
        (0xED, iptc(80), Author),
        (0xED, iptc(90), Location),
        (0xE7, b"private".to_vec(), Unknown),
    ] {
        assert_classes(&with_segment(&plain(), marker, &body), &[class]);
    }
}

#[test]
fn what_stands_behind_the_end_is_told_apart() {
    let behind = |rest: &[u8]| [&plain(), rest].concat();
    let video = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08moov";
    assert_classes(&behind(&plain()), &[HiddenPicture]);
    assert_classes(&behind(video), &[Video]);
    assert_classes(&behind(b"left over"), &[TrailingData]);
    let gain_map = with_segment(
        &plain(),
        0xE1,
        b"http://ns.adobe.com/xap/1.0/\0hdrgm:Version",
    );
    assert_classes(&behind(&gain_map), &[GainMap]);
    // An iPhone's gain map and a portrait's depth say what they are under the same name.
    let auxiliary = |kind: &str| {
        let xmp = format!(
            "http://ns.adobe.com/xap/1.0/\0<apdi:AuxiliaryImageType>urn:com:apple:photo:2020:aux:{kind}<"
        );
        with_segment(&plain(), 0xE1, xmp.as_bytes())
    };
    assert_classes(&behind(&auxiliary("hdrgainmap")), &[GainMap]);
    assert_classes(&behind(&auxiliary("depth")), &[DepthMap]);
    assert_classes(&behind(&auxiliary("disparity")), &[DepthMap]);
    assert_classes(
        &behind(&auxiliary("portraiteffectsmatte")),
        &[HiddenPicture],
    );
    let hides = [auxiliary("hdrgainmap"), plain()].concat();
    assert_classes(&behind(&hides), &[HiddenPicture, GainMap]);
    let two = prepared(&behind(&[plain(), plain()].concat()));
    assert_eq!(two.receipt.removed[0].count, Some(2));
    let rest = prepared(&behind(b"left over"));
    assert_eq!(rest.receipt.removed[0].bytes, Some(9));
    let png = [&png_rgb(&photo(9, 9))[..], b"what was cropped"].concat();
    assert_classes(&png, &[TrailingData]);
    let gif = [&gif(&photo(9, 9))[..], b"what was cropped"].concat();
    assert_classes(&gif, &[TrailingData]);
}

#[test]
fn chunks_of_a_png_are_told_apart() {
    let file = png_rgb(&photo(40, 30));
    for (kind, data, class) in [
        (b"tEXt", &b"parameters\0a cat, steps: 20"[..], AiPrompt),
        (b"tEXt", b"Author\0x", Author),
        (b"tEXt", b"Software\0x", Software),
        (b"tEXt", b"Creation Time\0x", Date),
        (b"tEXt", b"exif:GPSInfo\0x", Location),
        (b"tEXt", b"whatever\0x", Text),
        (b"zTXt", b"Comment\0\0x", Comment),
        (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<tiff:Make>", Camera),
        (b"tIME", &[7, 0xE8, 1, 1, 0, 0, 0], Date),
        (b"caBX", b"jumb", ContentCredentials),
        (b"iCCP", b"name\0\0x", ColorProfile),
        (b"prVt", b"private", Unknown),
    ] {
        assert_classes(&with_chunk(&file, kind, data), &[class]);
    }
    let gps = exif(&[(0x8825, Value::Directory(vec![(2, Value::Text("y"))]))]);
    assert_classes(&with_chunk(&file, b"eXIf", &gps), &[Location]);
    // Whole blocks that were put into text, and packed.
    let packed = |head: &[u8], text: &[u8]| {
        [head, &miniz_oxide::deflate::compress_to_vec_zlib(text, 6)].concat()
    };
    let xmp = b"<exif:GPSLatitude>";
    let raw = |name: &str, block: &[u8]| {
        let digits: String = block.iter().map(|byte| format!("{byte:02x}")).collect();
        let (first, rest) = digits.split_at(digits.len() / 2);
        format!("\n{name}\n      {}\n{first}\n{rest}\n", block.len()).into_bytes()
    };
    let with_exif = [b"Exif\0\0", &gps[..]].concat();
    for (kind, data, class) in [
        (
            b"iTXt",
            packed(b"XML:com.adobe.xmp\0\x01\0\0\0", xmp),
            Location,
        ),
        (
            b"zTXt",
            packed(b"Raw profile type exif\0\0", &raw("exif", &with_exif)),
            Location,
        ),
        (
            b"zTXt",
            packed(
                b"Raw profile type APP1\0\0",
                &raw("generic profile", &with_exif),
            ),
            Location,
        ),
        (
            b"tEXt",
            [b"Raw profile type exif\0", &raw("exif", &gps)[..]].concat(),
            Location,
        ),
        (
            b"zTXt",
            packed(b"Raw profile type xmp\0\0", &raw("xmp", xmp)),
            Location,
        ),
        (
            b"zTXt",
            packed(b"Raw profile type icc\0\0", &raw("icc", b"x")),
            ColorProfile,
        ),
        (
            b"zTXt",
            packed(b"Raw profile type wild\0\0", &raw("wild", b"x")),
            Unknown,
        ),
        (
            b"zTXt",
            b"Raw profile type exif\0\0not packed".to_vec(),
            Unknown,
        ),
        (
            b"zTXt",
            b"Raw profile type icc\0\0not packed".to_vec(),
            ColorProfile,
        ),
    ] {
        assert_classes(&with_chunk(&file, kind, &data), &[class]);
    }
    // A text that unpacks to megabytes, whole or damaged, leaves room to look into others.
    let long = packed(
        b"XML:com.adobe.xmp\0\x01\0\0\0",
        &[b"<dc:title>", &[b' '; 3 << 20][..]].concat(),
    );
    let mut damaged = long.clone();
    *damaged.last_mut().unwrap() ^= 1;
    let place = packed(b"Raw profile type exif\0\0", &raw("exif", &with_exif));
    for long in [long, damaged] {
        let both = with_chunk(&with_chunk(&file, b"zTXt", &place), b"iTXt", &long);
        assert_classes(&both, &[Location, Caption]);
    }
    for (kind, data) in [
        (b"gAMA", &[0, 0, 0xB1, 0x8F][..]),
        (b"sRGB", &[0]),
        (b"pHYs", &[0; 9]),
    ] {
        assert_classes(&with_chunk(&file, kind, data), &[]);
    }
}

#[test]
fn chunks_of_a_webp_and_blocks_of_a_gif_are_told_apart() {
    let webp = webp(&photo(40, 30), image::ExtendedColorType::Rgb8);
    let with = |kind, data: &[u8]| webp_with(&webp, (40, 30), &[(kind, data)]);
    assert_classes(
        &with(b"EXIF", &exif(&[(0x010F, Value::Text("x"))])),
        &[Camera],
    );
    assert_classes(&with(b"XMP ", b"<dc:title>"), &[Caption]);
    assert_classes(&with(b"ICCP", b"broken"), &[ColorProfile]);
    assert_classes(&with(b"PSAI", b"private"), &[Unknown]);

    let gif = gif(&photo(40, 30));
    let frame = 13 + 3 * (2 << (gif[10] & 7)) * usize::from(gif[10] >> 7);
    let with = |block: &[u8]| [&gif[..frame], block, &gif[frame..]].concat();
    assert_classes(&with(b"\x21\xFE\x05hello\0"), &[Comment]);
    assert_classes(
        &with(b"\x21\xFF\x0BXMP DataXMP\x0A<dc:title>\0"),
        &[Caption],
    );
    assert_classes(&with(b"\x21\xFF\x0BSOMETHIN1.0\x01x\0"), &[Unknown]);
    assert_classes(
        &with(b"\x21\x01\x0C\0\0\0\0\0\0\0\0\0\0\0\0\x02hi\0"),
        &[Text],
    );
}

#[test]
fn its_json_is_what_the_pages_read() {
    let file = [&with_exif(&[(0x010F, Value::Text("x"))])[..], b"tail"].concat();
    let prepared = prepare(&file, &edge(20)).unwrap();
    let json = serde_json::to_value(&prepared.receipt).unwrap();
    let expected = serde_json::json!({
        "input": {"type": "image/jpeg", "bytes": file.len(), "width": 40, "height": 30},
        "output": {"type": "image/jpeg", "bytes": prepared.picture.bytes().len(), "width": 20, "height": 15},
        "removed": [{"class": "camera"}, {"class": "trailing-data", "bytes": 4}],
        "changed": ["resized"],
    });
    assert_eq!(json, expected);
}
