//! What one spoiled file ends as.

use pellicle::Code;
use pellicle::picture::{MaxEdge, MediaType, Options, prepare};

/// How it ended, where it ended well.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    Clean,
    Refused,
}

/// Which of the ways a file is taken; so that scaled and whole decodes are all met.
pub fn options(number: usize) -> Options {
    let edges = [256, 640, 1600, 48];
    if number.is_multiple_of(3) {
        let mut options = Options::default();
        options.original = true;
        return options;
    }
    Options::with_max_edge(match number % 16 {
        7 => MaxEdge::Full,
        other => MaxEdge::Px(edges[other % edges.len()]),
    })
}

/// Prepares the file. An error that is no clear refusal, and a picture that others cannot decode, are faults.
pub fn judge(bytes: &[u8], options: &Options) -> Result<End, String> {
    match prepare(bytes, options) {
        Ok(prepared) => {
            let picture = prepared.picture;
            // In original mode the coded data is the file's own, and a decoder may stop at what a flip made of it.
            if !options.original {
                let size = decoded_size(picture.media_type(), picture.bytes())?;
                let said = (
                    u32::from(picture.width_px()),
                    u32::from(picture.height_px()),
                );
                if size != said {
                    return Err(format!("it is {size:?}, and said to be {said:?}"));
                }
            }
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

/// By decoders that share no code with ours.
fn decoded_size(media_type: MediaType, bytes: &[u8]) -> Result<(u32, u32), String> {
    if media_type == MediaType::Jpeg {
        let mut decoder = jpeg_decoder::Decoder::new(bytes);
        decoder.decode().map_err(|error| error.to_string())?;
        let info = decoder.info().ok_or("it has no header")?;
        return Ok((u32::from(info.width), u32::from(info.height)));
    }
    let image = image::load_from_memory(bytes).map_err(|error| error.to_string())?;
    Ok((image.width(), image.height()))
}
