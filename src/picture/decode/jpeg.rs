//! JPEG by zune-jpeg, as the planes that the file stores: no upsampling and no colour conversion yet, because both
//! are cheaper, and better, together with the resize.

use super::super::container::Source;
use super::super::raster::{Component, Components, Decoded, Model, Plane, Raster};
use super::super::refusal::{internal, malformed};
use crate::error::Error;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::options::DecoderOptions;

pub(super) fn decode(source: &Source, stripped: &[u8]) -> Result<Decoded, Error> {
    // The sizes were checked on the header; the decoder's own limits only have to be out of the way.
    let options = DecoderOptions::new_fast()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(stripped), options);
    decoder.decode_headers().map_err(malformed)?;
    let mut session = decoder.raw_output();
    let layout = session
        .layout()
        .ok_or_else(|| internal("the decoder has no layout"))?;
    let count = session.num_components().unwrap_or(0);
    let layout = layout.get(..count).unwrap_or_default();
    let size = source.size;
    let strides: Vec<usize> = layout.iter().map(|plane| plane.width).collect();
    let mut samples: Vec<Vec<u8>> = layout
        .iter()
        .map(|plane| vec![0; plane.width * plane.height])
        .collect();
    let mut targets: Vec<&mut [u8]> = samples.iter_mut().map(Vec::as_mut_slice).collect();
    session
        .decode_into_planes_strided(&mut targets, &strides)
        .map_err(malformed)?;
    let h_max = layout
        .iter()
        .map(|plane| plane.horizontal_sampling_factor)
        .max();
    let v_max = layout
        .iter()
        .map(|plane| plane.vertical_sampling_factor)
        .max();
    let (h_max, v_max) = (h_max.unwrap_or(1), v_max.unwrap_or(1));
    let mut planes = layout.iter().zip(samples).map(|(info, samples)| Component {
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
    match (planes.next(), planes.next(), planes.next()) {
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
