//! The slots of a HEIC (ISO/IEC 23008-12): those of an AVIF, which is made of the same boxes, and what HEVC adds.

use super::pictures::avif::{File, Item, full, plain};
use super::pictures::{Value, exif, icc};
use super::{Slot, avif};
use pellicle::picture::Class;

/// The coded picture: nothing here reads it.
const CODED: [u8; 90] = [7; 90];

pub fn slots() -> Vec<Slot> {
    let shared = avif::around_the_pixels().into_iter();
    let shared = shared.map(|slot| slot.within(as_heic));
    shared.chain(own()).collect()
}

/// The same boxes under the names of a HEIC: brands, and the items and properties of a coded picture.
fn as_heic(mut file: Vec<u8>) -> Vec<u8> {
    for (avif, heic) in [(b"avif", b"heic"), (b"av01", b"hvc1"), (b"av1C", b"hvcC")] {
        for at in 0..file.len() - 3 {
            if &file[at..at + 4] == avif {
                file[at..at + 4].copy_from_slice(heic);
            }
        }
    }
    file
}

fn picture(data: &[u8], behind_configuration: &[u8]) -> Item {
    Item {
        properties: vec![
            full(b"ispe", 0, &[&[0, 0, 0, 64, 0, 0, 0, 48]]),
            full(b"pixi", 0, &[&[3, 8, 8, 8]]),
            plain(b"hvcC", &[&[1; 23], behind_configuration]),
        ],
        ..Item::new(b"hvc1", data)
    }
}

fn file_of(picture: Item) -> Vec<u8> {
    as_heic(File::new(vec![picture]).write())
}

fn own() -> Vec<Slot> {
    let mut slots = Vec::new();
    for kind in [b"prof", b"rICC"] {
        let name = format!(
            "texts and gaps of a profile, {}",
            String::from_utf8_lossy(kind)
        );
        let slot = Slot::if_it_fits(name, move |bytes| {
            let text = std::str::from_utf8(bytes).ok()?;
            let text = (!text.contains('\0')).then_some(text)?;
            let tags = icc::shaper(icc::DISPLAY_P3, &icc::srgb_curve());
            let icc = icc::profile(b"RGB ", b"XYZ ", &tags, text);
            let property = plain(b"colr", &[kind, &icc]);
            Some(file_of(picture(&CODED, b"").with(property)))
        });
        slots.push(slot.says(&[Class::ColorProfile]));
    }
    // Apple's writers put the block's usual head before it, and skip that by the offset.
    slots.push(
        Slot::new("Exif behind a head", |bytes| {
            let block = exif(&[(0x0112, Value::Short(6)), (0x010F, Value::Bytes(bytes))]);
            let data = [&[0, 0, 0, 6][..], b"Exif\0\0", &block].concat();
            let mut file = File::new(vec![picture(&CODED, b""), Item::new(b"Exif", &data)]);
            file.references = vec![(b"cdsc", 2, vec![1])];
            as_heic(file.write())
        })
        .says(&[Class::Camera]),
    );
    slots.push(
        Slot::new("behind the last item's data", |bytes| {
            let file = file_of(picture(&CODED, b""));
            let data_at = file.len() - 8 - CODED.len();
            let data = plain(b"mdat", &[&CODED, bytes]);
            [&file[..data_at], &data].concat()
        })
        .says(&[Class::Unknown]),
    );
    // What only a decoder reads is named by no receipt.
    slots.push(
        Slot::new("a message among the coded data", |bytes| {
            // Supplemental information that nobody registered (ITU-T H.265, D.2.7), behind its length.
            let head = [0x4E, 1, 5, 16 + bytes.len() as u8];
            let message = [&head[..], &[9; 16], bytes].concat();
            let length = (message.len() as u32).to_be_bytes();
            file_of(picture(&[&length[..], &message, &CODED].concat(), b""))
        })
        .says(&[]),
    );
    slots.push(
        Slot::new("behind the decoder's configuration", |bytes| {
            file_of(picture(&CODED, bytes))
        })
        .says(&[]),
    );
    slots
}
