//! JPEG by zune-jpeg, as the planes that the file stores: no upsampling and no colour conversion yet, because both
//! are cheaper, and better, together with the resize.

use super::super::container::Source;
use super::super::raster::{Component, Components, Decoded, Model, Plane, Raster};
use super::super::refusal::{internal, malformed};
use crate::error::Error;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::options::DecoderOptions;
use zune_jpeg::{JpegDecoder, PlaneInfo, RawImcuRowStatus};

/// What the decoder may have read ahead, in bits.
const LOOKAHEAD_BITS: usize = 96;

pub(super) fn decode(source: &Source, stripped: &[u8]) -> Result<Decoded, Error> {
    // The sizes were checked on the header; the decoder's own limits only have to be out of the way.
    let options = DecoderOptions::new_fast()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(stripped), options);
    decoder.decode_headers().map_err(malformed)?;
    let session = decoder.raw_output();
    let count = session.num_components().unwrap_or(0);
    let layout = session.layout().unwrap_or_default();
    let layout = layout.get(..count).unwrap_or_default();
    drop(session);
    let planes = decode_planes(&mut decoder, layout, source, stripped.len())?;

    let size = source.size;
    let (h_max, v_max) = sampling(layout);
    let mut components = layout.iter().zip(planes).map(|(info, samples)| Component {
        plane: Plane {
            width: info.width as u32,
            height: info.height as u32,
            samples,
        },
        covered_width: f64::from(size.width) * info.horizontal_sampling_factor as f64
            / h_max as f64,
        covered_height: f64::from(size.height) * info.vertical_sampling_factor as f64
            / v_max as f64,
    });
    match (components.next(), components.next(), components.next()) {
        (Some(gray), None, None) => Ok(Decoded::Raster(Raster::Gray(gray.plane))),
        (Some(first), Some(second), Some(third)) => Ok(Decoded::Components(Components {
            model: source.model.unwrap_or(Model::Ycc),
            planes: [first, second, third],
        })),
        _ => Err(internal(
            "the decoder counts other components than the header",
        )),
    }
}

/// Decodes one row of units after the other, so that data that ends early is noticed: the decoder itself goes on
/// with zeros, and would give garbage for the rest of the picture.
fn decode_planes(
    decoder: &mut JpegDecoder<ZCursor<&[u8]>>,
    layout: &[PlaneInfo],
    source: &Source,
    len: usize,
) -> Result<Vec<Vec<u8>>, Error> {
    let strides: Vec<usize> = layout.iter().map(|plane| plane.width).collect();
    let mut planes: Vec<Vec<u8>> = layout
        .iter()
        .map(|plane| vec![0; plane.width * plane.height])
        .collect();
    let mut rows_done = vec![0; layout.len()];
    loop {
        let mut targets: Vec<&mut [u8]> = planes
            .iter_mut()
            .zip(&strides)
            .zip(&rows_done)
            .map(|((plane, stride), done)| plane.get_mut(stride * done..).unwrap_or_default())
            .collect();
        let status = decoder
            .raw_output()
            .decode_next_imcu_row(&mut targets, &strides);
        let rows = match status.map_err(malformed)? {
            RawImcuRowStatus::RowReady { rows_written } => rows_written,
            RawImcuRowStatus::Complete => break,
            _ => return Err(malformed("its pixels end early")),
        };
        if rows.iter().all(|&rows| rows == 0) {
            break;
        }
        rows_done
            .iter_mut()
            .zip(rows)
            .for_each(|(done, rows)| *done += rows);
        let position = decoder
            .inner_reader()
            .position()
            .map_err(|error| internal(format!("{error:?}")))?;
        let at_end = position as usize + 2 >= len;
        if at_end && source.single_pass && bits_missing(layout, &rows_done) > LOOKAHEAD_BITS {
            return Err(malformed("its pixels end early"));
        }
    }
    if layout
        .iter()
        .zip(&rows_done)
        .any(|(plane, &done)| done != plane.height)
    {
        return Err(malformed("its pixels end early"));
    }
    Ok(planes)
}

/// The least that the rows which are left can take: two bits a block, one for each kind of coefficient.
fn bits_missing(layout: &[PlaneInfo], rows_done: &[usize]) -> usize {
    layout
        .iter()
        .zip(rows_done)
        .map(|(plane, done)| 2 * (plane.width / 8) * ((plane.height - done) / 8))
        .sum()
}

fn sampling(layout: &[PlaneInfo]) -> (usize, usize) {
    let largest = |factor: fn(&PlaneInfo) -> usize| layout.iter().map(factor).max().unwrap_or(1);
    (
        largest(|plane| plane.horizontal_sampling_factor),
        largest(|plane| plane.vertical_sampling_factor),
    )
}
