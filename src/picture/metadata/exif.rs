//! Exif (CIPA DC-008, over TIFF 6.0): the orientation, and which classes of tags there are.

use super::super::receipt::{Class, Found};
use super::Bytes;
use pellicle_pixels::Orientation;

/// Entries read in one block, over all of its directories: real files have a few hundred.
const MAX_ENTRIES: usize = 4096;

/// Directories read in one block; a loop of pointers ends here.
const MAX_DIRECTORIES: usize = 16;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Directory {
    Main,
    Exif,
    Gps,
    Thumbnail,
}

/// Reads a TIFF block; `Exif\0\0` has been taken off.
///
/// Returns the orientation of the main picture: upright where there is none.
pub(in crate::picture) fn read(block: &[u8], found: &mut Found) -> Orientation {
    let big_endian = match block.get(..4) {
        Some(b"MM\0*") => true,
        Some(b"II*\0") => false,
        _ => {
            found.add_bytes(Class::Unknown, block.len());
            return Orientation::default();
        }
    };
    let bytes = Bytes {
        data: block,
        big_endian,
    };
    let mut orientation = Orientation::default();
    let mut entries_left = MAX_ENTRIES;
    let mut visited = Vec::new();
    let mut pending = vec![(Directory::Main, bytes.u32(4))];
    while let Some((directory, offset)) = pending.pop() {
        let Some(offset) = offset.map(|offset| offset as usize) else {
            continue;
        };
        if offset == 0 || visited.len() == MAX_DIRECTORIES || visited.contains(&offset) {
            continue;
        }
        visited.push(offset);
        let count = usize::from(bytes.u16(offset).unwrap_or(0));
        for index in 0..count {
            let entry = offset + 2 + 12 * index;
            let (Some(tag), Some(values)) = (bytes.u16(entry), bytes.u32(entry + 4)) else {
                break;
            };
            if entries_left == 0 {
                return orientation;
            }
            entries_left -= 1;
            match (directory, tag) {
                (Directory::Main, 0x0112) => {
                    orientation = Orientation::from_exif(bytes.u16(entry + 8).unwrap_or(1));
                }
                (_, 0x8769) => pending.push((Directory::Exif, bytes.u32(entry + 8))),
                (_, 0x8825) => pending.push((Directory::Gps, bytes.u32(entry + 8))),
                _ if values == 0 => {}
                _ => {
                    if let Some(class) = class_of(directory, tag) {
                        let width = bytes.u16(entry + 2).map_or(1, bytes_of_type);
                        found.add_bytes(
                            class,
                            (values as usize).saturating_mul(width).min(block.len()),
                        );
                    }
                }
            }
        }
        if directory == Directory::Main {
            pending.push((Directory::Thumbnail, bytes.u32(offset + 2 + 12 * count)));
        }
    }
    orientation
}

/// Bytes of one value (TIFF 6.0, section 2); types that it does not know count as bytes.
fn bytes_of_type(kind: u16) -> usize {
    match kind {
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 => 8,
        _ => 1,
    }
}

/// The class of a tag; `None` for what only describes the pixels or the block itself.
fn class_of(directory: Directory, tag: u16) -> Option<Class> {
    match directory {
        Directory::Gps => (tag != 0).then_some(Class::Location),
        Directory::Thumbnail => matches!(tag, 0x0111 | 0x0201).then_some(Class::Thumbnail),
        Directory::Main | Directory::Exif => class_of_tag(tag),
    }
}

fn class_of_tag(tag: u16) -> Option<Class> {
    Some(match tag {
        // Sizes, layout, density, colour space, versions of the standard.
        0x00FE..=0x0103
        | 0x0106
        | 0x0111
        | 0x0112
        | 0x0115..=0x0117
        | 0x011A..=0x011C
        | 0x0128
        | 0x012D
        | 0x013E
        | 0x013F
        | 0x0201..=0x0203
        | 0x0211..=0x0214
        | 0x9000
        | 0x9101
        | 0x9102
        | 0xA000..=0xA003
        | 0xA005
        | 0xA500 => return None,
        // Padding of Microsoft's, and their marker of its schema.
        0xEA1C | 0xEA1D => return None,
        0x010F | 0x0110 | 0x927C => Class::Camera,
        0xA432..=0xA434 => Class::Lens,
        0xA420 | 0xA431 | 0xA435 | 0xC62F => Class::SerialNumber,
        0x0132 | 0x9003 | 0x9004 | 0x9010..=0x9012 | 0x9290..=0x9292 | 0x882A => Class::Date,
        0x013B | 0x8298 | 0x9C9D | 0xA430 | 0xA437..=0xA439 => Class::Author,
        0x010D | 0x010E | 0x4746 | 0x4749 | 0x9C9B | 0x9C9E | 0x9C9F | 0xA436 => Class::Caption,
        0x9286 | 0x9C9C | 0xFE00 => Class::Comment,
        0x000B | 0x0131 | 0x013C | 0xA43A..=0xA43C => Class::Software,
        0x02BC | 0x83BB | 0x8649 => Class::EditingHistory,
        0x8773 => Class::ColorProfile,
        // Settings of the shot: exposure, flash, focus, scene.
        0x829A
        | 0x829D
        | 0x8822..=0x8833
        | 0x9201..=0x9217
        | 0x9400..=0x9405
        | 0xA20B..=0xA217
        | 0xA300..=0xA302
        | 0xA401..=0xA40C
        | 0xA460..=0xA462 => Class::Camera,
        _ => Class::Unknown,
    })
}
