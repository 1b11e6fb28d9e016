//! PNG, WebP and GIF by `image`, to gray, RGB or RGBA with 8 bits a sample.

use super::Codec;
use crate::Error;
use crate::Size;
use crate::raster::{Plane, Raster, with_alpha};
use image::codecs::{gif::GifDecoder, png::PngDecoder, webp::WebPDecoder};
use image::{ColorType, ImageDecoder, ImageError};
use std::io::Cursor;

/// Decodes a file of one picture, which has this size by its container.
///
/// # Errors
/// `malformed` where the pixels end early or cannot be decoded.
pub(super) fn decode(codec: Codec, size: Size, stripped: &[u8]) -> Result<Raster, Error> {
    let reader = Cursor::new(stripped);
    match codec {
        Codec::Png => read(PngDecoder::new(reader).map_err(plainly)?, size),
        Codec::Webp => read(WebPDecoder::new(reader).map_err(plainly)?, size),
        Codec::Gif => read(GifDecoder::new(reader).map_err(plainly)?, size),
        Codec::Jpeg(_) => Err(Error::internal("a picture went to the wrong decoder")),
    }
}

/// What a decoder refused, in words for whoever chose the file. The decoder's own are for whoever writes decoders, and
/// may quote the file.
fn plainly(error: ImageError) -> Error {
    match error {
        ImageError::Limits(_) => Error::TooLarge("the picture takes more memory than there may be"),
        ImageError::Unsupported(_) => Error::Unsupported(
            "the picture uses a part of its format that is not taken: save it anew, as a PNG or JPEG",
        ),
        _ => Error::Malformed("its pixels cannot be read; another copy of it may be whole"),
    }
}

fn read(decoder: impl ImageDecoder, size: Size) -> Result<Raster, Error> {
    let (width, height) = decoder.dimensions();
    if (width, height) != (size.width, size.height) {
        return Err(Error::Malformed("its header and its pixels differ in size"));
    }
    let color = decoder.color_type();
    let len = usize::try_from(decoder.total_bytes()).map_err(Error::internal)?;
    let mut samples = vec![0; len];
    decoder.read_image(&mut samples).map_err(plainly)?;
    let plane = |samples| Plane {
        width,
        height,
        samples,
    };
    Ok(match color {
        ColorType::L8 => Raster::Gray(plane(samples)),
        ColorType::L16 => Raster::Gray(plane(to_8_bits(&samples))),
        ColorType::Rgb8 => Raster::Rgb(plane(samples)),
        ColorType::Rgb16 => Raster::Rgb(plane(to_8_bits(&samples))),
        ColorType::La8 => with_alpha(plane(spread_gray(&samples))),
        ColorType::La16 => with_alpha(plane(spread_gray(&to_8_bits(&samples)))),
        ColorType::Rgba8 => with_alpha(plane(samples)),
        ColorType::Rgba16 => with_alpha(plane(to_8_bits(&samples))),
        _ => return Err(Error::internal("the decoder gave pixels of another kind")),
    })
}

/// To the nearest of 256 levels: 65535 / 255 is exactly 257.
fn to_8_bits(samples: &[u8]) -> Vec<u8> {
    let (pairs, _) = samples.as_chunks::<2>();
    pairs
        .iter()
        .map(|pair| ((u32::from(u16::from_ne_bytes(*pair)) + 128) / 257) as u8)
        .collect()
}

fn spread_gray(samples: &[u8]) -> Vec<u8> {
    let (pixels, _) = samples.as_chunks::<2>();
    pixels
        .iter()
        .flat_map(|&[gray, alpha]| [gray, gray, gray, alpha])
        .collect()
}
