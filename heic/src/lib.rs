//! HEIC to pixels, where a browser has no decoder for it.
//!
//! It is a module of its own, which pages load only when somebody chooses a HEIC: nobody else pays for its size, and an
//! operator can leave it out, since HEVC is covered by patents in some countries. The decoder is the crate `heifer`.
//! What comes in has been held against the limits by its header, and what comes out is pixels, which the component
//! makes a clean picture of as of any other's.

#[cfg(target_arch = "wasm32")]
mod web;

/// A decoded picture: upright, cropped, in sRGB, with 8 bits for each of red, green, blue and alpha.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Pixels across.
    pub width_px: u32,
    /// Pixels down.
    pub height_px: u32,
    /// Rows from the top without padding, four bytes a pixel, not multiplied by alpha.
    pub rgba: Vec<u8>,
}

/// Why a file was not decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It uses what the decoder does not know: HDR, another codec, a colour space that is not RGB.
    Unsupported,
    /// It is damaged or cut.
    Malformed,
}

impl Refusal {
    /// The component's code for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unsupported => "unsupported",
            Self::Malformed => "malformed",
        }
    }
}

/// Pixels of the largest picture that is taken: the component's own limit, which has judged the header already. The
/// coded frames inside have sizes of their own.
const MAX_PIXELS: u64 = 100_000_000;

/// Decodes the primary image of a file.
///
/// # Errors
/// [`Refusal::Unsupported`] or [`Refusal::Malformed`]; the decoder's own words may quote the file, and are dropped.
pub fn decode(file: &[u8]) -> Result<Decoded, Refusal> {
    let options = heifer::Options {
        max_threads: 1,
        max_pixels: MAX_PIXELS,
    };
    let image = heifer::decode_srgb_rgba8(file, &options).map_err(refusal)?;
    Ok(Decoded {
        width_px: image.width,
        height_px: image.height,
        rgba: image.data,
    })
}

fn refusal(error: heifer::Error) -> Refusal {
    match error {
        heifer::Error::Unsupported(_) => Refusal::Unsupported,
        _ => Refusal::Malformed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH: u32 = 64;
    const HEIGHT: u32 = 48;

    /// Red to the left, blue to the right, written by the crate's own encoder.
    fn heic() -> Vec<u8> {
        let row = (0..WIDTH).flat_map(|x| match x < WIDTH / 2 {
            true => [200, 30, 40, 255],
            false => [20, 40, 200, 255],
        });
        let rgba = row.collect::<Vec<u8>>().repeat(HEIGHT as usize);
        heifer::encode_rgba8(WIDTH, HEIGHT, &rgba, &heifer::EncodeOptions::default())
            .expect("it is a picture")
    }

    #[test]
    fn a_picture_comes_back_within_what_the_codec_loses() {
        let decoded = decode(&heic()).expect("it is whole");
        assert_eq!((decoded.width_px, decoded.height_px), (WIDTH, HEIGHT));
        let (pixels, _) = decoded.rgba.as_chunks::<4>();
        assert_eq!(pixels.len(), (WIDTH * HEIGHT) as usize);
        let near = |pixel: [u8; 4], color: [u8; 4]| {
            let mut levels = pixel.into_iter().zip(color);
            levels.all(|(level, expected)| level.abs_diff(expected) <= 8)
        };
        assert!(near(pixels[0], [200, 30, 40, 255]), "{:?}", pixels[0]);
        let last = pixels[pixels.len() - 1];
        assert!(near(last, [20, 40, 200, 255]), "{last:?}");
    }

    #[test]
    fn every_cut_is_refused_and_no_flip_ends_in_a_panic() {
        let file = heic();
        for len in 0..file.len() {
            assert!(decode(&file[..len]).is_err(), "cut to {len}");
        }
        for at in 0..file.len() {
            let mut file = file.clone();
            file[at] ^= 0x55;
            let _ = decode(&file);
        }
    }

    #[test]
    fn other_kinds_are_refused() {
        assert_eq!(decode(b""), Err(Refusal::Malformed));
        assert_eq!(decode(b"\xFF\xD8\xFF"), Err(Refusal::Malformed));
    }
}
