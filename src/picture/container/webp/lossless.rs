//! The pixels of a lossless WebP, walked code by code to find where they end (RFC 9649, 3).
//!
//! A decoder stops at the last pixel, whatever the chunk still holds. Pixels are only computed of the small pictures
//! that say which codes hold where.

mod bits;
mod prefix;

use super::super::super::refusal::malformed;
use super::chunks::lossless_size;
use crate::error::Error;
use bits::Bits;
use pellicle_pixels::Size;
use prefix::Prefix;

/// Lengths and distances that copies begin with, beside the 256 levels of green.
const LENGTH_CODES: usize = 24;
const DISTANCE_CODES: usize = 40;

/// Codes for different places of one picture: encoders write at most 2600.
const MAX_GROUPS: u32 = 10_000;

/// The data of a `VP8L` chunk up to the last bit that a decoder reads.
///
/// # Errors
/// `malformed` where it ends early, or codes what cannot be.
pub(in crate::picture) fn written(data: &[u8]) -> Result<Vec<u8>, Error> {
    let size = lossless_size(data).ok_or_else(cut)?;
    let mut bits = Bits::new(data);
    // The signature, both sides, and whether there is alpha; then a version, of which there is one.
    bits.read(8 + 14);
    bits.read(14 + 1);
    if bits.read(3) != 0 {
        return Err(malformed("it has a version that does not exist"));
    }
    walk(&mut bits, size)?;
    bits.read_bytes().ok_or_else(cut)
}

/// The data of an `ALPH` chunk likewise (2.7.1.2): its levels as they are, or as the green of a lossless picture.
pub(in crate::picture) fn written_alpha(data: &[u8], size: Size) -> Result<Vec<u8>, Error> {
    let (&flags, levels) = data.split_first().ok_or_else(cut)?;
    // The two bits above mean nothing.
    let mut written = vec![flags & 0x3F];
    match flags & 3 {
        0 => {
            let count = usize::try_from(size.pixels()).map_err(|_| cut())?;
            written.extend_from_slice(levels.get(..count).ok_or_else(cut)?);
        }
        1 => {
            let mut bits = Bits::new(levels);
            walk(&mut bits, size)?;
            written.append(&mut bits.read_bytes().ok_or_else(cut)?);
        }
        _ => {
            return Err(malformed(
                "its transparency is packed in a way that does not exist",
            ));
        }
    }
    Ok(written)
}

fn cut() -> Error {
    malformed("its pixels end early")
}

/// Transforms, then the pixels.
fn walk(bits: &mut Bits<'_>, size: Size) -> Result<(), Error> {
    let mut width = size.width;
    let mut seen = [false; 4];
    while bits.read(1) == 1 {
        let kind = bits.read(2) as usize;
        if core::mem::replace(&mut seen[kind], true) {
            return Err(malformed("a transform of it comes twice"));
        }
        match kind {
            // A prediction, or a correlation of colours, for each block.
            0 | 1 => {
                let block_bits = 2 + bits.read(3);
                picture(
                    bits,
                    blocks(width, block_bits),
                    blocks(size.height, block_bits),
                    Role::Small,
                )?;
            }
            // Green is subtracted from the others.
            2 => {}
            // A palette: few colours share a pixel.
            _ => {
                let colors = 1 + bits.read(8);
                picture(bits, colors, 1, Role::Small)?;
                let shared_bits = match colors {
                    0..=2 => 3,
                    3..=4 => 2,
                    5..=16 => 1,
                    _ => 0,
                };
                width = blocks(width, shared_bits);
            }
        }
    }
    picture(bits, width, size.height, Role::Main)?;
    Ok(())
}

fn blocks(side: u32, bits: u32) -> u32 {
    side.div_ceil(1 << bits)
}

/// What a coded picture is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// The pixels themselves: their codes may differ from place to place.
    Main,
    /// Parameters of a transform.
    Small,
    /// Which codes hold where: its pixels are needed.
    Codes,
}

/// Reads one coded picture (3.7). Gives its pixels where they are needed, else nothing.
fn picture(bits: &mut Bits<'_>, width: u32, height: u32, role: Role) -> Result<Vec<u32>, Error> {
    let cache_bits = match bits.read(1) {
        1 => bits.read(4),
        _ => 0,
    };
    if cache_bits > 11 {
        return Err(malformed("its cache of colours is impossible"));
    }
    let places = match role {
        Role::Main if bits.read(1) == 1 => Some(Places::read(bits, width, height)?),
        _ => None,
    };
    let count = places.as_ref().map_or(1, |places| places.count);
    let mut groups = Vec::new();
    for _ in 0..count {
        groups.push(Group::read(bits, cache_bits)?);
        if bits.is_exhausted() {
            return Err(cut());
        }
    }
    let mut pixels = Pixels {
        width,
        count: width as usize * height as usize,
        done: 0,
        kept: (role == Role::Codes).then(|| Kept {
            pixels: Vec::new(),
            cache: vec![0; 1 << cache_bits],
            cache_bits,
        }),
    };
    while pixels.done < pixels.count {
        let group = match &places {
            Some(places) => &groups[places.group(pixels.done, width)],
            None => &groups[0],
        };
        pixels.read(bits, group)?;
        if bits.is_exhausted() {
            return Err(cut());
        }
    }
    Ok(pixels.kept.map_or(Vec::new(), |kept| kept.pixels))
}

/// The picture of which codes hold where (3.7.2.2).
struct Places {
    bits: u32,
    columns: u32,
    groups: Vec<u32>,
    count: u32,
}

impl Places {
    fn read(bits: &mut Bits<'_>, width: u32, height: u32) -> Result<Self, Error> {
        let block_bits = 2 + bits.read(3);
        let columns = blocks(width, block_bits);
        let mut groups = picture(bits, columns, blocks(height, block_bits), Role::Codes)?;
        // Red and green hold the number.
        groups
            .iter_mut()
            .for_each(|pixel| *pixel = *pixel >> 8 & 0xFFFF);
        let count = groups.iter().max().map_or(1, |last| last + 1);
        if count > MAX_GROUPS {
            return Err(malformed("it has more codes than any encoder writes"));
        }
        Ok(Self {
            bits: block_bits,
            columns,
            groups,
            count,
        })
    }

    #[inline]
    fn group(&self, pixel: usize, width: u32) -> usize {
        let (column, row) = (pixel as u32 % width, pixel as u32 / width);
        self.groups[((row >> self.bits) * self.columns + (column >> self.bits)) as usize] as usize
    }
}

/// The five codes that hold together.
struct Group {
    green: Prefix,
    red: Prefix,
    blue: Prefix,
    alpha: Prefix,
    distance: Prefix,
}

impl Group {
    fn read(bits: &mut Bits<'_>, cache_bits: u32) -> Result<Self, Error> {
        let cached = if cache_bits > 0 { 1 << cache_bits } else { 0 };
        Ok(Self {
            green: Prefix::read(bits, 256 + LENGTH_CODES + cached)?,
            red: Prefix::read(bits, 256)?,
            blue: Prefix::read(bits, 256)?,
            alpha: Prefix::read(bits, 256)?,
            distance: Prefix::read(bits, DISTANCE_CODES)?,
        })
    }
}

/// The pixels of a picture as they come.
struct Pixels {
    width: u32,
    count: usize,
    done: usize,
    kept: Option<Kept>,
}

struct Kept {
    pixels: Vec<u32>,
    cache: Vec<u32>,
    cache_bits: u32,
}

impl Pixels {
    /// One pixel, or a copy of several.
    #[inline]
    fn read(&mut self, bits: &mut Bits<'_>, group: &Group) -> Result<(), Error> {
        let symbol = usize::from(group.green.symbol(bits));
        if symbol < 256 {
            let red = group.red.symbol(bits);
            let blue = group.blue.symbol(bits);
            let alpha = group.alpha.symbol(bits);
            self.done += 1;
            if let Some(kept) = &mut self.kept {
                let [red, blue, alpha] = [red, blue, alpha].map(u32::from);
                kept.push(alpha << 24 | red << 16 | (symbol as u32) << 8 | blue);
            }
        } else if symbol < 256 + LENGTH_CODES {
            let length = value(bits, symbol - 256) as usize;
            let code = usize::from(group.distance.symbol(bits));
            let distance = distance(value(bits, code), self.width);
            if distance > self.done || length > self.count - self.done {
                return Err(malformed("it copies what is not there"));
            }
            self.done += length;
            if let Some(kept) = &mut self.kept {
                (0..length).for_each(|_| kept.push(kept.pixels[kept.pixels.len() - distance]));
            }
        } else {
            self.done += 1;
            if let Some(kept) = &mut self.kept {
                kept.push(kept.cache[symbol - 256 - LENGTH_CODES]);
            }
        }
        Ok(())
    }
}

impl Kept {
    fn push(&mut self, pixel: u32) {
        self.pixels.push(pixel);
        if self.cache_bits > 0 {
            // The multiplier of 3.6.3.
            let place = pixel.wrapping_mul(0x1E35_A7BD) >> (32 - self.cache_bits);
            self.cache[place as usize] = pixel;
        }
    }
}

/// A length or distance of a copy: its code says how many bits follow (3.6.1).
#[inline]
fn value(bits: &mut Bits<'_>, code: usize) -> u32 {
    if code < 4 {
        return code as u32 + 1;
    }
    let extra = (code as u32 - 2) >> 1;
    let offset = (2 + (code as u32 & 1)) << extra;
    offset + bits.read(extra) + 1
}

/// Pixels to go back: the first 120 distances name neighbours by column and row (3.6.2).
fn distance(code: u32, width: u32) -> usize {
    match NEIGHBOURS.get(code as usize - 1) {
        Some(neighbour) => {
            let (up, left) = (i64::from(neighbour >> 4), 8 - i64::from(neighbour & 15));
            (up * i64::from(width) + left).max(1) as usize
        }
        None => code as usize - NEIGHBOURS.len(),
    }
}

/// How far up, in the upper four bits, and eight less how far to the left.
const NEIGHBOURS: [u8; 120] = [
    24, 7, 23, 25, 40, 6, 39, 41, 22, 26, 38, 42, 56, 5, 55, 57, 21, 27, 54, 58, 37, 43, 72, 4, 71,
    73, 20, 28, 53, 59, 70, 74, 36, 44, 88, 69, 75, 52, 60, 3, 87, 89, 19, 29, 86, 90, 35, 45, 68,
    76, 85, 91, 51, 61, 104, 2, 103, 105, 18, 30, 102, 106, 34, 46, 84, 92, 67, 77, 101, 107, 50,
    62, 120, 1, 119, 121, 83, 93, 17, 31, 100, 108, 66, 78, 118, 122, 33, 47, 117, 123, 49, 63, 99,
    109, 82, 94, 0, 116, 124, 65, 79, 16, 32, 98, 110, 48, 115, 125, 81, 95, 64, 114, 126, 97, 111,
    80, 113, 127, 96, 112,
];
