//! A picture's file as pixels.

use anyhow::{Context as _, Result, bail};
use resize::px::RGB;
use std::fs;
use std::io::Cursor;
use std::path::Path;

/// Red, green and blue of 8 bits, row by row from the top, sRGB unless something else is known.
pub struct Pixels {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// `width` times `height` of them.
    pub samples: Vec<RGB<u8>>,
}

impl Pixels {
    /// Decodes a JPEG or a PNG, known by its content.
    ///
    /// # Errors
    /// A file that is missing, broken, or neither; a JPEG of four colours.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = fs::read(path).with_context(|| path.display().to_string())?;
        Self::decode(&bytes).with_context(|| path.display().to_string())
    }

    /// As [`Self::read`], from bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self> {
        match bytes {
            [0xff, 0xd8, 0xff, ..] => jpeg(bytes),
            [0x89, b'P', b'N', b'G', ..] => png(bytes),
            _ => bail!("neither a JPEG nor a PNG"),
        }
    }
}

fn jpeg(bytes: &[u8]) -> Result<Pixels> {
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    let samples = decoder.decode()?;
    let info = decoder.info().context("a decoded JPEG has a header")?;
    let samples = match info.pixel_format {
        jpeg_decoder::PixelFormat::RGB24 => colored::<3>(&samples, |[r, g, b]| RGB::new(r, g, b)),
        jpeg_decoder::PixelFormat::L8 => colored::<1>(&samples, |[l]| RGB::new(l, l, l)),
        other => bail!("a JPEG of {other:?} is not judged"),
    };
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    Ok(Pixels {
        width,
        height,
        samples,
    })
}

/// Where a PNG can be seen through, white shows, as on a page.
fn png(bytes: &[u8]) -> Result<Pixels> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info()?;
    let length = reader
        .output_buffer_size()
        .context("a PNG larger than memory")?;
    let mut samples = vec![0; length];
    let info = reader.next_frame(&mut samples)?;
    let samples = &samples[..info.buffer_size()];
    let samples = match info.color_type {
        png::ColorType::Rgb => colored::<3>(samples, |[r, g, b]| RGB::new(r, g, b)),
        png::ColorType::Rgba => {
            colored::<4>(samples, |[r, g, b, a]| on_white(RGB::new(r, g, b), a))
        }
        png::ColorType::Grayscale => colored::<1>(samples, |[l]| RGB::new(l, l, l)),
        png::ColorType::GrayscaleAlpha => {
            colored::<2>(samples, |[l, a]| on_white(RGB::new(l, l, l), a))
        }
        png::ColorType::Indexed => bail!("a palette was not expanded"),
    };
    let (width, height) = (info.width as usize, info.height as usize);
    Ok(Pixels {
        width,
        height,
        samples,
    })
}

fn colored<const N: usize>(samples: &[u8], color: impl Fn([u8; N]) -> RGB<u8>) -> Vec<RGB<u8>> {
    let (pixels, _) = samples.as_chunks::<N>();
    pixels.iter().map(|pixel| color(*pixel)).collect()
}

fn on_white(color: RGB<u8>, alpha: u8) -> RGB<u8> {
    let alpha = u32::from(alpha);
    let over = |sample: u8| ((u32::from(sample) * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
    RGB::new(over(color.r), over(color.g), over(color.b))
}

#[cfg(test)]
mod tests {
    use super::{Pixels, RGB, on_white};

    #[test]
    fn white_shows_through() {
        let red = RGB::new(255, 0, 0);
        assert_eq!(on_white(red, 255), red);
        assert_eq!(on_white(red, 0), RGB::new(255, 255, 255));
        assert_eq!(on_white(red, 51), RGB::new(255, 204, 204));
    }

    #[test]
    fn a_gray_png_with_alpha_becomes_colors() {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 2, 1);
        encoder.set_color(png::ColorType::GrayscaleAlpha);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&[7, 255, 7, 0]).unwrap();
        writer.finish().unwrap();
        let pixels = Pixels::decode(&file).unwrap();
        assert_eq!((pixels.width, pixels.height), (2, 1));
        assert_eq!(pixels.samples, [RGB::new(7, 7, 7), RGB::new(255, 255, 255)]);
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert!(Pixels::decode(b"Dear all,").is_err());
        assert!(Pixels::decode(&[0xff, 0xd8, 0xff, 0xd9]).is_err());
    }
}
