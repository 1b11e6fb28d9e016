//! What one spoiled file ends as.

use pellicle::Code;
use pellicle::picture::{Change, Class, MaxEdge, MediaType, Options, Picture, prepare};

/// How it ended, where it ended well.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    Clean,
    Refused,
}

/// How a file is taken.
#[derive(Clone, Copy, Debug)]
pub enum Mode {
    /// Encoded anew, with this longest side.
    Edge(MaxEdge),
    Original,
}

impl Mode {
    /// Another size for each of a few spoils, so that scaled and whole decodes are all met.
    pub fn sized(number: usize) -> Self {
        let edges = [256, 640, 1600, 48];
        Self::Edge(match number % 16 {
            7 => MaxEdge::Full,
            other => MaxEdge::Px(edges[other % edges.len()]),
        })
    }

    fn options(self) -> Options {
        match self {
            Self::Edge(edge) => Options::with_max_edge(edge),
            Self::Original => Options::original(),
        }
    }
}

/// Prepares the file. An error that is no clear refusal, a picture that others cannot decode, and one in which anything
/// but a picture is found are faults.
pub fn judge(bytes: &[u8], mode: Mode) -> Result<End, String> {
    match prepare(bytes, &mode.options()) {
        Ok(prepared) => {
            let picture = &prepared.picture;
            let resized = prepared.receipt.changed.contains(&Change::Resized);
            let as_it_was = matches!(mode, Mode::Original) || is_animated(picture) && !resized;
            // Then the coded data is the file's own, and a decoder may stop at what a flip made of it.
            if !as_it_was {
                decodes(picture)?;
            }
            is_clean(picture, as_it_was)?;
            Ok(End::Clean)
        }
        Err(error) => {
            let clear = [Code::Unsupported, Code::Malformed, Code::TooLarge];
            clear
                .contains(&error.code())
                .then_some(End::Refused)
                .ok_or_else(|| format!("{}: {error}", error.code().as_str()))
        }
    }
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
