//! Every way in which a file becomes a picture, with made pixels where nothing here decodes it: no browser is needed to see
//! that nothing of the file but pixels passes.

use super::pictures::{self, read, read_rgb};
use pellicle::picture::{Foreign, Options, Pixels, Prepared, prepare};
use pellicle::{Code, Error, MaxEdge};

/// Fits into every picture of the slots, however it is turned: a decoder may show less than was announced.
const SIDE: u32 = 48;

/// What the file is prepared as: one picture, or one without and one with transparency where the pixels are made. Nothing
/// where original mode refuses its kind.
pub fn prepare_all(file: &[u8], options: &Options) -> Result<Vec<Prepared>, Error> {
    if Foreign::read(file, options)?.is_some() {
        return [255, 128]
            .into_iter()
            .map(|alpha| from_made_pixels(file, options, alpha))
            .collect();
    }
    match prepare(file, options) {
        Err(error) if error.code() == Code::Unsupported && is_never_original(file)? => Ok(vec![]),
        prepared => Ok(vec![prepared?]),
    }
}

/// HEIC and JPEG XL.
fn is_never_original(file: &[u8]) -> Result<bool, Error> {
    let foreign = Foreign::read(file, &pictures::full())?;
    Ok(foreign.is_some_and(|foreign| foreign.media_type() != "image/avif"))
}

fn from_made_pixels(file: &[u8], options: &Options, alpha: u8) -> Result<Prepared, Error> {
    let picture = pictures::photo(SIDE, SIDE);
    let rgba = picture.samples.as_chunks::<3>().0.iter();
    let rgba: Vec<u8> = rgba.flat_map(|&[r, g, b]| [r, g, b, alpha]).collect();
    let pixels = Pixels {
        width_px: SIDE,
        height_px: SIDE,
        rgba: rgba.clone(),
        orientation: 1,
    };
    let foreign = Foreign::read(file, options)?.expect("it was one before");
    let prepared = foreign.prepare(pixels, options, &mut |_| {})?;
    // These pixels come out, and not what the file shows.
    match (options.max_edge, alpha) {
        (MaxEdge::Full, 255) => assert!(read_rgb(&prepared).distance(&picture) < 4.0),
        (MaxEdge::Full, _) => assert_eq!(read(&prepared).samples, rgba),
        _ => {}
    }
    Ok(prepared)
}
