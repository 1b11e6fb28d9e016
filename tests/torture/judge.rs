//! What one spoiled file ends as.

use pellicle::picture::{
    Area, Change, Class, Edits, Foreign, MaxEdge, MediaType, Options, Picture, Pixels, Prepared,
    prepare,
};
use pellicle::{Code, Error};

/// How it ended, where it ended well.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    Clean,
    Refused,
}

/// How a file is taken.
#[derive(Clone, Debug)]
pub enum Mode {
    /// Encoded anew, with this longest side, these edits and a preview.
    Anew(MaxEdge, Edits),
    Original,
}

/// As many bytes as a preview has room for when nothing else stands before it.
const PREVIEW_BYTES: usize = 16_000;

impl Mode {
    /// Another size and other edits for each of a few spoils, so that scaled and whole decodes, turns, cuts and covers
    /// are all met.
    pub fn anew(number: usize) -> Self {
        let edges = [256, 640, 1600, 48];
        let edge = match number % 16 {
            7 => MaxEdge::Full,
            other => MaxEdge::Px(edges[other % edges.len()]),
        };
        // The remainders have no factor in common with those above, so that every pair of them is met.
        let place = |width, height| Area {
            x: (number % 9) as u32,
            y: (number % 7) as u32,
            width,
            height,
        };
        let mut edits = Edits::default();
        match number % 7 {
            1 => edits.quarter_turns = (number % 4) as u8,
            3 => edits.crop = Some(place(24, 17)),
            5 => edits.covers = vec![place(21, 16), place(3, 11)],
            _ => {}
        }
        Self::Anew(edge, edits)
    }

    fn options(&self) -> Options {
        match self {
            Self::Anew(edge, edits) => {
                let mut options = Options::with_max_edge(*edge);
                options.edits = edits.clone();
                options.preview_bytes = Some(PREVIEW_BYTES);
                options
            }
            Self::Original => Options::original(),
        }
    }

    /// Whether a refusal may also say that an area lies outside of the picture, whose size is what a flip made of it.
    fn has_areas(&self) -> bool {
        matches!(self, Self::Anew(_, edits) if edits.crop.is_some() || !edits.covers.is_empty())
    }
}

/// Prepares the file. An error that is no clear refusal, a picture that others cannot decode, and one in which anything
/// but a picture is found are faults.
pub fn judge(bytes: &[u8], mode: &Mode) -> Result<End, String> {
    match prepared(bytes, &mode.options()) {
        Ok(prepared) => {
            let picture = &prepared.picture;
            let resized = prepared.receipt.changed.contains(&Change::Resized);
            let as_it_was = matches!(mode, Mode::Original) || is_animated(picture) && !resized;
            // Then the coded data is the file's own, and a decoder may stop at what a flip made of it.
            if !as_it_was {
                decodes(picture)?;
            }
            is_clean(picture, as_it_was)?;
            if let Some(preview) = &prepared.preview {
                decodes(preview)?;
                is_clean(preview, false)?;
            }
            Ok(End::Clean)
        }
        Err(error) => {
            let clear = [Code::Unsupported, Code::Malformed, Code::TooLarge];
            let by_area = error.code() == Code::BadOption && mode.has_areas();
            (by_area || clear.contains(&error.code()))
                .then_some(End::Refused)
                .ok_or_else(|| format!("{}: {error}", error.code().as_str()))
        }
    }
}

/// A file whose pixels a browser would decode gets some that fit into whatever its header says.
fn prepared(bytes: &[u8], options: &Options) -> Result<Prepared, Error> {
    let Some(foreign) = Foreign::read(bytes, options)? else {
        return prepare(bytes, options);
    };
    let (width_px, height_px) = (40, 30);
    let pixels = Pixels {
        width_px,
        height_px,
        rgba: (0..4 * width_px * height_px)
            .map(|n| (n * 7) as u8)
            .collect(),
        orientation: (bytes.len() % 8 + 1) as u8,
    };
    foreign.prepare(pixels, options, &mut |_| {})
}

fn is_animated(picture: &Picture) -> bool {
    match picture.media_type() {
        MediaType::Gif | MediaType::Webp => true,
        MediaType::Png => picture.bytes().windows(4).any(|kind| kind == b"acTL"),
        _ => false,
    }
}

/// Original mode, which looks at every byte, has nothing to take away from it.
fn is_clean(picture: &Picture, as_it_was: bool) -> Result<(), String> {
    let mut options = Options::original();
    // A small file may come to a picture that, from a stranger, would be taken for a bomb.
    options.limits.inflation = u64::MAX;
    options.limits.file_bytes = u64::MAX;
    let again = prepare(picture.bytes(), &options)
        .map_err(|error| format!("the result is refused: {error}"))?;
    // A profile that was written by numbers alone is written so once more.
    let is_ours = |class| class == Class::ColorProfile && as_it_was;
    let mut removed = again.receipt.removed.iter();
    if let Some(removed) = removed.find(|removed| !is_ours(removed.class)) {
        return Err(format!("the result still has {removed:?}"));
    }
    if as_it_was && again.picture.bytes() != picture.bytes() {
        return Err("the result is written in another way the second time".to_owned());
    }
    Ok(())
}

/// By decoders that share no code with ours.
fn decodes(picture: &Picture) -> Result<(), String> {
    let bytes = picture.bytes();
    let size = if picture.media_type() == MediaType::Jpeg {
        let mut decoder = jpeg_decoder::Decoder::new(bytes);
        decoder.decode().map_err(|error| error.to_string())?;
        let info = decoder.info().ok_or("it has no header")?;
        (u32::from(info.width), u32::from(info.height))
    } else {
        let image = image::load_from_memory(bytes).map_err(|error| error.to_string())?;
        (image.width(), image.height())
    };
    let said = (picture.width_px().into(), picture.height_px().into());
    match size == said {
        true => Ok(()),
        false => Err(format!("it is {size:?}, and said to be {said:?}")),
    }
}
