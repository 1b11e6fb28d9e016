//! Animations that are made smaller: each frame is composed, resized as any picture is, and written again.
//!
//! Of the old size there are only the canvas, one frame, and what that frame covers.

mod canvas;
mod place;
mod read;
mod write;

use super::codec::decode_frame;
use super::color;
use super::container::Source;
use super::receipt::Kept;
use super::refusal::{internal, too_large};
use super::sniff::Format;
use super::{Options, Stage};
use crate::error::Error;
use canvas::Canvas;
use pellicle_pixels::{Decoded, Plane, Raster, Size, resize};
use write::Writer;

/// What became of an animation.
pub(super) enum Outcome {
    /// It is small enough as it was.
    AsItWas,
    /// It should be smaller, and would be worse for it.
    Kept(Kept),
    Resized(Resized),
}

/// An animation of other frames.
pub(super) struct Resized {
    pub(super) format: Format,
    pub(super) bytes: Vec<u8>,
    /// As it is seen.
    pub(super) size: Size,
    pub(super) converted_colors: bool,
}

/// Makes an animation as small as `options` say. `stripped` is what original mode makes of it, and the measure: a
/// result that has no fewer bytes is not worth the loss.
///
/// # Errors
/// `malformed` where a frame cannot be decoded.
pub(super) fn resize(
    format: Format,
    stripped: &[u8],
    source: &Source,
    options: &Options,
    on_stage: &mut dyn FnMut(Stage),
) -> Result<Outcome, Error> {
    let edits = &options.edits;
    // What a person cut off or covered must not stay for any reason.
    let may_stay = edits.is_empty();
    let cut = match edits.crop {
        Some(crop) => Size {
            width: crop.width,
            height: crop.height,
        },
        None => source.seen_size(),
    };
    let seen = resize::fit(cut, options.max_edge.px());
    if may_stay && seen == cut {
        return Ok(Outcome::AsItWas);
    }
    let frames = source.animation.unwrap_or(1);
    if !options.limits.allow_frames(source.size, frames) {
        if !may_stay {
            return Err(too_large(
                "an animation of so many frames cannot be turned, cut or covered: do it with a still picture of it",
            ));
        }
        return Ok(Outcome::Kept(Kept::SizeForTime));
    }
    on_stage(Stage::Resizing);
    let stored = source.orientation.sides_of(seen);
    let orientation = source.orientation.turned(edits.quarter_turns);
    let size = orientation.sides_of(stored);
    let conversion = color::conversion(source);
    let finished = |plane| {
        let upright = Raster::Rgba(plane).oriented(orientation);
        let raster = match &conversion {
            Some(conversion) => conversion.to_srgb(upright),
            None => upright,
        };
        match raster {
            Raster::Rgba(plane) => Ok(plane),
            _ => Err(internal("a frame has lost its transparency")),
        }
    };
    let mut canvas = Canvas::new(source.size);
    let mut writer = Writer::new(format, size);
    let plays = read::each(format, stripped, &mut |frame| {
        // Nothing is gained any more.
        if may_stay && writer.bytes() >= stripped.len() {
            return Ok(());
        }
        let pixels = decode_frame(format, frame.place.size, &frame.still)?;
        canvas.draw(&frame, &rgba(pixels)?);
        let resized = if edits.has_areas() {
            let whole = Decoded::Raster(Raster::Rgba(canvas.plane.clone()));
            match edits.apply(whole, source.size, source.orientation) {
                (Decoded::Raster(Raster::Rgba(left)), _) => resize::resize_alpha(&left, stored),
                _ => return Err(internal("a frame has lost its transparency")),
            }
        } else {
            resize::resize_alpha(&canvas.plane, stored)
        };
        writer.push(finished(resized)?, frame.delay)
    })?;
    on_stage(Stage::Encoding);
    let (format, bytes) = writer.finish(plays)?;
    if may_stay && bytes.len() >= stripped.len() {
        return Ok(Outcome::Kept(Kept::SizeForBytes));
    }
    Ok(Outcome::Resized(Resized {
        format,
        bytes,
        size,
        converted_colors: conversion.is_some(),
    }))
}

/// A frame with transparency, whether it has any or not.
fn rgba(raster: Raster) -> Result<Plane, Error> {
    let (plane, channels) = match raster {
        Raster::Rgba(plane) => return Ok(plane),
        Raster::Rgb(plane) => (plane, 3),
        Raster::Gray(plane) => (plane, 1),
        Raster::Cmyk(_) | Raster::Ycc420(_) => {
            return Err(internal("a frame came as no frame's format has it"));
        }
    };
    let mut samples = vec![255; 4 * plane.size().pixels() as usize];
    let pixels = plane.samples.chunks_exact(channels);
    for (opaque, pixel) in samples.as_chunks_mut::<4>().0.iter_mut().zip(pixels) {
        // Of gray, the one sample is the last too.
        opaque[..3].copy_from_slice(&[pixel[0], pixel[channels / 2], pixel[channels - 1]]);
    }
    Ok(Plane { samples, ..plane })
}
