//! AVIF files, box by box from ISO/IEC 14496-12 and 23008-12, around a frame that libaom has coded: nothing in Rust
//! writes one.

/// 64 by 48 pixels, drawn by a few lines of Python and coded by avifenc 0.11.
pub fn still() -> Vec<u8> {
    include_bytes!("still.avif").to_vec()
}

/// 128 by 64 pixels with transparency, in a grid of two by one, likewise.
pub fn grid() -> Vec<u8> {
    include_bytes!("grid.avif").to_vec()
}

/// The units of the still picture: a delimiter of two bytes, a sequence header of eleven, a frame.
pub fn units() -> Vec<u8> {
    let file = still();
    let at = file
        .windows(4)
        .position(|window| window == b"mdat")
        .unwrap();
    file[at + 4..].to_vec()
}

/// Its units without the delimiter, which is what original mode keeps.
pub fn kept_units() -> Vec<u8> {
    units()[2..].to_vec()
}

pub fn plain(kind: &[u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let data = parts.concat();
    [&(data.len() as u32 + 8).to_be_bytes()[..], kind, &data].concat()
}

pub fn full(kind: &[u8; 4], version: u8, parts: &[&[u8]]) -> Vec<u8> {
    plain(kind, &[&[version, 0, 0, 0][..], &parts.concat()])
}

/// One item; its number is its place in the file's list, from 1.
pub struct Item {
    pub kind: &'static [u8; 4],
    /// A name with its zero, and what follows it.
    pub texts: Vec<u8>,
    pub data: Vec<u8>,
    pub properties: Vec<Vec<u8>>,
}

impl Item {
    pub fn new(kind: &'static [u8; 4], data: &[u8]) -> Self {
        Self {
            kind,
            texts: vec![0],
            data: data.to_vec(),
            properties: Vec::new(),
        }
    }

    /// The picture, or another one like it.
    pub fn picture(data: &[u8]) -> Self {
        Self {
            properties: vec![
                full(b"ispe", 0, &[&[0, 0, 0, 64, 0, 0, 0, 48]]),
                full(b"pixi", 0, &[&[3, 8, 8, 8]]),
                plain(b"av1C", &[&[0x81, 0x20, 0, 0]]),
                plain(b"colr", &[b"nclx", &[0, 1, 0, 13, 0, 6, 0x80]]),
            ],
            ..Self::new(b"av01", data)
        }
    }

    pub fn with(mut self, property: Vec<u8>) -> Self {
        self.properties.push(property);
        self
    }
}

/// A file that is written from its parts.
pub struct File {
    pub items: Vec<Item>,
    /// Kind, from, to.
    pub references: Vec<(&'static [u8; 4], u16, Vec<u16>)>,
    pub handler: Vec<u8>,
    /// More boxes among those of `meta`, before it, and behind the data.
    pub in_meta: Vec<u8>,
    pub before: Vec<u8>,
    pub behind: Vec<u8>,
    /// Bytes before each item's data, and behind the last one's.
    pub between: Vec<u8>,
    /// What stands behind the usual brands.
    pub brands: Vec<u8>,
}

impl File {
    pub fn new(items: Vec<Item>) -> Self {
        Self {
            items,
            references: Vec::new(),
            handler: vec![0],
            in_meta: Vec::new(),
            before: Vec::new(),
            behind: Vec::new(),
            between: Vec::new(),
            brands: Vec::new(),
        }
    }

    /// The picture alone.
    pub fn still() -> Self {
        Self::new(vec![Item::picture(&units())])
    }

    pub fn write(&self) -> Vec<u8> {
        let brands = plain(b"ftyp", &[b"avif\0\0\0\0avifmif1miaf", &self.brands]);
        let data_at = brands.len() + self.before.len() + self.meta(0).len() + 8;
        let mut data = Vec::new();
        for item in &self.items {
            data.extend_from_slice(&self.between);
            data.extend_from_slice(&item.data);
        }
        data.extend_from_slice(&self.between);
        let meta = self.meta(data_at);
        let data = plain(b"mdat", &[&data]);
        [&brands, &self.before, &meta, &data, &self.behind]
            .map(|part| &part[..])
            .concat()
    }

    fn meta(&self, data_at: usize) -> Vec<u8> {
        let count = (self.items.len() as u16).to_be_bytes();
        let mut locations = [&[0x44, 0][..], &count].concat();
        let mut list = count.to_vec();
        let mut properties = Vec::new();
        let mut associations = [&[0, 0][..], &count].concat();
        let (mut at, mut place) = (data_at, 0);
        for (item, number) in self.items.iter().zip(1u16..) {
            let number = number.to_be_bytes();
            at += self.between.len();
            locations.extend_from_slice(&number);
            locations.extend_from_slice(&[0, 0, 0, 1]);
            locations.extend_from_slice(&(at as u32).to_be_bytes());
            locations.extend_from_slice(&(item.data.len() as u32).to_be_bytes());
            at += item.data.len();
            list.extend(full(
                b"infe",
                2,
                &[&number, &[0, 0], item.kind, &item.texts],
            ));
            associations.extend_from_slice(&number);
            associations.push(item.properties.len() as u8);
            for property in &item.properties {
                place += 1;
                let essential = [b"av1C", b"clap", b"irot", b"imir"]
                    .iter()
                    .any(|kind| property[4..8] == **kind);
                associations.push(place | u8::from(essential) << 7);
                properties.extend_from_slice(property);
            }
        }
        let ipco = plain(b"ipco", &[&properties]);
        let properties = plain(b"iprp", &[&ipco, &full(b"ipma", 0, &[&associations])]);
        full(
            b"meta",
            0,
            &[
                &full(b"hdlr", 0, &[&[0; 4], b"pict", &[0; 12], &self.handler]),
                &full(b"pitm", 0, &[&[0, 1]]),
                &full(b"iloc", 0, &[&locations]),
                &full(b"iinf", 0, &[&list]),
                &self.iref(),
                &properties,
                &self.in_meta,
            ],
        )
    }

    fn iref(&self) -> Vec<u8> {
        let references = self.references.iter().flat_map(|(kind, from, to)| {
            let numbers = [*from, to.len() as u16]
                .into_iter()
                .chain(to.iter().copied());
            let numbers: Vec<u8> = numbers.flat_map(u16::to_be_bytes).collect();
            plain(kind, &[&numbers])
        });
        match self.references.is_empty() {
            true => Vec::new(),
            false => full(b"iref", 0, &[&references.collect::<Vec<u8>>()]),
        }
    }
}

/// A unit of AV1 with its length, which is below 128.
pub fn unit(kind: u8, payload: &[u8]) -> Vec<u8> {
    [&[kind << 3 | 2, payload.len() as u8], payload].concat()
}
