//! What a GIF may consist of.

use super::super::container::gif::blocks::{Block, Blocks, Kind};
use super::super::refusal::internal;
use crate::error::Error;

/// A loop count, then frames with at most one control each, then the trailer, and not a byte more.
pub(super) fn check_original(bytes: &[u8]) -> Result<(), Error> {
    let (_, mut blocks) = Blocks::new(bytes).map_err(internal)?;
    let mut frames = 0;
    let (mut repeats, mut controlled) = (false, false);
    loop {
        let Block { kind, .. } = blocks.next().map_err(internal)?;
        let may_stand = match kind {
            Kind::Loop(_) => !core::mem::replace(&mut repeats, true) && frames == 0 && !controlled,
            Kind::Control(_) => !core::mem::replace(&mut controlled, true),
            Kind::Frame(_) => {
                frames += 1;
                controlled = false;
                true
            }
            Kind::Extension(..) => false,
            Kind::Trailer => break,
        };
        if !may_stand {
            return Err(internal("the result has a block that it may not have"));
        }
    }
    if frames > 0 && !controlled && blocks.position() == bytes.len() {
        Ok(())
    } else {
        Err(internal("the result goes on behind its end"))
    }
}
