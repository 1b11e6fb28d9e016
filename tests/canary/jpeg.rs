//! The slots of a JPEG (ITU-T T.81, T.86, JFIF, Exif, and what programs and phones write).

#[path = "jpeg_coded.rs"]
mod coded;

use super::Slot;
use super::pictures::icc;
use super::pictures::*;
use mozjpeg_rs::{Encoder, Preset, Subsampling};

fn plain() -> Vec<u8> {
    jpeg(&photo(64, 48))
}

fn progressive() -> Vec<u8> {
    jpeg_as(&photo(64, 48), Subsampling::S420, true)
}

/// Where the first segment of this kind starts.
fn place(file: &[u8], marker: u8) -> usize {
    let mut at = 2;
    while file[at + 1] != marker {
        at += 2 + usize::from(u16::from_be_bytes([file[at + 2], file[at + 3]]));
    }
    at
}

fn segment(marker: u8, parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    [
        &[0xFF, marker][..],
        &(body.len() as u16 + 2).to_be_bytes(),
        &body,
    ]
    .concat()
}

/// Application segments, by what stands before what is hidden.
const SIGNATURES: [(u8, &[u8]); 39] = [
    (0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0"),
    (0, b"JFIF\0\x01\x02\0\0\x01\0\x01\x02\x02"),
    (0, b"JFXX\0\x10"),
    (0, b"JFXX\0\x11\x02\x02"),
    (0, b"JFXX\0\x13\x02\x02"),
    (0, b"AVI1"),
    (0, b"CIFF\0"),
    (1, b"Exif\0\0"),
    (1, b"Exif\0\0II*\0\x08\0\0\0\0\0"),
    (1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta dc:title='"),
    (1, b"http://ns.adobe.com/xmp/extension/\0"),
    (1, b"PARROT\0"),
    (2, b"ICC_PROFILE\0\x01\x01"),
    (2, b"MPF\0"),
    (2, b"FPXR\0"),
    (2, b"urn:iso:std:iso:ts:21496:-1\0"),
    (2, b"PreviewImage"),
    (3, b"Meta\0\0"),
    (3, b"_JPSJPS_"),
    (3, b"Stim"),
    (4, b"SCALADO\0"),
    (4, b"FPXR\0"),
    (5, b"RMETA\0"),
    (5, b"ssuniqueid\0"),
    (6, b"GoPro\0"),
    (6, b"EPPIM\0"),
    (6, b"NITF"),
    (7, b"Qualcomm Camera Attributes"),
    (7, b"PENTAX \0"),
    (8, b"SPIFF\0"),
    (9, b"Media Jukebox\0"),
    (10, b"UNICODE\0"),
    (11, b"JP\0\x01\0\0\0\x01\0\0\0\x20jumb"),
    (11, b"HDR_RI ver=11\n"),
    (12, b"Ducky\0\x01\0\x04\0\0\0\x50\0\x02\0\x20"),
    (12, b"[picture info]\n"),
    (
        13,
        b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x20\x1C\x02\x78\0\x18",
    ),
    (13, b"Photoshop 3.0\08BIM\x04\x0C\0\0\0\0\0\x20"),
    (14, b"Adobe\0\x64\0\0\0\0\x01"),
];

/// Tags that hold a text, and where they stand.
const MAIN_TAGS: [u16; 16] = [
    0x000B, 0x010D, 0x010E, 0x010F, 0x0110, 0x0131, 0x0132, 0x013B, 0x013C, 0x02BC, 0x8298, 0x83BB,
    0x9C9B, 0x9C9C, 0xC4A5, 0xEA1C,
];
const EXIF_TAGS: [u16; 17] = [
    0x9003, 0x9010, 0x9286, 0x927C, 0x9291, 0xA004, 0xA300, 0xA40B, 0xA420, 0xA430, 0xA431, 0xA432,
    0xA433, 0xA434, 0xA435, 0xA437, 0xFDEA,
];
const GPS_TAGS: [u16; 6] = [0x0002, 0x0004, 0x0012, 0x001B, 0x001C, 0x001D];

pub fn slots() -> Vec<Slot> {
    [
        applications(),
        exif_tags(),
        others(),
        coded::slots(),
        profiles(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn applications() -> Vec<Slot> {
    let mut slots = Vec::new();
    for number in 0..16 {
        slots.push(Slot::new(
            format!("APP{number} without a signature"),
            move |bytes| with_segment(&plain(), 0xE0 + number, bytes),
        ));
        // Where the reader's place for metadata has passed.
        slots.push(Slot::new(
            format!("APP{number} before the scan"),
            move |bytes| {
                let file = plain();
                let scan = place(&file, 0xDA);
                [
                    &file[..scan],
                    &segment(0xE0 + number, &[bytes]),
                    &file[scan..],
                ]
                .concat()
            },
        ));
    }
    for (number, signature) in SIGNATURES {
        let name = String::from_utf8_lossy(signature).replace(['\0', '\n'], "·");
        slots.push(Slot::new(format!("APP{number} {name}"), move |bytes| {
            with_segment(&plain(), 0xE0 + number, &[signature, bytes].concat())
        }));
    }
    slots.push(Slot::new("pieces of an extended packet", |bytes| {
        let guid =
            b"http://ns.adobe.com/xmp/extension/\x000123456789ABCDEF0123456789ABCDEF\0\0\0\x64";
        let second = with_segment(&plain(), 0xE1, &[&guid[..], &[0, 0, 0, 50], bytes].concat());
        with_segment(&second, 0xE1, &[&guid[..], &[0; 4], bytes].concat())
    }));
    slots
}

fn exif_tags() -> Vec<Slot> {
    let mut slots = Vec::new();
    let mut push = |name: String, block: fn(u16, &[u8]) -> Vec<u8>, tag: u16| {
        slots.push(Slot::new(name, move |bytes| {
            with_segment(&plain(), 0xE1, &exif_segment(&block(tag, bytes)))
        }));
    };
    for tag in MAIN_TAGS {
        // The orientation makes original mode write an Exif block of its own.
        push(
            format!("Exif {tag:04X}"),
            |tag, bytes| exif(&[(0x0112, Value::Short(6)), (tag, Value::Bytes(bytes))]),
            tag,
        );
    }
    for tag in EXIF_TAGS {
        push(
            format!("Exif 8769 {tag:04X}"),
            |tag, bytes| {
                let below = vec![(tag, Value::Bytes(bytes))];
                exif(&[(0x0112, Value::Short(8)), (0x8769, Value::Directory(below))])
            },
            tag,
        );
    }
    for tag in GPS_TAGS {
        push(
            format!("Exif 8825 {tag:04X}"),
            |tag, bytes| exif(&[(0x8825, Value::Directory(vec![(tag, Value::Bytes(bytes))]))]),
            tag,
        );
    }
    push(
        "Exif's interoperability".into(),
        |tag, bytes| {
            let below = vec![(tag, Value::Bytes(bytes))];
            let below = vec![(0xA005, Value::Directory(below))];
            exif(&[(0x8769, Value::Directory(below))])
        },
        0x0001,
    );
    push(
        "behind Exif's directories".into(),
        |_, bytes| [&exif(&[(0x0112, Value::Short(3))]), bytes].concat(),
        0,
    );
    push(
        "Exif's thumbnail".into(),
        |_, bytes| {
            let mut block = exif(&[(0x0112, Value::Short(3))]);
            // The next directory begins behind the first, and its picture behind that.
            let next = block.len() as u32;
            block[22..26].copy_from_slice(&next.to_le_bytes());
            let picture = (next + 2 + 24 + 4).to_le_bytes();
            let len = (bytes.len() as u32).to_le_bytes();
            let entries = [
                &[2, 0, 1, 2, 4, 0, 1, 0, 0, 0][..],
                &picture,
                &[2, 2, 4, 0, 1, 0, 0, 0],
                &len,
                &[0; 4],
            ];
            [&block, &entries.concat()[..], bytes].concat()
        },
        0,
    );
    slots
}

fn others() -> Vec<Slot> {
    let mut slots = Vec::new();
    for marker in [0xFE, 0xF0, 0xF1, 0xF2, 0xF5, 0xF7, 0xF8, 0xFB, 0xFD] {
        slots.push(Slot::new(format!("marker {marker:02X}"), move |bytes| {
            with_segment(&plain(), marker, bytes)
        }));
    }
    slots.push(Slot::new("between segments", |bytes| {
        let file = plain();
        [&file[..20], bytes, &file[20..]].concat()
    }));
    slots.push(Slot::new("between segments, behind filling", |bytes| {
        let file = plain();
        let scan = place(&file, 0xDA);
        [&file[..scan], bytes, &[0xFF; 9], &file[scan..]].concat()
    }));
    slots.push(Slot::new("a comment between scans", |bytes| {
        let file = progressive();
        let second = file
            .windows(2)
            .enumerate()
            .filter(|(_, pair)| pair == &[0xFF, 0xDA])
            .nth(1);
        let second = second.unwrap().0;
        [&file[..second], &segment(0xFE, &[bytes]), &file[second..]].concat()
    }));
    slots.push(Slot::new("behind the end", |bytes| {
        [&plain(), bytes].concat()
    }));
    slots.push(Slot::new(
        "a comment of a picture behind the end",
        |bytes| [&plain()[..], &with_segment(&plain(), 0xFE, bytes)].concat(),
    ));
    slots.push(Slot::new("behind a picture behind the end", |bytes| {
        [&plain()[..], &plain(), bytes].concat()
    }));
    slots.push(Slot::new("a video behind the end", |bytes| {
        let video = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x20moov";
        [&plain()[..], video, bytes].concat()
    }));
    slots.push(Slot::new("Samsung's trailer", |bytes| {
        [
            &plain()[..],
            b"\0\0\x30\x0A\x10\0\0\0MotionPhoto_Data",
            bytes,
            b"SEFHk\0\0\0SEFT",
        ]
        .concat()
    }));
    slots
}

fn profiles() -> Vec<Slot> {
    let with_profile = |icc: &[u8]| {
        let body = [b"ICC_PROFILE\0\x01\x01", icc].concat();
        with_segment(&plain(), 0xE2, &body)
    };
    let shaper = || icc::shaper(icc::ODD, &icc::gamma(2.0));
    let mut slots = Vec::new();
    for (name, colorants) in [
        ("an odd profile", icc::ODD),
        ("a profile of Display P3", icc::DISPLAY_P3),
        ("a profile of sRGB", icc::SRGB),
    ] {
        slots.push(Slot::if_it_fits(
            format!("the texts and gaps of {name}"),
            move |bytes| {
                let text = std::str::from_utf8(bytes)
                    .ok()
                    .filter(|text| !text.contains('\0'))?;
                let tags = icc::shaper(colorants, &icc::srgb_curve());
                Some(with_profile(&icc::profile(b"RGB ", b"XYZ ", &tags, text)))
            },
        ));
    }
    slots.push(Slot::new("a private tag of a profile", move |bytes| {
        let mut tags = shaper();
        tags.push((b"prv2", bytes.to_vec()));
        with_profile(&icc::profile(b"RGB ", b"XYZ ", &tags, ""))
    }));
    slots.push(Slot::new(
        "behind the numbers of a profile's tag",
        move |bytes| {
            let mut tags = shaper();
            tags[0].1.extend_from_slice(bytes);
            with_profile(&icc::profile(b"RGB ", b"XYZ ", &tags, ""))
        },
    ));
    slots.push(Slot::new("behind a profile", move |bytes| {
        with_profile(&[&icc::profile(b"RGB ", b"XYZ ", &shaper(), ""), bytes].concat())
    }));
    slots
}
