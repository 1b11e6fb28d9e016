//! The slots of an AVIF (ISO/IEC 14496-12 and 23008-12, MIAF, AV1).

use super::Slot;
use super::pictures::avif::{File, Item, full, grid, kept_units, plain, unit, units};
use super::pictures::{Value, exif, icc};
use pellicle::picture::Class;

const ALPHA: &str = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";

/// The types of `uuid` boxes that programs write.
const C2PA: [u8; 16] = [
    0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81,
];
const XMP: [u8; 16] = [
    0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
];

/// The picture, and another item that refers to it.
fn with_item(item: Item, reference: &'static [u8; 4]) -> Vec<u8> {
    File {
        references: vec![(reference, 2, vec![1])],
        ..File::new(vec![Item::picture(&units()), item])
    }
    .write()
}

/// A name, which has to be a text.
fn name(bytes: &[u8]) -> Option<Vec<u8>> {
    bytes
        .iter()
        .all(|&byte| byte != 0)
        .then(|| [bytes, &[0]].concat())
}

fn auxiliary(kind: &str, subtype: &[u8]) -> Vec<u8> {
    full(b"auxC", 0, &[kind.as_bytes(), &[0], subtype])
}

pub fn slots() -> Vec<Slot> {
    [around_the_pixels(), pixels()]
        .into_iter()
        .flatten()
        .collect()
}

/// The slots that are none of AV1's, but of every file that is made of such boxes.
pub fn around_the_pixels() -> Vec<Slot> {
    [boxes(), items(), properties()]
        .into_iter()
        .flatten()
        .collect()
}

fn boxes() -> Vec<Slot> {
    let mut slots = Vec::new();
    let kinds: [(&[u8; 4], &[u8], Class); 9] = [
        (b"uuid", &[7; 16], Class::Unknown),
        (b"uuid", &C2PA, Class::ContentCredentials),
        (b"uuid", &XMP, Class::Unknown),
        (b"free", b"", Class::Unknown),
        (b"skip", b"", Class::Unknown),
        (b"udta", b"", Class::Unknown),
        (b"mpvd", b"", Class::Video),
        (b"mdat", b"", Class::Unknown),
        (b"prvt", b"", Class::Unknown),
    ];
    for (kind, head, class) in kinds {
        let what = format!("{} {head:02X?}", String::from_utf8_lossy(kind));
        let file = move |bytes: &[u8], place: u8| {
            let part = plain(kind, &[head, bytes]);
            let mut file = File::still();
            match place {
                0 => file.before = part,
                1 => file.behind = part,
                _ => file.in_meta = part,
            }
            file.write()
        };
        for (place, where_it_is) in ["before the items", "behind the data", "among the items"]
            .into_iter()
            .enumerate()
        {
            let slot = Slot::new(format!("{what} {where_it_is}"), move |bytes| {
                file(bytes, place as u8)
            });
            slots.push(match (place, kind) {
                (2, _) => slot.says(&[Class::Unknown]),
                _ => slot.says(&[class]),
            });
        }
    }
    slots.push(
        Slot::new("behind the last box", |bytes| {
            [&File::still().write(), bytes].concat()
        })
        .says(&[Class::TrailingData]),
    );
    slots.push(
        Slot::new("a second list of items", |bytes| {
            let mut other = File::still();
            other.in_meta = plain(b"free", &[bytes]);
            [&File::still().write()[..], &other.write()[28..]].concat()
        })
        .says(&[Class::Unknown]),
    );
    slots.push(
        Slot::if_it_fits("brands", |bytes| {
            let mut file = File::still();
            file.brands = bytes.len().is_multiple_of(4).then(|| bytes.to_vec())?;
            Some(file.write())
        })
        .says(&[]),
    );
    slots.push(
        Slot::if_it_fits("the name of what the items are", |bytes| {
            let mut file = File::still();
            file.handler = name(bytes)?;
            Some(file.write())
        })
        .says(&[Class::Text]),
    );
    let among = |part: Vec<u8>| {
        let mut file = File::still();
        file.in_meta = part;
        file.write()
    };
    slots.push(
        Slot::new("where data may lie", move |bytes| {
            let place = full(b"url ", 0, &[bytes]);
            let places = full(b"dref", 0, &[&[0, 0, 0, 1], &place]);
            among(plain(b"dinf", &[&places]))
        })
        .says(&[]),
    );
    slots.push(
        Slot::new("groups of items", move |bytes| {
            let group = full(b"altr", 0, &[&[0, 0, 0, 1, 0, 0, 0, 0], bytes]);
            among(plain(b"grpl", &[&group]))
        })
        .says(&[]),
    );
    slots.push(
        Slot::new("data within the items", move |bytes| {
            among(plain(b"idat", &[bytes]))
        })
        .says(&[Class::Unknown]),
    );
    slots.push(
        Slot::new("data that belongs to no item", |bytes| {
            let mut file = File::still();
            file.between = bytes.to_vec();
            file.write()
        })
        .says(&[Class::Unknown]),
    );
    slots
}

fn items() -> Vec<Slot> {
    let mut slots = Vec::new();
    slots.push(
        Slot::new("Exif", |bytes| {
            let block = exif(&[(0x0112, Value::Short(6)), (0x010F, Value::Bytes(bytes))]);
            with_item(Item::new(b"Exif", &[&[0; 4], &block[..]].concat()), b"cdsc")
        })
        .says(&[Class::Camera]),
    );
    slots.push(
        Slot::new("XMP", |bytes| {
            let mut item = Item::new(b"mime", &[b"<x:xmpmeta dc:title='", bytes].concat());
            item.texts = b"\0application/rdf+xml\0".to_vec();
            with_item(item, b"cdsc")
        })
        .says(&[Class::Caption]),
    );
    slots.push(
        Slot::if_it_fits("a content type", |bytes| {
            let mut item = Item::new(b"mime", b"x");
            item.texts = [&[0], &name(bytes)?[..]].concat();
            Some(with_item(item, b"cdsc"))
        })
        .says(&[Class::Unknown]),
    );
    for (kind, class) in [
        (b"uri ", Class::Unknown),
        (b"jpeg", Class::HiddenPicture),
        (b"hvc1", Class::HiddenPicture),
        (b"tmap", Class::GainMap),
        (b"iden", Class::HiddenPicture),
        (b"prvt", Class::Unknown),
    ] {
        let what = String::from_utf8_lossy(kind).into_owned();
        slots.push(
            Slot::new(format!("an item of kind {what}"), move |bytes| {
                with_item(Item::new(kind, bytes), b"cdsc")
            })
            .says(&[class]),
        );
    }
    slots.push(
        Slot::if_it_fits("the name of the picture", |bytes| {
            let mut picture = Item::picture(&units());
            picture.texts = name(bytes)?;
            Some(File::new(vec![picture]).write())
        })
        .says(&[Class::Text]),
    );
    slots.push(
        Slot::if_it_fits("the name of another item", |bytes| {
            let mut item = Item::new(b"Exif", &[0; 20]);
            item.texts = name(bytes)?;
            Some(with_item(item, b"cdsc"))
        })
        .says(&[Class::Text, Class::Unknown]),
    );
    let hidden = |bytes: &[u8]| Item::picture(&[units(), unit(15, bytes)].concat());
    slots.push(
        Slot::new("a thumbnail", move |bytes| {
            with_item(hidden(bytes), b"thmb")
        })
        .says(&[Class::Thumbnail]),
    );
    slots.push(
        Slot::new("another picture", move |bytes| {
            File::new(vec![Item::picture(&units()), hidden(bytes)]).write()
        })
        .says(&[Class::HiddenPicture]),
    );
    for (kind, class) in [
        (
            "urn:mpeg:mpegB:cicp:systems:auxiliary:depth",
            Class::DepthMap,
        ),
        ("urn:mpeg:hevc:2015:auxid:2", Class::DepthMap),
        ("urn:com:apple:photo:2020:aux:hdrgainmap", Class::GainMap),
        (
            "urn:com:apple:photo:2018:aux:portraiteffectsmatte",
            Class::HiddenPicture,
        ),
    ] {
        slots.push(
            Slot::new(format!("an auxiliary picture: {kind}"), move |bytes| {
                with_item(hidden(bytes).with(auxiliary(kind, b"")), b"auxl")
            })
            .says(&[class]),
        );
    }
    slots
}

fn properties() -> Vec<Slot> {
    let mut slots = Vec::new();
    let with = |property: Vec<u8>| File::new(vec![Item::picture(&units()).with(property)]).write();
    let kinds: [(&[u8; 4], &[u8]); 14] = [
        (b"udes", b"\0\0\0\0en\0"),
        (b"crtt", b"\0\0\0\0"),
        (b"pasp", b""),
        (b"clli", b""),
        (b"mdcv", b""),
        (b"cclv", b""),
        (b"rloc", b"\0\0\0\0"),
        (b"a1lx", b"\0"),
        (b"uuid", &[9; 16]),
        (b"prvt", b""),
        (b"colr", b"none"),
        // These are kept, and what stands behind their fields is not.
        (b"irot", &[1]),
        (b"imir", &[1]),
        (
            b"clap",
            b"\0\0\0\x40\0\0\0\x01\0\0\0\x30\0\0\0\x01\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\x01",
        ),
    ];
    for (kind, head) in kinds {
        let what = String::from_utf8_lossy(kind).into_owned();
        let class = match kind {
            b"udes" => Some(Class::Caption),
            b"crtt" => Some(Class::Date),
            b"colr" => Some(Class::ColorProfile),
            b"uuid" | b"prvt" => Some(Class::Unknown),
            // What shows the picture, with or without more behind it.
            _ => None,
        };
        slots.push(
            Slot::new(format!("property {what}"), move |bytes| {
                with(plain(kind, &[head, bytes]))
            })
            .says(class.as_slice()),
        );
    }
    for (place, what) in ["its size", "its depth", "its kind", "its code points"]
        .into_iter()
        .enumerate()
    {
        slots.push(
            Slot::new(format!("behind {what}"), move |bytes| {
                let mut picture = Item::picture(&units());
                let property = &picture.properties[place];
                let kind: [u8; 4] = property[4..8].try_into().unwrap();
                picture.properties[place] = plain(&kind, &[&property[8..], bytes]);
                File::new(vec![picture]).write()
            })
            .says(&[]),
        );
    }
    slots.push(
        Slot::new("a property of another item", |bytes| {
            let item = Item::new(b"prvt", b"x").with(plain(b"prvt", &[bytes]));
            with_item(item, b"cdsc")
        })
        .says(&[Class::Unknown]),
    );
    slots.push(
        Slot::new("what transparency is said to be, further", |bytes| {
            let alpha = Item::picture(&units()).with(auxiliary(ALPHA, bytes));
            with_item(alpha, b"auxl")
        })
        .says(&[]),
    );
    for (what, colorants) in [
        ("an odd profile", icc::ODD),
        ("a profile of Display P3", icc::DISPLAY_P3),
    ] {
        let slot = move |bytes: &[u8]| {
            let text = std::str::from_utf8(bytes).ok()?;
            let text = (!text.contains('\0')).then_some(text)?;
            let tags = icc::shaper(colorants, &icc::srgb_curve());
            let icc = icc::profile(b"RGB ", b"XYZ ", &tags, text);
            Some(with(plain(b"colr", &[b"prof", &icc])))
        };
        slots.push(
            Slot::if_it_fits(format!("the texts and gaps of {what}"), slot)
                .says(&[Class::ColorProfile]),
        );
    }
    slots
}

fn pixels() -> Vec<Slot> {
    let mut slots = Vec::new();
    let of = |data: Vec<u8>| File::new(vec![Item::picture(&data)]).write();
    // 2: a delimiter that is not empty; 5: metadata, here of ITU-T T.35; 8: a list of tiles; 15: filling; the others
    // are reserved.
    for kind in [0, 2, 5, 8, 9, 12, 14, 15] {
        let before = Slot::new(
            format!("a unit of kind {kind} before the header"),
            move |bytes| of([unit(kind, bytes), kept_units()].concat()),
        );
        let behind = Slot::new(
            format!("a unit of kind {kind} behind the frame"),
            move |bytes| {
                let head = if kind == 5 { &[4, 0xB5][..] } else { &[] };
                of([units(), unit(kind, &[head, bytes].concat())].concat())
            },
        );
        slots.extend([before, behind].map(|slot| slot.says(&[Class::Unknown])));
    }
    slots.push(Slot::new(
        "behind the last field of the header",
        move |bytes| {
            let units = kept_units();
            let header = unit(1, &[&units[2..11], bytes].concat());
            of([&header, &units[11..]].concat())
        },
    ));
    slots.push(Slot::new("a header that is repeated", move |bytes| {
        let units = kept_units();
        let repeated = unit(1, &[&units[2..11], bytes].concat());
        of([&units[..11], &repeated, &units[11..]].concat())
    }));
    slots.push(
        Slot::new("behind a grid", |bytes| {
            [grid(), plain(b"free", &[bytes])].concat()
        })
        .says(&[Class::Unknown]),
    );
    slots
}
