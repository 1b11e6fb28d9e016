//! What an AVIF may consist of.

use super::super::container::avif::boxes::{Box, Boxes};
use super::super::refusal::internal;
use super::profile::is_numbers;
use crate::error::Error;

/// The brands, the items, their data, and not a byte more; of the items no more than what shows a picture.
pub(super) fn check_original(bytes: &[u8]) -> Result<(), Error> {
    let [brands, meta, data] = &boxes(bytes)?[..] else {
        return Err(refused());
    };
    refuse_unless((&brands.kind, &meta.kind, &data.kind) == (b"ftyp", b"meta", b"mdat"))?;
    let parts = boxes(meta.data.get(4..).unwrap_or_default())?;
    let kinds: Vec<&[u8; 4]> = parts.iter().map(|part| &part.kind).collect();
    refuse_unless(matches!(
        kinds[..],
        [b"hdlr", b"pitm", b"iloc", b"iinf", b"iprp"]
            | [b"hdlr", b"pitm", b"iloc", b"iinf", b"iref", b"iprp"]
    ))?;
    parts.iter().try_for_each(check_part)
}

fn check_part(part: &Box<'_>) -> Result<(), Error> {
    let behind = |len: usize| part.data.get(len..).unwrap_or_default();
    match &part.kind {
        b"hdlr" => refuse_unless(part.data == b"\0\0\0\0\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0"),
        // Behind a version, flags and a count: entries without names.
        b"iinf" => check_each(behind(6), |entry| {
            let kind = entry.data.get(8..);
            &entry.kind == b"infe" && [Some(&b"av01\0"[..]), Some(b"grid\0")].contains(&kind)
        }),
        b"iref" => check_each(behind(4), |reference| {
            matches!(&reference.kind, b"dimg" | b"auxl" | b"prem")
        }),
        b"iprp" => {
            let [properties, associations] = &boxes(part.data)?[..] else {
                return Err(refused());
            };
            refuse_unless((&properties.kind, &associations.kind) == (b"ipco", b"ipma"))?;
            check_each(properties.data, is_property)
        }
        _ => Ok(()),
    }
}

fn is_property(property: &Box<'_>) -> bool {
    let len = property.data.len();
    match &property.kind {
        b"ispe" => len == 12,
        b"pixi" => len == 6 || len == 8,
        b"av1C" => len == 4,
        b"colr" => match property.data.strip_prefix(b"prof") {
            Some(profile) => is_numbers(profile),
            None => property.data.starts_with(b"nclx") && len == 11,
        },
        b"irot" | b"imir" => len == 1,
        b"auxC" => len == 48,
        _ => false,
    }
}

fn check_each(list: &[u8], may_stand: impl Fn(&Box<'_>) -> bool) -> Result<(), Error> {
    refuse_unless(boxes(list)?.iter().all(may_stand))
}

fn boxes(bytes: &[u8]) -> Result<Vec<Box<'_>>, Error> {
    let mut walk = Boxes::new(bytes);
    let mut list = Vec::new();
    while let Some(part) = walk.next().map_err(internal)? {
        list.push(part);
    }
    Ok(list)
}

fn refuse_unless(allowed: bool) -> Result<(), Error> {
    allowed.then_some(()).ok_or_else(refused)
}

fn refused() -> Error {
    internal("the result has a box that it may not have")
}
