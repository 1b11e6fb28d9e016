//! The slots of a PNG and of an APNG (PNG 3rd edition, its register of extensions, and what programs write).

use super::Slot;
use super::pictures::animations::{self, Frame, stream};
use super::pictures::icc;
use super::pictures::*;

const SIZE: (u32, u32) = (64, 48);

fn still() -> Vec<u8> {
    png_rgb(&photo(SIZE.0, SIZE.1))
}

fn animated() -> Vec<u8> {
    let frames = [
        Frame::new(photo(SIZE.0, SIZE.1), (0, 0), 5, 0),
        Frame::new(photo(16, 12), (2, 4), 5, 1),
    ];
    animations::apng(None, 0, &frames)
}

/// A PNG of these chunks.
fn file_of(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let chunks = chunks.iter().flat_map(|(kind, data)| chunk(kind, data));
    b"\x89PNG\r\n\x1A\n".iter().copied().chain(chunks).collect()
}

/// The header of a picture of [`SIZE`] with this colour type, 8 bits a sample.
fn header(color: u8) -> Vec<u8> {
    [
        &SIZE.0.to_be_bytes()[..],
        &SIZE.1.to_be_bytes(),
        &[8, color, 0, 0, 0],
    ]
    .concat()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(bytes, 6)
}

/// Text chunks by what stands before the text, and whether the text is packed.
const TEXTS: [(&[u8; 4], &[u8], bool); 17] = [
    (b"tEXt", b"Comment\0", false),
    (b"tEXt", b"", false),
    (b"tEXt", b"parameters\0", false),
    (b"tEXt", b"prompt\0", false),
    (b"tEXt", b"Raw profile type exif\0\nexif\n", false),
    (b"tEXt", b"Raw profile type APP1\0", false),
    (b"tEXt", b"Thumb::URI\0", false),
    (b"tEXt", b"date:create\0", false),
    (b"zTXt", b"Comment\0\0", true),
    (b"zTXt", b"Raw profile type iptc\0\0", true),
    (b"zTXt", b"", false),
    (b"iTXt", b"Comment\0\0\0\0\0", false),
    (b"iTXt", b"Comment\0\x01\0\0\0", true),
    (b"iTXt", b"Comment\0\0\0", false),
    (b"iTXt", b"Comment\0\0\0en\0", false),
    (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0", false),
    (b"iTXt", b"XML:com.adobe.xmp\0\x01\0\0\0", true),
];

/// Chunks whose whole data is the marker: many have a wrong length then, and `png_chunks.rs` has them as they should be.
const CHUNKS: [&[u8; 4]; 34] = [
    b"eXIf", b"zXIf", b"tIME", b"iCCP", b"sPLT", b"hIST", b"bKGD", b"pHYs", b"sBIT", b"gAMA",
    b"cHRM", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"oFFs", b"pCAL", b"sCAL", b"sTER", b"gIFg",
    b"gIFx", b"gIFt", b"dSIG", b"vpAg", b"cpIp", b"iDOT", b"mkBF", b"mkBS", b"npTc", b"caBX",
    b"meTa", b"prVt", b"acTL", b"fdAT",
];

pub fn slots() -> Vec<Slot> {
    [texts(), chunks(), profiles(), pixels(), animations()]
        .into_iter()
        .flatten()
        .collect()
}

fn texts() -> Vec<Slot> {
    let texts = TEXTS.iter().map(|&(kind, head, packed)| {
        let kind_name = String::from_utf8_lossy(kind);
        let name = format!(
            "{kind_name} {}",
            String::from_utf8_lossy(head).replace('\0', "·")
        );
        Slot::new(name, move |bytes| {
            let text = if packed {
                deflated(bytes)
            } else {
                bytes.to_vec()
            };
            with_chunk(&still(), kind, &[head, &text].concat())
        })
    });
    texts.collect()
}

fn chunks() -> Vec<Slot> {
    let mut slots = Vec::new();
    for kind in CHUNKS {
        let name = String::from_utf8_lossy(kind).into_owned();
        slots.push(Slot::new(name.clone(), move |bytes| {
            with_chunk(&still(), kind, bytes)
        }));
        slots.push(Slot::new(
            format!("{name} behind the pixels"),
            move |bytes| {
                let file = still();
                let end = file.len() - 12;
                [&file[..end], &chunk(kind, bytes), &file[end..]].concat()
            },
        ));
        slots.push(Slot::new(format!("{name} behind the end"), move |bytes| {
            [&still(), &chunk(kind, bytes)[..]].concat()
        }));
    }
    for tag in [0x010E, 0x010F, 0x9C9B, 0xC4A5] {
        slots.push(Slot::new(
            format!("eXIf {tag:04X}, beside an orientation"),
            move |bytes| {
                let block = exif(&[(0x0112, Value::Short(6)), (tag, Value::Bytes(bytes))]);
                with_chunk(&still(), b"eXIf", &block)
            },
        ));
    }
    slots.push(Slot::new("behind the end", |bytes| {
        [&still(), bytes].concat()
    }));
    slots.push(Slot::new("in the end itself", |bytes| {
        let file = still();
        [&file[..file.len() - 12], &chunk(b"IEND", bytes)].concat()
    }));
    slots
}

fn profiles() -> Vec<Slot> {
    let profile = |hidden: &[u8]| {
        // Latin letters, one for each byte: a name may be any text.
        let hidden: String = hidden
            .iter()
            .map(|&byte| char::from(byte.clamp(1, 127)))
            .collect();
        icc::profile(
            b"RGB ",
            b"XYZ ",
            &icc::shaper(icc::ODD, &icc::gamma(2.0)),
            &hidden,
        )
    };
    vec![
        Slot::if_it_fits("the name of a profile", |bytes| {
            let name = bytes.iter().all(|&byte| byte != 0).then_some(bytes)?;
            let data = [
                name,
                &[0, 0],
                &deflated(&icc::profile(
                    b"RGB ",
                    b"XYZ ",
                    &icc::shaper(icc::ODD, &icc::gamma(2.0)),
                    "",
                )),
            ]
            .concat();
            Some(with_chunk(&still(), b"iCCP", &data))
        }),
        Slot::if_it_fits("the texts of a profile", move |bytes| {
            let text = bytes
                .iter()
                .all(|byte| (1..128).contains(byte))
                .then_some(bytes)?;
            let data = [b"name\0\0", &deflated(&profile(text))[..]].concat();
            Some(with_chunk(&still(), b"iCCP", &data))
        }),
        Slot::new("behind a profile", |bytes| {
            let icc = icc::profile(
                b"RGB ",
                b"XYZ ",
                &icc::shaper(icc::ODD, &icc::gamma(2.0)),
                "",
            );
            let data = [b"name\0\0", &deflated(&icc)[..], bytes].concat();
            with_chunk(&still(), b"iCCP", &data)
        }),
        Slot::new("behind a profile, packed with it", |bytes| {
            let icc = icc::profile(
                b"RGB ",
                b"XYZ ",
                &icc::shaper(icc::ODD, &icc::gamma(2.0)),
                "",
            );
            let data = [b"name\0\0", &deflated(&[&icc[..], bytes].concat())[..]].concat();
            with_chunk(&still(), b"iCCP", &data)
        }),
        Slot::new("a private tag of a profile", |bytes| {
            let mut tags = icc::shaper(icc::ODD, &icc::gamma(2.0));
            tags.push((b"prv2", bytes.to_vec()));
            let icc = icc::profile(b"RGB ", b"XYZ ", &tags, "");
            with_chunk(
                &still(),
                b"iCCP",
                &[b"name\0\0", &deflated(&icc)[..]].concat(),
            )
        }),
        Slot::new("behind a curve of a profile", |bytes| {
            let curve = [&icc::gamma(2.0)[..], bytes].concat();
            let icc = icc::profile(b"RGB ", b"XYZ ", &icc::shaper(icc::ODD, &curve), "");
            with_chunk(
                &still(),
                b"iCCP",
                &[b"name\0\0", &deflated(&icc)[..]].concat(),
            )
        }),
        Slot::new("in the gaps of a profile's table", |bytes| {
            let tags = vec![(b"A2B0", icc::staged(3, bytes))];
            let icc = icc::profile(b"RGB ", b"Lab ", &tags, "");
            with_chunk(
                &still(),
                b"iCCP",
                &[b"name\0\0", &deflated(&icc)[..]].concat(),
            )
        }),
    ]
}

fn pixels() -> Vec<Slot> {
    let picture = || photo(SIZE.0, SIZE.1);
    let indices = |most: u8| -> Vec<u8> {
        (0..SIZE.1)
            .flat_map(|y| {
                let row = (0..SIZE.0).map(move |x| ((x / 5 + y / 3) % 3) as u8 * (most / 2));
                std::iter::once(0).chain(row)
            })
            .collect()
    };
    vec![
        Slot::new("behind the stream of the pixels", move |bytes| {
            let data = [&stream(&picture())[..], bytes].concat();
            file_of(&[(b"IHDR", &header(2)), (b"IDAT", &data), (b"IEND", &[])])
        }),
        Slot::new("in a piece of its own behind the stream", move |bytes| {
            let data = stream(&picture());
            file_of(&[
                (b"IHDR", &header(2)),
                (b"IDAT", &data),
                (b"IDAT", bytes),
                (b"IEND", &[]),
            ])
        }),
        Slot::new("rows behind the last one", move |bytes| {
            let rows = picture().samples;
            let rows: Vec<u8> = rows
                .chunks(192)
                .flat_map(|row| [&[0], row].concat())
                .collect();
            let data = deflated(&[&rows[..], bytes].concat());
            file_of(&[(b"IHDR", &header(2)), (b"IDAT", &data), (b"IEND", &[])])
        }),
        Slot::new("a palette that only suggests", |bytes| {
            let mut palette = bytes.to_vec();
            palette.resize(768, 0);
            with_chunk(&still(), b"PLTE", &palette)
        }),
        Slot::new("free places of a palette", move |bytes| {
            let mut palette: Vec<u8> = (0..768).map(|n| (n % 251) as u8).collect();
            palette[400..400 + bytes.len()].copy_from_slice(bytes);
            let data = deflated(&indices(254));
            file_of(&[
                (b"IHDR", &header(3)),
                (b"PLTE", &palette),
                (b"IDAT", &data),
                (b"IEND", &[]),
            ])
        }),
        Slot::new("places of a palette behind the last one", move |bytes| {
            let mut palette = vec![0; 768];
            palette[600..600 + bytes.len()].copy_from_slice(bytes);
            let data = deflated(&indices(10));
            file_of(&[
                (b"IHDR", &header(3)),
                (b"PLTE", &palette),
                (b"IDAT", &data),
                (b"IEND", &[]),
            ])
        }),
        Slot::new("transparency of colours that do not occur", move |bytes| {
            let mut alpha = vec![255; 256];
            alpha[100..100 + bytes.len()].copy_from_slice(bytes);
            alpha[254] = 7;
            let palette: Vec<u8> = (0..768).map(|n| (n % 251) as u8).collect();
            let data = deflated(&indices(254));
            let chunks: [(&[u8; 4], &[u8]); 5] = [
                (b"IHDR", &header(3)),
                (b"PLTE", &palette),
                (b"tRNS", &alpha),
                (b"IDAT", &data),
                (b"IEND", &[]),
            ];
            file_of(&chunks)
        }),
    ]
}

fn animations() -> Vec<Slot> {
    let mut slots = Vec::new();
    for (kind, name) in [(b"tEXt", "text"), (b"prVt", "something private")] {
        slots.push(Slot::new(format!("{name} in an animation"), move |bytes| {
            with_chunk(&animated(), kind, bytes)
        }));
        slots.push(Slot::new(format!("{name} between frames"), move |bytes| {
            let file = animated();
            let second = file
                .windows(4)
                .rposition(|window| window == b"fcTL")
                .unwrap()
                - 4;
            [&file[..second], &chunk(kind, bytes), &file[second..]].concat()
        }));
    }
    slots.push(Slot::new(
        "the text of a default picture that is no frame",
        |bytes| {
            let hidden = draw(SIZE.0, SIZE.1, |_, _| [0; 3]);
            let mut samples = hidden.samples.clone();
            samples[300..300 + bytes.len()].copy_from_slice(bytes);
            let hidden = Pixels { samples, ..hidden };
            let frames = || {
                [
                    Frame::new(photo(16, 12), (2, 4), 5, 1),
                    Frame::new(photo(16, 12), (20, 4), 5, 1),
                ]
            };
            animations::apng(Some(&hidden), 0, &frames())
        },
    ));
    slots.push(Slot::new("behind the stream of a frame", |bytes| {
        let file = animated();
        let at = file
            .windows(4)
            .position(|window| window == b"fdAT")
            .unwrap()
            - 4;
        let len = u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        let data = [&file[at + 8..at + 8 + len], bytes].concat();
        [&file[..at], &chunk(b"fdAT", &data), &file[at + 12 + len..]].concat()
    }));
    slots.push(Slot::new("rows of a frame behind its last one", |bytes| {
        let file = animated();
        let at = file
            .windows(4)
            .position(|window| window == b"fdAT")
            .unwrap()
            - 4;
        let len = u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        let rows =
            miniz_oxide::inflate::decompress_to_vec_zlib(&file[at + 12..at + 8 + len]).unwrap();
        let data = [
            &file[at + 8..at + 12],
            &deflated(&[&rows[..], bytes].concat()),
        ]
        .concat();
        [&file[..at], &chunk(b"fdAT", &data), &file[at + 12 + len..]].concat()
    }));
    slots.push(Slot::new("frames of a still picture", |bytes| {
        let file = still();
        let end = file.len() - 12;
        let data = [&[0, 0, 0, 1][..], &deflated(bytes)].concat();
        [&file[..end], &chunk(b"fdAT", &data), &file[end..]].concat()
    }));
    slots
}
