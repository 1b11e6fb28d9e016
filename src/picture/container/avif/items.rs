//! The items of a `meta` box: what they are, where their data lies, and what belongs to them (ISO/IEC 14496-12, 8.11;
//! ISO/IEC 23008-12, 9.3).

use super::super::super::refusal::{malformed, unsupported};
use super::boxes::{Box, Boxes, Fields, cut};
use crate::error::Error;

/// Items of one file, their properties, and the references between them: real files have a few dozen of each.
const MAX_ITEMS: usize = 4096;
/// Parts of one item's data, and items that one reference names.
const MAX_PARTS: u16 = 1024;

/// How much longer than the file the data of all items may be: writers let equal tiles share theirs.
const MAX_SHARING: usize = 4;

/// The bytes that the items of a file may have together; what says more would grow beyond all bounds.
pub(in crate::picture) fn data_limit(file: &[u8]) -> usize {
    file.len().saturating_mul(MAX_SHARING)
}

/// What a `meta` box holds.
#[derive(Default)]
pub(in crate::picture) struct Items<'a> {
    pub(in crate::picture) primary: u32,
    pub(in crate::picture) list: Vec<Item<'a>>,
    /// The properties that items are given by their places, from 1.
    pub(in crate::picture) properties: Vec<Box<'a>>,
    pub(in crate::picture) references: Vec<Reference>,
    /// The name that the writer gives to its kind of items, with the zero behind it.
    pub(in crate::picture) handler: &'a [u8],
    /// Data that lies within the box.
    pub(in crate::picture) within: &'a [u8],
    /// Boxes that are none of these.
    pub(in crate::picture) others: Vec<Box<'a>>,
}

#[derive(Default)]
pub(in crate::picture) struct Item<'a> {
    pub(in crate::picture) id: u32,
    pub(in crate::picture) kind: [u8; 4],
    /// A name, and for `mime` a content type behind it, each ended by a zero.
    pub(in crate::picture) texts: &'a [u8],
    /// Places of properties, and whether the item makes no sense without.
    properties: Vec<(usize, bool)>,
    location: Option<Location>,
}

/// Where an item's data lies.
struct Location {
    /// Within the `meta` box, or else in the file.
    within: bool,
    /// Offset and length of each part; a length of 0 stands for the rest.
    extents: Vec<(u64, u64)>,
}

/// One item says something about others.
pub(in crate::picture) struct Reference {
    pub(in crate::picture) kind: [u8; 4],
    pub(in crate::picture) from: u32,
    pub(in crate::picture) to: Vec<u32>,
}

impl<'a> Items<'a> {
    /// Reads the data of a `meta` box.
    pub(in crate::picture) fn read(meta: &'a [u8]) -> Result<Self, Error> {
        let mut fields = Fields(meta);
        fields.version()?;
        let mut items = Self::default();
        let mut locations = None;
        let mut associations = None;
        let mut boxes = Boxes::new(fields.0);
        while let Some(part) = boxes.next()? {
            match &part.kind {
                b"hdlr" => items.handler = read_handler(part.data)?,
                b"pitm" => {
                    let mut fields = Fields(part.data);
                    let (version, _) = fields.version()?;
                    items.primary = fields.id(version > 0)?;
                }
                b"iinf" => items.read_list(part.data)?,
                b"iloc" => locations = Some(part.data),
                b"iref" => items.read_references(part.data)?,
                b"idat" => items.within = part.data,
                b"iprp" => {
                    let mut boxes = Boxes::new(part.data);
                    while let Some(part) = boxes.next()? {
                        match &part.kind {
                            b"ipco" => items.read_properties(part.data)?,
                            b"ipma" => associations = Some(part.data),
                            _ => items.others.push(part),
                        }
                    }
                }
                // Where data may lie: in this file.
                b"dinf" => {}
                _ => items.others.push(part),
            }
        }
        items.read_locations(locations.ok_or_else(cut)?)?;
        items.read_associations(associations.ok_or_else(cut)?)?;
        Ok(items)
    }

    pub(in crate::picture) fn get(&self, id: u32) -> Option<&Item<'a>> {
        self.list.iter().find(|item| item.id == id)
    }

    /// What an item refers to in this way.
    pub(in crate::picture) fn referred(&self, kind: &[u8; 4], from: u32) -> &[u32] {
        let mut references = self.references.iter();
        let found = references.find(|reference| &reference.kind == kind && reference.from == from);
        found.map_or(&[], |reference| &reference.to)
    }

    /// The properties of an item, and whether it makes no sense without each.
    pub(in crate::picture) fn properties_of(
        &self,
        item: &Item<'_>,
    ) -> impl Iterator<Item = (&Box<'a>, bool)> {
        let places = item.properties.iter();
        places.filter_map(|&(place, essential)| {
            let property = self.properties.get(place.checked_sub(1)?)?;
            Some((property, essential))
        })
    }

    /// An item's data, from its parts in the file or within the box. It is taken from what is `left` of
    /// [`data_limit`].
    pub(in crate::picture) fn data(
        &self,
        item: &Item<'_>,
        file: &[u8],
        left: &mut usize,
    ) -> Result<Vec<u8>, Error> {
        let location = item.location.as_ref().ok_or_else(cut)?;
        let source = if location.within { self.within } else { file };
        let mut data = Vec::new();
        for &(offset, len) in &location.extents {
            let start = usize::try_from(offset).map_err(|_| cut())?;
            let rest = source.get(start..).ok_or_else(cut)?;
            let part = match usize::try_from(len).map_err(|_| cut())? {
                0 => rest,
                len => rest.get(..len).ok_or_else(cut)?,
            };
            *left = left
                .checked_sub(part.len())
                .ok_or_else(|| malformed("parts of it belong to too many items"))?;
            data.extend_from_slice(part);
        }
        Ok(data)
    }

    fn read_list(&mut self, data: &'a [u8]) -> Result<(), Error> {
        let mut fields = Fields(data);
        let (version, _) = fields.version()?;
        fields.id(version > 0)?;
        let mut boxes = Boxes::new(fields.0);
        while let Some(part) = boxes.next()? {
            let mut fields = Fields(part.data);
            let (version, _) = fields.version()?;
            if &part.kind != b"infe" || !matches!(version, 2 | 3) || self.list.len() == MAX_ITEMS {
                return Err(malformed("its list of items is impossible"));
            }
            let id = fields.id(version == 3)?;
            if fields.u16()? > 0 {
                return Err(unsupported(
                    "this picture is protected: save it as a usual one",
                ));
            }
            if self.get(id).is_some() {
                return Err(malformed("an item of it comes twice"));
            }
            self.list.push(Item {
                id,
                kind: fields.array()?,
                texts: fields.0,
                ..Item::default()
            });
        }
        Ok(())
    }

    fn read_references(&mut self, data: &'a [u8]) -> Result<(), Error> {
        let mut fields = Fields(data);
        let (version, _) = fields.version()?;
        let mut boxes = Boxes::new(fields.0);
        while let Some(part) = boxes.next()? {
            let mut fields = Fields(part.data);
            let from = fields.id(version > 0)?;
            let count = fields.u16()?;
            if self.references.len() == MAX_ITEMS || count > MAX_PARTS {
                return Err(too_many());
            }
            let to: Result<Vec<u32>, Error> = (0..count).map(|_| fields.id(version > 0)).collect();
            self.references.push(Reference {
                kind: part.kind,
                from,
                to: to?,
            });
        }
        Ok(())
    }

    fn read_properties(&mut self, data: &'a [u8]) -> Result<(), Error> {
        let mut boxes = Boxes::new(data);
        while let Some(part) = boxes.next()? {
            if self.properties.len() == MAX_ITEMS {
                return Err(too_many());
            }
            self.properties.push(part);
        }
        Ok(())
    }

    fn read_associations(&mut self, data: &'a [u8]) -> Result<(), Error> {
        let mut fields = Fields(data);
        let (version, flags) = fields.version()?;
        for number in 0..fields.u32()? {
            if number as usize == MAX_ITEMS {
                return Err(too_many());
            }
            let id = fields.id(version > 0)?;
            let count = fields.u8()?;
            let mut properties = Vec::new();
            for _ in 0..count {
                // The highest bit says that it is essential; the rest is a place.
                properties.push(match flags & 1 {
                    0 => fields
                        .u8()
                        .map(|word| (usize::from(word & 0x7F), word >> 7 == 1))?,
                    _ => fields
                        .u16()
                        .map(|word| (usize::from(word & 0x7FFF), word >> 15 == 1))?,
                });
            }
            if let Some(item) = self.list.iter_mut().find(|item| item.id == id) {
                item.properties = properties;
            }
        }
        Ok(())
    }

    fn read_locations(&mut self, data: &'a [u8]) -> Result<(), Error> {
        let mut fields = Fields(data);
        let (version, _) = fields.version()?;
        let [sizes, base_sizes] = fields.array()?;
        let (offset_len, len_len) = (sizes >> 4, sizes & 15);
        let (base_len, index_len) = (base_sizes >> 4, base_sizes & 15);
        for number in 0..fields.id(version == 2)? {
            if number as usize == MAX_ITEMS {
                return Err(too_many());
            }
            let id = fields.id(version == 2)?;
            let method = if version > 0 { fields.u16()? & 15 } else { 0 };
            let in_this_file = fields.u16()? == 0;
            let base = fields.sized(base_len)?;
            let count = fields.u16()?;
            if count > MAX_PARTS {
                return Err(too_many());
            }
            let mut extents = Vec::new();
            for _ in 0..count {
                if version > 0 {
                    fields.sized(index_len)?;
                }
                let offset = fields.sized(offset_len)?;
                let offset = base.checked_add(offset).ok_or_else(cut)?;
                extents.push((offset, fields.sized(len_len)?));
            }
            if let Some(item) = self.list.iter_mut().find(|item| item.id == id) {
                // Data of another file, or of another item, is none that this one has.
                item.location = (in_this_file && method <= 1).then_some(Location {
                    within: method == 1,
                    extents,
                });
            }
        }
        Ok(())
    }
}

pub(super) fn too_many() -> Error {
    malformed("it has more parts than any picture")
}

/// The name of the items' kind: behind a version and a word of nothing stands what they are, and behind three more
/// words what the writer calls that.
fn read_handler(data: &[u8]) -> Result<&[u8], Error> {
    if data.get(8..12) == Some(b"pict") {
        Ok(data.get(24..).unwrap_or_default())
    } else {
        Err(unsupported(
            "this file holds something besides pictures: save it as a usual one",
        ))
    }
}
