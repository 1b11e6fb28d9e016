//! From a file's bytes to a clean picture, on one screen.

mod animation;
mod check;
mod color;
mod codec;
mod container;
mod edits;
mod foreign;
mod icc;
mod limits;
mod media_type;
mod metadata;
mod options;
mod original;
mod preview;
mod receipt;
mod refusal;
mod sniff;

#[doc(hidden)]
pub use color::colors_for_judges;
pub use edits::Edits;
pub use foreign::{Foreign, Pixels};
pub use limits::Limits;
pub use media_type::MediaType;
pub use options::{MaxEdge, Options, Stage};
pub use pellicle_pixels::Area;
pub use pellicle_pixels::jpeg::Preset;
pub use receipt::{Change, Class, Facts, Kept, Receipt, Removed};

use crate::error::Error;
use animation::{Outcome, Resized};
use container::Source;
use pellicle_pixels::color::Conversion;
use pellicle_pixels::resize::{self, Plan};
use pellicle_pixels::{Decoded, Orientation, Size};
use receipt::Made;
use sniff::Format;

/// Makes a clean picture of a file's bytes, and says what was removed.
///
/// The same as [`prepare_with_progress`] without a listener.
///
/// # Errors
/// [`Code::Unsupported`](crate::Code), [`Code::Malformed`](crate::Code), [`Code::TooLarge`](crate::Code),
/// [`Code::BadOption`](crate::Code) or [`Code::Internal`](crate::Code); never the input.
pub fn prepare(bytes: &[u8], options: &Options) -> Result<Prepared, Error> {
    prepare_with_progress(bytes, options, &mut |_| {})
}

/// Makes a clean picture of a file's bytes, and says what is being done as it starts.
///
/// The result is encoded anew, from pixels: sRGB, upright, 8 bits a sample. In original mode it has the pixels of the
/// file, bit for bit, in a file that is written again, and so has an animation that need not be smaller, unless there
/// are edits. Either way it is parsed once more against a list of what it may consist of.
///
/// # Errors
/// As [`prepare`].
pub fn prepare_with_progress(
    bytes: &[u8],
    options: &Options,
    on_stage: &mut dyn FnMut(Stage),
) -> Result<Prepared, Error> {
    options.check()?;
    options.limits.check_file(bytes)?;
    // Why the file itself cannot be taken comes before what this machine lacks for it.
    if let Some(foreign) = Foreign::read(bytes, options)? {
        return Err(foreign.not_decoded());
    }
    let as_it_is = options.is_original();
    let format = sniff::sniff(bytes)?;
    on_stage(Stage::Decoding);
    let source = container::read(format, bytes)?;
    options
        .limits
        .check_size(source.size, source.pixel_bits, bytes.len())?;
    options.edits.check(source.seen_size())?;
    let (picture, preview, made) = match source.animation {
        _ if as_it_is => alone(original(format, bytes, &source, on_stage)?),
        Some(_) => alone(animated(format, bytes, &source, options, on_stage)?),
        None => {
            let pixels = decoded(format, bytes, &source, options)?;
            encoded(pixels, &source, options, on_stage)?
        }
    };
    let input = format.media_type().as_str();
    let receipt = Receipt::new(input, bytes.len(), source, &picture, made, &options.edits);
    Ok(Prepared {
        picture,
        preview,
        receipt,
    })
}

/// A picture of which there is no preview.
fn alone((picture, made): (Picture, Made)) -> (Picture, Option<Picture>, Made) {
    (picture, None, made)
}

/// The pixels of a file, and what is still to be done with them.
struct Unfinished {
    decoded: Decoded,
    plan: Plan,
    orientation: Orientation,
    conversion: Option<Conversion>,
}

fn decoded(
    format: Format,
    bytes: &[u8],
    source: &Source,
    options: &Options,
) -> Result<Unfinished, Error> {
    let orientation = source.orientation.turned(options.edits.quarter_turns);
    let plan_for = |size| {
        let target = resize::fit(size, options.max_edge.px());
        Plan::new(target, orientation.keeps_halves(target))
    };
    let decode = |plan: &Plan| codec::decode(format, source, &source.stripped(bytes), plan);
    let (decoded, plan) = if options.edits.has_areas() {
        // What is decoded smaller has a little of its neighbours in every sample.
        let whole = decode(&Plan::new(source.size, false))?;
        let (left, size) = options.edits.apply(whole, source.size, source.orientation);
        (left, plan_for(size))
    } else {
        let plan = plan_for(source.size);
        (decode(&plan)?, plan)
    };
    Ok(Unfinished {
        decoded,
        plan,
        orientation,
        conversion: color::conversion(source),
    })
}

/// The picture from its pixels, and its preview.
fn encoded(
    pixels: Unfinished,
    source: &Source,
    options: &Options,
    on_stage: &mut dyn FnMut(Stage),
) -> Result<(Picture, Option<Picture>, Made), Error> {
    on_stage(Stage::Resizing);
    let resized = resize::resize(pixels.decoded, &pixels.plan)?;
    let upright = resized.oriented(pixels.orientation);
    let raster = match &pixels.conversion {
        Some(conversion) => conversion.to_srgb(upright),
        None => upright,
    };

    on_stage(Stage::Encoding);
    let (media_type, encoded) = codec::encode(&raster, source.lossless, options.preset)?;
    let preview = preview::of(&raster, options)?;

    on_stage(Stage::Checking);
    check::check(media_type, &encoded, raster.size())?;
    let picture = Picture::new(encoded, media_type, raster.size())?;
    let converted_colors = pixels.conversion.is_some();
    Ok((picture, preview, Made::Encoded { converted_colors }))
}

/// The picture in a file that is written again.
fn original(
    format: Format,
    bytes: &[u8],
    source: &Source,
    on_stage: &mut dyn FnMut(Stage),
) -> Result<(Picture, Made), Error> {
    on_stage(Stage::Encoding);
    let written = original::write(format, bytes, source)?;

    on_stage(Stage::Checking);
    as_it_was(format, written, source)
}

/// The picture in a file that original mode has written.
fn as_it_was(format: Format, written: Vec<u8>, source: &Source) -> Result<(Picture, Made), Error> {
    let kept = check::check_original(format, &written, source.seen_size())?;
    let picture = Picture::new(written, format.media_type(), source.seen_size())?;
    Ok((picture, Made::Original { kept }))
}

/// An animation: frame by frame where it is too large and that makes it smaller, and else as in original mode.
fn animated(
    format: Format,
    bytes: &[u8],
    source: &Source,
    options: &Options,
    on_stage: &mut dyn FnMut(Stage),
) -> Result<(Picture, Made), Error> {
    let stripped = original::write(format, bytes, source)?;
    let outcome = animation::resize(format, &stripped, source, options, on_stage)?;

    on_stage(Stage::Checking);
    let kept_size = match outcome {
        Outcome::Resized(resized) => {
            let Resized { bytes, size, .. } = resized;
            check::check_animation(resized.format, &bytes, size)?;
            let picture = Picture::new(bytes, resized.format.media_type(), size)?;
            let converted_colors = resized.converted_colors;
            return Ok((picture, Made::Encoded { converted_colors }));
        }
        Outcome::Kept(size) => Some(size),
        Outcome::AsItWas => None,
    };
    let (picture, made) = as_it_was(format, stripped, source)?;
    Ok((picture, made.and_kept(kept_size)))
}

/// What [`prepare`] gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// The clean picture.
    pub picture: Picture,
    /// A small version of it, where [`Options::preview_bytes`] asks for one and it pays.
    pub preview: Option<Picture>,
    /// What was found and removed.
    pub receipt: Receipt,
}

/// A clean picture. Only [`prepare`] makes one, and only a `Picture` can be sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    bytes: Vec<u8>,
    media_type: MediaType,
    width_px: u16,
    height_px: u16,
}

impl Picture {
    fn new(bytes: Vec<u8>, media_type: MediaType, size: Size) -> Result<Self, Error> {
        Ok(Self {
            bytes,
            media_type,
            width_px: u16::try_from(size.width).map_err(refusal::internal)?,
            height_px: u16::try_from(size.height).map_err(refusal::internal)?,
        })
    }

    /// The encoded file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What the file is.
    pub fn media_type(&self) -> MediaType {
        self.media_type
    }

    /// Pixels across.
    pub fn width_px(&self) -> u16 {
        self.width_px
    }

    /// Pixels down.
    pub fn height_px(&self) -> u16 {
        self.height_px
    }
}
