//! JPEG, as the planes that the file stores: no upsampling and no colour conversion yet, because both are cheaper,
//! and better, together with the resize; and no larger than the resize wants them.

mod bits;
mod frame;
mod huffman;
mod idct;
mod progressive;
mod scan;
mod sequential;
mod tables;

use super::markers::{EOI, Markers, SOS};
use crate::raster::{Component, Components, Model, Plane};
use crate::resize::Plan;
use crate::{Error, Size};
use frame::Frame;
use progressive::Coefficients;
use scan::Scan;
use tables::Tables;

/// Decodes a JPEG of this size, whose components mean this, no larger than the plan wants it.
///
/// # Errors
/// [`Error::Malformed`] where its pixels end early or mean nothing.
pub fn decode(stripped: &[u8], size: Size, model: Model, plan: &Plan) -> Result<Components, Error> {
    let mut tables = Tables::new();
    let mut reading: Option<(Frame, Vec<Coefficients>, Vec<Vec<u8>>)> = None;
    let mut walk = Markers::new(stripped);
    loop {
        let segment = walk.next()?;
        let body = stripped.get(segment.body.clone()).unwrap_or_default();
        match segment.marker {
            EOI => break,
            0xC0..=0xC2 => {
                let frame = Frame::lay_out(segment.marker, body, size, |share| {
                    plan.of_component(model, share.index)
                })?;
                let planes = frame.components.iter();
                reading = Some(if frame.progressive {
                    (planes.map(Coefficients::new).collect(), Vec::new())
                } else {
                    let empty = planes.map(|c| vec![0; c.stride * c.rows]).collect();
                    (Vec::new(), empty)
                })
                .map(|(coefficients, planes)| (frame, coefficients, planes));
            }
            SOS => {
                let (frame, coefficients, planes) = reading
                    .as_mut()
                    .ok_or(Error::Malformed("a scan comes before its frame"))?;
                let coded = stripped.get(segment.body.end..segment.whole.end);
                let coded = coded.unwrap_or_default();
                let scan = Scan::read(body, frame)?;
                if frame.progressive {
                    progressive::decode(&scan, frame, &tables, coded, coefficients)?;
                } else {
                    sequential::decode(&scan, frame, &tables, coded, planes)?;
                }
            }
            marker => tables.define(marker, body)?,
        }
    }
    let (frame, coefficients, planes) =
        reading.ok_or(Error::Malformed("it has no picture in it"))?;
    let planes = if frame.progressive {
        let made = coefficients.into_iter().zip(&frame.components);
        made.map(|(coefficients, component)| coefficients.to_plane(component))
            .collect()
    } else {
        planes
    };
    let planes = frame.components.into_iter().zip(planes);
    let planes = planes.map(|(component, samples)| Component {
        plane: Plane {
            width: component.stride as u32,
            height: component.rows as u32,
            samples,
        },
        covered_width: component.covered_width,
        covered_height: component.covered_height,
    });
    Ok(Components {
        model,
        planes: planes.collect(),
    })
}
