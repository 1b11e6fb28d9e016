//! PNG text: its keyword says what it is, unless it is a whole block of metadata that was put into text.

use super::super::receipt::{Class, Found};
use super::{exif, iptc, xmp};

/// How many bytes of text may still be unpacked in a file: 4.7 MB can become a gigabyte.
pub(in crate::picture) struct Left(usize);

impl Default for Left {
    fn default() -> Self {
        Self(4 << 20)
    }
}

/// How many bytes one text is unpacked to at most: a block has a few kilobytes, and none may use up what others need.
const MAX_TEXT_BYTES: usize = 256 << 10;

/// Notes the classes of a `tEXt`, `zTXt` or `iTXt` chunk.
pub(in crate::picture) fn read(kind: &[u8; 4], chunk: &[u8], left: &mut Left, found: &mut Found) {
    // A keyword has 1 to 79 bytes of Latin-1, then a zero (PNG 3rd edition, 11.3.3.1).
    let head = &chunk[..chunk.len().min(80)];
    let keyword_bytes = head
        .iter()
        .position(|&byte| byte == 0)
        .unwrap_or(head.len());
    let keyword = String::from_utf8_lossy(&head[..keyword_bytes]).to_ascii_lowercase();
    let rest = chunk.get(keyword_bytes + 1..).unwrap_or_default();
    if keyword == "xml:com.adobe.xmp" {
        return xmp::read(&text(kind, rest, left), found);
    }
    if let Some(name) = keyword.strip_prefix("raw profile type ") {
        return match unhexed(&text(kind, rest, left)) {
            Some(block) => read_block(name, &block, found),
            None if matches!(name, "icc" | "icm") => found.add(Class::ColorProfile),
            None => found.add_bytes(Class::Unknown, chunk.len()),
        };
    }
    found.add(class_of(&keyword));
}

/// What stands behind the keyword, unpacked as far as it may be.
fn text(kind: &[u8; 4], rest: &[u8], left: &mut Left) -> Vec<u8> {
    let after_zero = |bytes: &[u8]| bytes.iter().position(|&byte| byte == 0).map(|at| at + 1);
    match (kind, rest) {
        (b"zTXt", [0, packed @ ..]) => unpacked(packed, left),
        // Whether it is packed, the method, a language and the keyword in it.
        (b"iTXt", [is_packed, method, words @ ..]) => {
            let second = after_zero(words).unwrap_or(words.len());
            let third = after_zero(&words[second..]).unwrap_or(0);
            match (is_packed, method) {
                (1, 0) => unpacked(&words[second + third..], left),
                _ => words[second + third..].to_vec(),
            }
        }
        _ => rest.to_vec(),
    }
}

fn unpacked(packed: &[u8], Left(left): &mut Left) -> Vec<u8> {
    let limit = MAX_TEXT_BYTES.min(*left);
    let text = miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(packed, limit)
        .unwrap_or_else(|failure| {
            // What is too long or damaged is read as far as it goes: behind that there are zeros.
            let mut text = failure.output;
            text.truncate(
                text.iter()
                    .rposition(|&byte| byte != 0)
                    .map_or(0, |last| last + 1),
            );
            text
        });
    *left = left.saturating_sub(text.len());
    text
}

/// A block as ImageMagick and ExifTool write it: its name, how many bytes it has, and those in hexadecimal digits, each on
/// lines of their own.
fn unhexed(text: &[u8]) -> Option<Vec<u8>> {
    let text = text.trim_ascii_start();
    let mut lines = text.splitn(3, |&byte| byte == b'\n');
    let (_name, len, digits) = (lines.next()?, lines.next()?, lines.next()?);
    len.trim_ascii()
        .iter()
        .all(u8::is_ascii_digit)
        .then_some(())?;
    let digit = |byte: &u8| char::from(*byte).to_digit(16).map(|digit| digit as u8);
    let digits: Vec<u8> = digits.iter().filter_map(digit).collect();
    let (pairs, _) = digits.as_chunks::<2>();
    Some(pairs.iter().map(|[high, low]| high << 4 | low).collect())
}

fn read_block(name: &str, block: &[u8], found: &mut Found) {
    let exif_block = block.strip_prefix(b"Exif\0\0");
    match name {
        "icc" | "icm" => found.add(Class::ColorProfile),
        // Browsers don't turn a picture by an orientation that stands here.
        "exif" | "app1" if exif_block.is_some() => {
            exif::read(exif_block.unwrap_or_default(), found);
        }
        "exif" => {
            exif::read(block, found);
        }
        "xmp" | "app1" => xmp::read(block, found),
        "8bim" | "iptc" => iptc::read_photoshop(block, found),
        _ => found.add_bytes(Class::Unknown, block.len()),
    }
}

fn class_of(keyword: &str) -> Class {
    let has = |part: &str| keyword.contains(part);
    match keyword {
        // What Stable Diffusion's front ends, ComfyUI, NovelAI and InvokeAI write.
        "parameters" | "prompt" | "workflow" | "dream" | "sd-metadata" | "invokeai_metadata"
        | "invokeai_graph" | "generation_data" | "negative_prompt" => Class::AiPrompt,
        "title" | "description" | "subject" | "keywords" | "label" => Class::Caption,
        "comment" => Class::Comment,
        "author" | "copyright" | "artist" | "creator" => Class::Author,
        "software" | "source" => Class::Software,
        "make" | "model" => Class::Camera,
        _ if has("gps") || has("location") => Class::Location,
        _ if has("serial") => Class::SerialNumber,
        _ if has("lens") => Class::Lens,
        _ if has("date") || has("time") => Class::Date,
        _ if has("thumb") => Class::Thumbnail,
        _ if has("exif:") || has("make") || has("model") => Class::Camera,
        _ => Class::Text,
    }
}
