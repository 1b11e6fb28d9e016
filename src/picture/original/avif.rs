//! AVIF: the primary item with its tiles and its transparency, and the properties that show them (ISO/IEC 23008-12).

use super::super::container::avif;
use super::super::container::avif::picture::{Content, Layer, Picture};
use super::super::refusal::internal;
use super::Meaning;
use crate::error::Error;

/// What an auxiliary item with transparency is called (MIAF, 7.3.5.2).
const ALPHA: &[u8] = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0";

/// Writes the file again.
pub(super) fn write(bytes: &[u8], meaning: &Meaning) -> Result<Vec<u8>, Error> {
    let items = avif::meta(bytes)?;
    let picture = Picture::read(&items, bytes)?;
    let mut written = Written::default();
    let base = written.add(&picture.base, meaning.profile(), false)?;
    if let Some(alpha) = &picture.alpha {
        let alpha = written.add(alpha, None, true)?;
        written.refer(b"auxl", alpha, &[base])?;
        if picture.premultiplied {
            written.refer(b"prem", base, &[alpha])?;
        }
    }
    written.file()
}

/// The items of the new file, from 1 on.
#[derive(Default)]
struct Written {
    items: Vec<WrittenItem>,
    /// Every property once.
    properties: Vec<Vec<u8>>,
    references: Vec<u8>,
}

struct WrittenItem {
    kind: [u8; 4],
    data: Vec<u8>,
    /// Places of properties from 1 on, with the highest bit set where one is essential.
    properties: Vec<u8>,
}

impl Written {
    /// Adds an item with all that it is made of, and gives its number.
    fn add(
        &mut self,
        layer: &Layer<'_>,
        profile: Option<&[u8]>,
        is_alpha: bool,
    ) -> Result<u16, Error> {
        let number = u16::try_from(self.items.len() + 1).map_err(internal)?;
        let properties = self.place(properties(layer, profile, is_alpha)?)?;
        let (kind, data) = match &layer.content {
            Content::Coded(units) => (*b"av01", units.written.clone()),
            Content::Grid([rows, columns], _) => {
                // Sides of four bytes, always.
                let sides = [layer.size.width, layer.size.height].map(u32::to_be_bytes);
                let grid = [&[0, 1, *rows, *columns], sides.as_flattened()].concat();
                (*b"grid", grid)
            }
        };
        self.items.push(WrittenItem {
            kind,
            data,
            properties,
        });
        let mut tiles = Vec::new();
        for tile in layer.tiles() {
            tiles.push(self.add(tile, None, is_alpha)?);
        }
        if !tiles.is_empty() {
            self.refer(b"dimg", number, &tiles)?;
        }
        Ok(number)
    }

    /// The places of properties, of which those that are there already are not written twice.
    fn place(&mut self, properties: Vec<(Vec<u8>, Need)>) -> Result<Vec<u8>, Error> {
        let mut places = Vec::new();
        for (property, need) in properties {
            let known = self.properties.iter().position(|known| *known == property);
            let place = known.unwrap_or(self.properties.len()) + 1;
            if known.is_none() {
                self.properties.push(property);
            }
            let place = u8::try_from(place).ok().filter(|place| *place < 0x80);
            places
                .push(place.ok_or_else(|| internal("there are too many properties"))? | need as u8);
        }
        Ok(places)
    }

    fn refer(&mut self, kind: &[u8; 4], from: u16, to: &[u16]) -> Result<(), Error> {
        let count = u16::try_from(to.len()).map_err(internal)?;
        let numbers = [from, count].into_iter().chain(to.iter().copied());
        let numbers: Vec<u8> = numbers.flat_map(u16::to_be_bytes).collect();
        self.references.append(&mut plain(kind, &[&numbers])?);
        Ok(())
    }

    fn file(&self) -> Result<Vec<u8>, Error> {
        let mut file = plain(b"ftyp", &[b"avif", &[0; 4], b"avif", b"mif1", b"miaf"])?;
        // The offsets have a fixed length, so that the box has too.
        let data_at = file.len() + self.meta(0)?.len() + 8;
        file.append(&mut self.meta(data_at)?);
        let data: Vec<&[u8]> = self.items.iter().map(|item| &item.data[..]).collect();
        file.append(&mut plain(b"mdat", &data)?);
        Ok(file)
    }

    fn meta(&self, data_at: usize) -> Result<Vec<u8>, Error> {
        let count = u16::try_from(self.items.len()).map_err(internal)?;
        let handler = full(b"hdlr", 0, &[&[0; 4], b"pict", &[0; 13]])?;
        let primary = full(b"pitm", 0, &[&1u16.to_be_bytes()])?;
        // Offsets and lengths of four bytes, and no base.
        let mut locations = [&[0x44, 0][..], &count.to_be_bytes()].concat();
        let mut list = count.to_be_bytes().to_vec();
        let mut associations = u32::from(count).to_be_bytes().to_vec();
        let mut offset = data_at;
        for (item, number) in self.items.iter().zip(1u16..) {
            let number = number.to_be_bytes();
            locations.extend_from_slice(&number);
            // In this file, in one piece.
            locations.extend_from_slice(&[0, 0, 0, 1]);
            for place in [offset, item.data.len()] {
                let place = u32::try_from(place).map_err(internal)?;
                locations.extend_from_slice(&place.to_be_bytes());
            }
            offset += item.data.len();
            // No protection, and a name of no letters.
            list.append(&mut full(
                b"infe",
                2,
                &[&number, &[0, 0], &item.kind, &[0]],
            )?);
            associations.extend_from_slice(&number);
            associations.push(item.properties.len() as u8);
            associations.extend_from_slice(&item.properties);
        }
        let locations = full(b"iloc", 0, &[&locations])?;
        let list = full(b"iinf", 0, &[&list])?;
        let references = match self.references.is_empty() {
            true => Vec::new(),
            false => full(b"iref", 0, &[&self.references])?,
        };
        let properties = plain(b"ipco", &[&self.properties.concat()])?;
        let associations = full(b"ipma", 0, &[&associations])?;
        let properties = plain(b"iprp", &[&properties, &associations])?;
        full(
            b"meta",
            0,
            &[
                &handler,
                &primary,
                &locations,
                &list,
                &references,
                &properties,
            ],
        )
    }
}

/// Whether a decoder that does not know a property may show the item without it: the bit that says so.
#[derive(Clone, Copy)]
enum Need {
    Optional = 0,
    Essential = 0x80,
}

/// What an item is shown with, in the order in which decoders apply it.
fn properties(
    layer: &Layer<'_>,
    profile: Option<&[u8]>,
    is_alpha: bool,
) -> Result<Vec<(Vec<u8>, Need)>, Error> {
    use Need::{Essential, Optional};
    let sides = [layer.size.width, layer.size.height].map(u32::to_be_bytes);
    let mut list = vec![(full(b"ispe", 0, &[sides.as_flattened()])?, Optional)];
    if let Some(depths) = layer.depths {
        let depths = full(b"pixi", 0, &[&[depths.len() as u8], depths])?;
        list.push((depths, Optional));
    }
    if let Some(config) = &layer.config {
        list.push((plain(b"av1C", &[config])?, Essential));
    }
    if is_alpha {
        list.push((full(b"auxC", 0, &[ALPHA])?, Optional));
    }
    if let Some(points) = &layer.code_points {
        list.push((plain(b"colr", &[b"nclx", points])?, Optional));
    }
    if let Some(profile) = profile {
        list.push((plain(b"colr", &[b"prof", profile])?, Optional));
    }
    if layer.turns > 0 {
        list.push((plain(b"irot", &[&[layer.turns]])?, Essential));
    }
    if let Some(axis) = layer.mirror {
        list.push((plain(b"imir", &[&[axis]])?, Essential));
    }
    Ok(list)
}

/// A box of these parts.
fn plain(kind: &[u8; 4], parts: &[&[u8]]) -> Result<Vec<u8>, Error> {
    let len = 8 + parts.iter().map(|part| part.len()).sum::<usize>();
    let mut bytes = u32::try_from(len).map_err(internal)?.to_be_bytes().to_vec();
    bytes.extend_from_slice(kind);
    parts.iter().for_each(|part| bytes.extend_from_slice(part));
    Ok(bytes)
}

/// A box with a version and no flags.
fn full(kind: &[u8; 4], version: u8, parts: &[&[u8]]) -> Result<Vec<u8>, Error> {
    let head = [version, 0, 0, 0];
    plain(kind, &[&[&head[..]], parts].concat())
}
