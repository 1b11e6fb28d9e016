//! A profile's header and its list of tags (ICC.1:2022, 7).

use super::super::container::Channels;
use super::{Element, Reader, Table, typed};

/// Bytes of the header.
const HEADER_BYTES: usize = 128;
/// Tags of one profile: real ones have at most a few dozen.
const MAX_TAGS: u32 = 200;

/// What a profile says, without a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::picture) struct Numbers {
    /// 2 or 4: they differ in what a text looks like, and in where black is.
    pub(in crate::picture) version: u8,
    /// A kind of device: it decides which tags are looked for.
    pub(in crate::picture) class: [u8; 4],
    pub(in crate::picture) space: [u8; 4],
    /// The connection space, XYZ or Lab.
    pub(in crate::picture) connection: [u8; 4],
    /// The rendering intent, 0 to 3.
    pub(in crate::picture) intent: u8,
    pub(in crate::picture) tags: Vec<([u8; 4], Element)>,
}

impl Numbers {
    /// `None` where nothing can be converted with it.
    pub(in crate::picture) fn read(icc: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(icc);
        let header: [u8; HEADER_BYTES] = reader.array()?;
        let field = |at: usize| [header[at], header[at + 1], header[at + 2], header[at + 3]];
        let (version, class, space, connection) = (header[8], field(12), field(16), field(20));
        let intent = u32::from_be_bytes(field(64));
        let known = matches!(version, 2 | 4)
            && matches!(&class, b"scnr" | b"mntr" | b"prtr" | b"spac")
            && matches!(&connection, b"XYZ " | b"Lab ")
            && &field(36) == b"acsp"
            && intent <= 3;
        if !known {
            return None;
        }
        let count = reader.u32().filter(|count| *count <= MAX_TAGS)?;
        let mut tags: Vec<([u8; 4], Element)> = Vec::new();
        for _ in 0..count {
            let (tag, offset, len) = (reader.array()?, reader.u32()?, reader.u32()?);
            let end = (offset as usize).checked_add(len as usize)?;
            let Some(data) = icc.get(offset as usize..end) else {
                continue;
            };
            // In one order, so that it says nothing about who wrote it.
            if let Some(element) = Element::read(tag, data)
                && let Err(at) = tags.binary_search_by_key(&tag, |(known, _)| *known)
            {
                tags.insert(at, (tag, element));
            }
        }
        let numbers = Self {
            version,
            class,
            space,
            connection,
            intent: intent as u8,
            tags,
        };
        numbers.can_convert().then_some(numbers)
    }

    pub(in crate::picture) fn tag(&self, tag: &[u8; 4]) -> Option<&Element> {
        self.tags
            .iter()
            .find(|(known, _)| known == tag)
            .map(|(_, element)| element)
    }

    /// The table that converts colours: of the relative colorimetric intent, else the first.
    pub(in crate::picture) fn table(&self) -> Option<&Table> {
        [b"A2B1", b"A2B0"]
            .into_iter()
            .find_map(|tag| match self.tag(tag) {
                Some(Element::Table(table)) => Some(table),
                _ => None,
            })
    }

    /// Whether it is meant for pictures of these channels. Gray ones are often given a profile for colours.
    pub(in crate::picture) fn fit(&self, channels: Channels) -> bool {
        match channels {
            Channels::Gray => matches!(&self.space, b"GRAY" | b"RGB "),
            Channels::Rgb => &self.space == b"RGB ",
            Channels::Cmyk => &self.space == b"CMYK",
        }
    }

    /// A table, or curves with a matrix, or one curve for gray.
    fn can_convert(&self) -> bool {
        let inputs = match &self.space {
            b"GRAY" => 1,
            b"RGB " => 3,
            b"CMYK" => 4,
            _ => return false,
        };
        let tables = self.tags.iter().filter_map(|(_, element)| match element {
            Element::Table(table) => Some(table.inputs()),
            _ => None,
        });
        let mut tables = tables.peekable();
        let has_table = tables.peek().is_some() && tables.all(|of_table| of_table == inputs);
        let has_all = |tags: &[&[u8; 4]]| tags.iter().all(|tag| self.tag(tag).is_some());
        let has_curves = match inputs {
            1 => has_all(&[b"kTRC"]),
            3 => has_all(&[b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC"]),
            _ => false,
        };
        has_table || has_curves
    }

    /// The profile with these numbers, with texts of no letters where a text has to be.
    pub(in crate::picture) fn write(&self) -> Vec<u8> {
        let no_text = no_text(self.version);
        let texts = [*b"desc", *b"cprt"].into_iter().zip(no_text);
        let tags = self
            .tags
            .iter()
            .map(|(tag, element)| (*tag, element.write()));
        let tags: Vec<([u8; 4], Vec<u8>)> = texts.chain(tags).collect();
        let mut list = (tags.len() as u32).to_be_bytes().to_vec();
        let mut data: Vec<u8> = Vec::new();
        let mut known: Vec<(Vec<u8>, usize)> = Vec::new();
        let data_at = HEADER_BYTES + 4 + 12 * tags.len();
        for (tag, bytes) in tags {
            let same = known.iter().find(|(other, _)| *other == bytes);
            let offset = same.map_or(data_at + data.len(), |(_, offset)| *offset);
            list.extend_from_slice(&tag);
            list.extend_from_slice(&(offset as u32).to_be_bytes());
            list.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
            if same.is_none() {
                data.extend_from_slice(&bytes);
                data.resize(data.len().next_multiple_of(4), 0);
                known.push((bytes, offset));
            }
        }
        let mut file = self.header(data_at + data.len()).to_vec();
        file.append(&mut list);
        file.append(&mut data);
        file
    }

    /// No program, no platform, no maker, no model, no date.
    fn header(&self, len: usize) -> [u8; HEADER_BYTES] {
        /// The light of the connection space (7.2.16).
        const D50: [u8; 12] = [0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D];
        let mut header = [0; HEADER_BYTES];
        let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, &(len as u32).to_be_bytes());
        // Tags of ours are those of 2.4 and of 4.4.
        put(8, &[self.version, 0x40]);
        put(12, &self.class);
        put(16, &self.space);
        put(20, &self.connection);
        put(36, b"acsp");
        put(67, &[self.intent]);
        put(68, &D50);
        header
    }
}

/// A description and a copyright of no letters, as each version of the standard has texts.
fn no_text(version: u8) -> [Vec<u8>; 2] {
    if version == 2 {
        // An ASCII text of one zero; then Unicode and Macintosh texts of no letters, which take up 78 bytes.
        let mut description = typed(b"desc");
        description.extend_from_slice(&[0, 0, 0, 1, 0]);
        description.extend_from_slice(&[0; 78]);
        let mut copyright = typed(b"text");
        copyright.push(0);
        return [description, copyright];
    }
    // One translation, which readers insist on: into the language that everyone has, of no letters.
    let mut text = typed(b"mluc");
    for number in [1, 12, u32::from_be_bytes(*b"enUS"), 0, 28] {
        text.extend_from_slice(&u32::to_be_bytes(number));
    }
    [text.clone(), text]
}
