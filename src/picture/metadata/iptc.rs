//! Photoshop's image resources and the IPTC records among them (IIM 4.2).

use super::super::receipt::{Class, Found};
use super::{Bytes, exif, xmp};

/// Resources or datasets read in one block; real files have a few dozen.
const MAX_ITEMS: usize = 1024;

/// Reads a list of resources: `8BIM`, an id, a Pascal string padded to even, a length, data padded to even.
pub(in crate::picture) fn read_photoshop(block: &[u8], found: &mut Found) {
    let bytes = Bytes {
        data: block,
        big_endian: true,
    };
    let mut at = 0;
    let mut read = 0;
    while read < MAX_ITEMS && block.get(at..at + 4) == Some(b"8BIM") {
        let (Some(id), Some(&name_len)) = (bytes.u16(at + 4), block.get(at + 6)) else {
            break;
        };
        // The length byte and the name together are padded to an even length.
        let len_at = at + 6 + (usize::from(name_len) + 2) / 2 * 2;
        let Some(len) = bytes.u32(len_at).map(|len| len as usize) else {
            break;
        };
        let end = (len_at + 4).saturating_add(len);
        let Some(data) = block.get(len_at + 4..end) else {
            break;
        };
        resource(id, data, found);
        read += 1;
        at = end + len % 2;
    }
    if read == 0 {
        found.add_bytes(Class::Unknown, block.len());
    }
}

fn resource(id: u16, data: &[u8], found: &mut Found) {
    match id {
        0x0404 => read_iim(data, found),
        0x0409 | 0x040C => found.add(Class::Thumbnail),
        0x040B | 0x040A => found.add(Class::Author),
        0x040F => found.add(Class::ColorProfile),
        0x0422 | 0x0423 => drop(exif::read(data, found)),
        0x0424 => xmp::read(data, found),
        0x0421 => found.add(Class::Software),
        // Density, print flags, half-tones, guides, a digest of the IPTC: what a program left of its work.
        _ => {
            if !found.has(Class::EditingHistory) {
                found.add(Class::EditingHistory);
            }
        }
    }
}

/// Reads IIM datasets: `1C`, record, dataset, a length of two bytes, data.
fn read_iim(data: &[u8], found: &mut Found) {
    let bytes = Bytes {
        data,
        big_endian: true,
    };
    let mut at = 0;
    for _ in 0..MAX_ITEMS {
        let Some(&[0x1C, record, dataset]) = data.get(at..).and_then(<[u8]>::first_chunk) else {
            break;
        };
        let Some(len) = bytes.u16(at + 3) else {
            break;
        };
        if record == 2
            && let Some(class) = class_of_dataset(dataset)
        {
            found.add(class);
        }
        at += 5 + usize::from(len & 0x7FFF);
    }
}

/// The application record's datasets (IIM 4.2, chapter 6).
fn class_of_dataset(dataset: u8) -> Option<Class> {
    Some(match dataset {
        // Record version and urgency.
        0 | 10 => return None,
        26 | 27 | 90..=101 => Class::Location,
        30..=38 | 47 | 55..=63 => Class::Date,
        80 | 85 | 110..=118 => Class::Author,
        // The state of a job, and its number.
        7 | 103 => Class::SerialNumber,
        5..=25 | 105 | 120..=122 => Class::Caption,
        65 | 70 => Class::Software,
        40 => Class::Comment,
        _ => Class::Text,
    })
}
