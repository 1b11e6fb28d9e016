//! The keywords of PNG text, alone: a compressed text is never unpacked (4.7 MB can become a gigabyte).

use super::super::receipt::{Class, Found};
use super::xmp;

/// Notes the class of a `tEXt`, `zTXt` or `iTXt` chunk.
pub(in crate::picture) fn read(chunk: &[u8], found: &mut Found) {
    // A keyword has 1 to 79 bytes of Latin-1, then a zero (PNG 3rd edition, 11.3.3.1).
    let head = &chunk[..chunk.len().min(80)];
    let keyword = head.split(|&byte| byte == 0).next().unwrap_or_default();
    let keyword = String::from_utf8_lossy(keyword).to_ascii_lowercase();
    if keyword == "xml:com.adobe.xmp" {
        return xmp::read(chunk, found);
    }
    found.add(class_of(&keyword));
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
        // ImageMagick's and ExifTool's ways of putting whole blocks into text.
        _ if keyword.starts_with("raw profile type") => {
            if has("icc") || has("icm") {
                Class::ColorProfile
            } else {
                Class::EditingHistory
            }
        }
        _ if has("gps") || has("location") => Class::Location,
        _ if has("serial") => Class::SerialNumber,
        _ if has("lens") => Class::Lens,
        _ if has("date") || has("time") => Class::Date,
        _ if has("thumb") => Class::Thumbnail,
        _ if has("exif:") || has("make") || has("model") => Class::Camera,
        _ => Class::Text,
    }
}
