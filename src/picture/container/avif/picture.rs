//! The picture that an AVIF shows: its primary item with its tiles, the same for transparency, and what each is shown
//! with.

use super::super::super::refusal::{malformed, unsupported};
use super::boxes::{Box, Fields};
use super::items::{Item, Items, data_limit};
use super::units::{self, Units};
use crate::error::Error;
use pellicle_pixels::Orientation;
use pellicle_pixels::Size;

/// What an auxiliary item is called that holds transparency (MIAF, 7.3.5.2), and what HEIF called it before.
const ALPHA: [&[u8]; 2] = [
    b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0",
    b"urn:mpeg:hevc:2015:auxid:1\0",
];

/// Everything that is shown.
pub(in crate::picture) struct Picture<'a> {
    pub(in crate::picture) base: Layer<'a>,
    pub(in crate::picture) alpha: Option<Layer<'a>>,
    /// The colours have been multiplied by the transparency.
    pub(in crate::picture) premultiplied: bool,
}

/// One item with all that it is made of.
pub(in crate::picture) struct Layer<'a> {
    pub(in crate::picture) id: u32,
    pub(in crate::picture) size: Size,
    /// Bits of each channel, where that is said.
    pub(in crate::picture) depths: Option<&'a [u8]>,
    /// The four bytes of `av1C`; of a grid, its tiles have them.
    pub(in crate::picture) config: Option<[u8; 4]>,
    /// `nclx`: primaries, transfer and matrix of two bytes each, and a range.
    pub(in crate::picture) code_points: Option<[u8; 7]>,
    pub(in crate::picture) profile: Option<&'a [u8]>,
    /// Quarters of a turn to the left.
    pub(in crate::picture) turns: u8,
    /// Afterwards mirrored: 0 from top to bottom, 1 from left to right.
    pub(in crate::picture) mirror: Option<u8>,
    pub(in crate::picture) content: Content<'a>,
}

pub(in crate::picture) enum Content<'a> {
    /// The units of a frame.
    Coded(Units),
    /// Rows and columns less one, and the tiles from the top left.
    Grid([u8; 2], Vec<Layer<'a>>),
}

impl<'a> Picture<'a> {
    /// Reads the primary item.
    pub(in crate::picture) fn read(items: &Items<'a>, file: &[u8]) -> Result<Self, Error> {
        let id = items.primary;
        let mut left = data_limit(file);
        let base = Layer::read(items, id, file, &mut left, true)?;
        let alpha_of = |id: u32| {
            let mut references = items.references.iter();
            let found = references.find(|reference| {
                &reference.kind == b"auxl"
                    && reference.to.contains(&id)
                    && is_alpha(items, reference.from)
            });
            found.map(|reference| reference.from)
        };
        let alpha = match alpha_of(id) {
            Some(id) => Some(Layer::read(items, id, file, &mut left, true)?),
            None => None,
        };
        if base.tiles().iter().any(|tile| alpha_of(tile.id).is_some()) {
            return Err(unsupported(
                "this AVIF has transparency tile by tile, which is not taken: save it as a usual one",
            ));
        }
        let premultiplied = alpha
            .as_ref()
            .is_some_and(|alpha| items.referred(b"prem", id).contains(&alpha.id));
        Ok(Self {
            base,
            alpha,
            premultiplied,
        })
    }

    /// Both layers, where there are two.
    pub(super) fn layers(&self) -> impl Iterator<Item = &Layer<'a>> {
        core::iter::once(&self.base).chain(&self.alpha)
    }
}

pub(super) fn is_alpha(items: &Items<'_>, id: u32) -> bool {
    items.get(id).is_some_and(|item| {
        items.properties_of(item).any(|(property, _)| {
            let kind = property.data.get(4..).unwrap_or_default();
            &property.kind == b"auxC" && ALPHA.iter().any(|alpha| kind.starts_with(alpha))
        })
    })
}

impl<'a> Layer<'a> {
    /// Reads an item; tiles may not be made of tiles.
    fn read(
        items: &Items<'a>,
        id: u32,
        file: &[u8],
        left: &mut usize,
        may_be_grid: bool,
    ) -> Result<Self, Error> {
        let item = items
            .get(id)
            .ok_or_else(|| malformed("it has no picture in it"))?;
        let data = items.data(item, file, left)?;
        let content = match &item.kind {
            b"av01" => Content::Coded(units::written(&data)?),
            b"grid" if may_be_grid => Self::read_grid(items, item, &data, file, left)?,
            _ => {
                return Err(unsupported(
                    "this AVIF is made of other pictures in a way that is not taken: save it as a usual one",
                ));
            }
        };
        let mut layer = Self {
            id,
            size: Size {
                width: 0,
                height: 0,
            },
            depths: None,
            config: None,
            code_points: None,
            profile: None,
            turns: 0,
            mirror: None,
            content,
        };
        let mut crops = Vec::new();
        for (property, essential) in items.properties_of(item) {
            if &property.kind == b"clap" {
                crops.push(Fields(property.data).array()?);
            } else if !layer.read_property(property)? && essential {
                return Err(unsupported(
                    "this AVIF needs an extension that is not known: save it as a usual one",
                ));
            }
        }
        let is_coded = matches!(layer.content, Content::Coded(_));
        if layer.size.pixels() == 0 || layer.config.is_some() != is_coded {
            return Err(malformed("a picture of it lacks its size or its kind"));
        }
        if !crops.iter().all(|crop| is_whole(crop, layer.size)) {
            return Err(unsupported(
                "this AVIF is cropped by a note in the file, and so has more in it than it shows: share it without original mode, or save it anew",
            ));
        }
        Ok(layer)
    }

    /// Version, flags, rows and columns less one, then the size of the whole (ISO/IEC 23008-12, 6.6.2.3).
    fn read_grid(
        items: &Items<'a>,
        item: &Item<'a>,
        data: &[u8],
        file: &[u8],
        left: &mut usize,
    ) -> Result<Content<'a>, Error> {
        let [0, _, rows, columns] = Fields(data).array()? else {
            return Err(malformed("its grid is impossible"));
        };
        let count = (usize::from(rows) + 1) * (usize::from(columns) + 1);
        let ids = items.referred(b"dimg", item.id);
        if ids.len() != count {
            return Err(malformed("its grid has other tiles than it should"));
        }
        let mut tiles = Vec::with_capacity(count);
        for &id in ids {
            tiles.push(Layer::read(items, id, file, left, false)?);
        }
        Ok(Content::Grid([rows, columns], tiles))
    }

    /// Takes a property; `false` where it is none that is kept.
    fn read_property(&mut self, property: &Box<'a>) -> Result<bool, Error> {
        let mut fields = Fields(property.data);
        match &property.kind {
            b"ispe" => {
                fields.version()?;
                self.size = Size {
                    width: fields.u32()?,
                    height: fields.u32()?,
                };
            }
            b"pixi" => {
                fields.version()?;
                let count = fields.u8()?;
                let depths = fields.take(usize::from(count))?;
                let possible =
                    matches!(count, 1 | 3) && depths.iter().all(|bits| matches!(bits, 8 | 10 | 12));
                self.depths = possible.then_some(depths);
            }
            b"av1C" => match fields.array::<4>()? {
                config @ [0x81, ..] => self.config = Some(config),
                _ => return Err(malformed("the kind of its pixels is impossible")),
            },
            b"colr" => match &fields.array()? {
                b"nclx" => {
                    let [p1, primaries, t1, transfer, m1, matrix, range] = fields.array()?;
                    // ITU-T H.273: what has a meaning.
                    let possible =
                        [p1, t1, m1] == [0; 3] && primaries <= 22 && transfer <= 18 && matrix <= 17;
                    self.code_points =
                        possible.then_some([0, primaries, 0, transfer, 0, matrix, range & 0x80]);
                }
                b"prof" | b"rICC" => self.profile = Some(fields.0),
                _ => return Ok(false),
            },
            b"irot" => self.turns = fields.u8()? & 3,
            b"imir" => self.mirror = Some(fields.u8()? & 1),
            // What an auxiliary item is for is known from how it was found.
            b"auxC" => {}
            _ => return Ok(false),
        }
        Ok(true)
    }

    pub(in crate::picture) fn tiles(&self) -> &[Layer<'a>] {
        match &self.content {
            Content::Coded(_) => &[],
            Content::Grid(_, tiles) => tiles,
        }
    }

    /// The item and its tiles.
    pub(super) fn ids(&self) -> impl Iterator<Item = u32> {
        core::iter::once(self.id).chain(self.tiles().iter().map(|tile| tile.id))
    }

    /// Bytes among its units that show nothing.
    pub(super) fn other_bytes(&self) -> usize {
        match &self.content {
            Content::Coded(units) => units.other_bytes,
            Content::Grid(_, tiles) => tiles.iter().map(Layer::other_bytes).sum(),
        }
    }

    /// One channel, by the flag of `av1C` (AV1 Codec ISO Media File Format Binding, 2.3.3).
    pub(super) fn is_gray(&self) -> bool {
        let config = self.config.or_else(|| self.tiles().first()?.config);
        config.is_some_and(|[_, _, flags, _]| flags & 0x10 != 0)
    }

    /// What it is turned by, as Exif would say it.
    pub(super) fn orientation(&self) -> Orientation {
        orientation(self.turns, self.mirror)
    }
}

/// Whether a crop leaves all of a picture: width, height, and how far its middle is moved, each a fraction
/// (ISO/IEC 14496-12, 12.1.4).
fn is_whole(crop: &[u8; 32], size: Size) -> bool {
    let (numbers, _) = crop.as_chunks::<8>();
    let [width, height, right, down] = [0, 1, 2, 3].map(|place| numbers[place]).map(|fraction| {
        let (numbers, _) = fraction.as_chunks::<4>();
        (
            u64::from(u32::from_be_bytes(numbers[0])),
            u64::from(u32::from_be_bytes(numbers[1])),
        )
    });
    let is_side = |(numerator, denominator), side: u32| {
        denominator > 0 && numerator == denominator * u64::from(side)
    };
    is_side(width, size.width) && is_side(height, size.height) && right.0 == 0 && down.0 == 0
}

/// Turned, then mirrored, as Exif would say it.
pub(super) fn orientation(turns: u8, mirror: Option<u8>) -> Orientation {
    Orientation::from_exif(match (turns, mirror) {
        (0, None) => 1,
        (0, Some(0)) | (2, Some(1)) => 4,
        (0, Some(_)) | (2, Some(_)) => 2,
        (1, None) => 8,
        (1, Some(0)) | (3, Some(1)) => 5,
        (1, Some(_)) | (3, Some(_)) => 7,
        (2, None) => 3,
        _ => 6,
    })
}
