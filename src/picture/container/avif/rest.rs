//! What an AVIF or HEIC carries besides its picture: read for the receipt alone.

use super::super::super::metadata::{exif, xmp};
use super::super::super::receipt::{Class, Found};
use super::super::trailer;
use super::boxes::{Box, Boxes};
use super::items::{Item, Items, data_limit};
use super::picture::is_alpha;
use memchr::memmem;

/// What an auxiliary picture is called has at most some forty bytes.
const AUXILIARY_BYTES: usize = 128;

/// The `uuid` box of C2PA (C2PA specification 2.1, A.5).
const C2PA: [u8; 16] = [
    0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81,
];
/// The `uuid` box of XMP (XMP specification, part 3).
const XMP: [u8; 16] = [
    0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
];

/// Notes every box and item that is no part of the picture: the `shown` items are, but for `other_bytes` in them.
pub(super) fn find(file: &[u8], items: &Items<'_>, shown: &[u32], other_bytes: usize) -> Found {
    let mut found = Found::default();
    let data_bytes = read_boxes(file, &mut found);
    for part in &items.others {
        if &part.kind != b"grpl" && !is_room(part) {
            found.add_bytes(Class::Unknown, part.data.len());
        }
    }
    read_name(items.handler, &mut found);
    let mut left = data_limit(file);
    for item in &items.list {
        let data = items.data(item, file, &mut left).unwrap_or_default();
        read_name(item.texts, &mut found);
        if shown.contains(&item.id) {
            read_properties(items, item, &mut found);
        } else {
            read_item(items, item, &data, &mut found);
        }
    }
    // Data that belongs to no item, and units that show nothing.
    let known_bytes = data_limit(file) - left;
    let stray_bytes = (data_bytes + items.within.len()).saturating_sub(known_bytes);
    for bytes in [stray_bytes, other_bytes] {
        if bytes > 0 {
            found.add_bytes(Class::Unknown, bytes);
        }
    }
    found
}

/// Whether it only keeps room free.
fn is_room(part: &Box<'_>) -> bool {
    matches!(&part.kind, b"free" | b"skip") && part.data.iter().all(|&byte| byte == 0)
}

/// Reads the outer boxes, and counts the bytes of data among them.
fn read_boxes(file: &[u8], found: &mut Found) -> usize {
    let mut boxes = Boxes::new(file);
    let mut data_bytes = 0;
    while let Ok(Some(part)) = boxes.next() {
        match &part.kind {
            b"ftyp" | b"meta" => {}
            b"mdat" => data_bytes += part.data.len(),
            // The motion photos of Samsung.
            b"mpvd" => found.add(Class::Video),
            b"uuid" if part.data.starts_with(&C2PA) => found.add(Class::ContentCredentials),
            b"uuid" if part.data.starts_with(&XMP) => xmp::read(&part.data[16..], found),
            _ if is_room(&part) => {}
            _ => found.add_bytes(Class::Unknown, part.data.len()),
        }
    }
    trailer::read(&file[boxes.position()..], found);
    data_bytes
}

/// Writers name items after what they are, or after a file; and the kind of items after themselves.
fn read_name(texts: &[u8], found: &mut Found) {
    const USUAL: [&[u8]; 9] = [
        b"",
        b"Color",
        b"Alpha",
        b"Exif",
        b"XMP",
        b"Image",
        b"libavif",
        b"pict",
        b"PictureHandler",
    ];
    let name = texts.split(|&byte| byte == 0).next().unwrap_or_default();
    if !USUAL.contains(&name) {
        found.add(Class::Text);
    }
}

fn read_properties(items: &Items<'_>, item: &Item<'_>, found: &mut Found) {
    for (property, _) in items.properties_of(item) {
        match &property.kind {
            b"colr" if property.data.get(..4) != Some(b"nclx") => found.add(Class::ColorProfile),
            b"udes" => found.add(Class::Caption),
            b"crtt" | b"mdft" => found.add(Class::Date),
            b"ispe" | b"pixi" | b"av1C" | b"hvcC" | b"colr" | b"clap" | b"irot" | b"imir"
            | b"auxC" => {}
            // What only helps to show it: the shape of a pixel, the brightness of a screen, layers.
            b"pasp" | b"clli" | b"mdcv" | b"cclv" | b"amve" | b"rloc" | b"lsel" | b"a1op"
            | b"a1lx" => {}
            _ => found.add_bytes(Class::Unknown, property.data.len()),
        }
    }
}

fn read_item(items: &Items<'_>, item: &Item<'_>, data: &[u8], found: &mut Found) {
    let is_auxiliary = |name: &[u8]| {
        items.properties_of(item).any(|(property, _)| {
            let name_of = &property.data[..property.data.len().min(AUXILIARY_BYTES)];
            &property.kind == b"auxC" && memmem::find(name_of, name).is_some()
        })
    };
    match &item.kind {
        // Behind an offset of the block's header, which is 0 or 6 in practice.
        b"Exif" => {
            let skipped = data.first_chunk().map_or(0, |len| u32::from_be_bytes(*len));
            let start = 4usize.saturating_add(skipped as usize);
            exif::read(data.get(start..).unwrap_or_default(), found);
        }
        b"mime" => xmp::read(data, found),
        b"tmap" => note(Class::GainMap, found),
        b"av01" | b"grid" | b"hvc1" | b"jpeg" | b"iovl" | b"iden" => {
            if !items.referred(b"thmb", item.id).is_empty() {
                found.add(Class::Thumbnail);
            } else if is_auxiliary(b"depth") || is_auxiliary(b"auxid:2") {
                note(Class::DepthMap, found);
            } else if is_auxiliary(b"hdrgainmap") {
                note(Class::GainMap, found);
            } else if !is_part(items, item) && !is_alpha(items, item.id) {
                found.add(Class::HiddenPicture);
            }
        }
        _ => found.add_bytes(Class::Unknown, data.len()),
    }
}

/// A part of a grid, or of a tone map, goes by what that is; the transparency of another picture likewise.
fn is_part(items: &Items<'_>, item: &Item<'_>) -> bool {
    let mut references = items.references.iter();
    references.any(|reference| &reference.kind == b"dimg" && reference.to.contains(&item.id))
}

fn note(class: Class, found: &mut Found) {
    if !found.has(class) {
        found.add(class);
    }
}
