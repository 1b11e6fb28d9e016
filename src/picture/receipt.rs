//! What a person is told about what happened to the picture.

use super::container::Source;
use super::{Edits, Picture};
use pellicle_pixels::Size;
use serde::Serialize;
use std::collections::BTreeMap;

/// What was found in a file and removed, and what was changed.
///
/// It names classes and never their content: a receipt says that there was a location, not where. So a page may write a
/// receipt into a log without writing what was just removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Receipt {
    /// The file that was given.
    pub input: Facts,
    /// The picture that came out.
    pub output: Facts,
    /// What was found and removed, each class once, in the order of [`Class`].
    pub removed: Vec<Removed>,
    /// What was done to the pixels, each change once.
    pub changed: Vec<Change>,
    /// What had to be kept: by original mode besides the pixels, because the picture would look otherwise without it;
    /// and the size of an animation that was asked to be smaller.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<Kept>,
}

impl Receipt {
    pub(super) fn new(
        input: &'static str,
        input_bytes: usize,
        source: Source,
        picture: &Picture,
        made: Made,
        edits: &Edits,
    ) -> Self {
        let Size { width, height } = source.seen_size();
        let input = Facts {
            media_type: input,
            bytes: input_bytes as u64,
            width,
            height,
        };
        let output = Facts {
            media_type: picture.media_type().as_str(),
            bytes: picture.bytes().len() as u64,
            width: u32::from(picture.width_px()),
            height: u32::from(picture.height_px()),
        };
        let (kept, encoded, converted_colors) = match made {
            Made::Encoded { converted_colors } => (Vec::new(), true, converted_colors),
            Made::Original { kept } => (kept, false, false),
        };
        // Of a picture that was cut, the size before says nothing about that.
        let longer = |facts: &Facts| facts.width.max(facts.height);
        let resized = edits.crop.is_none() && longer(&input) != longer(&output);
        let is_turned = !source.orientation.is_upright() && !kept.contains(&Kept::Orientation);
        let changes = [
            (Change::Rotated, is_turned),
            (Change::Turned, !edits.quarter_turns.is_multiple_of(4)),
            (Change::Cropped, edits.crop.is_some()),
            (Change::Covered, !edits.covers.is_empty()),
            (Change::Resized, resized),
            (Change::ConvertedToSrgb, converted_colors),
            (Change::ReducedTo8Bit, source.deep && encoded),
            (Change::Converted, input.media_type != output.media_type),
        ];
        Self {
            input,
            output,
            removed: source.found.into_removed(),
            changed: changes
                .into_iter()
                .filter(|(_, happened)| *happened)
                .map(|(change, _)| change)
                .collect(),
            kept,
        }
    }
}

/// The way in which a picture came about.
pub(super) enum Made {
    /// From its pixels.
    Encoded { converted_colors: bool },
    /// By original mode, or as it does it.
    Original { kept: Vec<Kept> },
}

impl Made {
    /// The same, if more was kept than original mode says.
    pub(super) fn and_kept(mut self, more: Option<Kept>) -> Self {
        if let Self::Original { kept } = &mut self {
            kept.extend(more);
        }
        self
    }
}

/// The plain facts of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Facts {
    /// What it is, by the name that IANA registered, such as `image/jpeg`.
    #[serde(rename = "type")]
    pub media_type: &'static str,
    /// Its length in bytes.
    pub bytes: u64,
    /// Pixels across, as a person sees it (after orientation).
    pub width: u32,
    /// Pixels down, as a person sees it.
    pub height: u32,
}

/// One class of what was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Removed {
    /// What it was.
    pub class: Class,
    /// How many there were, where that is known and says something.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// How many bytes it had, where there is nothing better to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
}

/// What metadata can say, or be. The list is closed: a page has a sentence for every one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Where the picture was taken or what place it shows: coordinates, or a place by name.
    Location,
    /// The camera or phone and its settings, maker notes included.
    Camera,
    /// The lens.
    Lens,
    /// A number that belongs to one camera, one lens or one picture.
    SerialNumber,
    /// When it was taken or changed.
    Date,
    /// Who made it, how to reach them, and their rights.
    Author,
    /// A title, description, or keywords.
    Caption,
    /// A comment.
    Comment,
    /// The programs that it passed through.
    Software,
    /// A small picture of the picture, which may show what was cropped later.
    Thumbnail,
    /// A whole further picture.
    HiddenPicture,
    /// The video of a motion photo.
    Video,
    /// How far away everything is.
    DepthMap,
    /// The brighter half of an HDR photo.
    GainMap,
    /// A signed history (C2PA, JUMBF).
    ContentCredentials,
    /// What an image generator was asked for.
    AiPrompt,
    /// A colour profile, with its names and dates; the colours were converted.
    ColorProfile,
    /// Identifiers and steps of editing.
    EditingHistory,
    /// Bytes after the picture's end.
    TrailingData,
    /// Text under a key that is not known.
    Text,
    /// Anything else.
    Unknown,
}

/// What was done to the pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Turned or mirrored upright, as its orientation tag asked.
    Rotated,
    /// Turned as whoever shared it asked.
    Turned,
    /// Cut as whoever shared it asked.
    Cropped,
    /// Covered in black where whoever shared it asked.
    Covered,
    /// Made smaller.
    Resized,
    /// Its colours were converted from its own profile to sRGB.
    ConvertedToSrgb,
    /// From more bits to 8 for each colour.
    #[serde(rename = "reduced-to-8-bit")]
    ReducedTo8Bit,
    /// Stored as another type.
    Converted,
}

/// What is kept besides the pixels: numbers that say how to show them, or more of the pixels than were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    /// How the picture is turned.
    Orientation,
    /// What its colours mean: a profile without names, texts and dates.
    ColorProfile,
    /// The size of an animation that would have no fewer bytes if it were made smaller.
    SizeForBytes,
    /// The size of an animation of so many pixels that it would take too long to make it smaller.
    SizeForTime,
}

/// What a reader of containers has found so far.
#[derive(Debug, Default)]
pub(super) struct Found(BTreeMap<Class, Amount>);

#[derive(Debug, Default)]
struct Amount {
    count: u32,
    bytes: u64,
}

impl Found {
    /// One of this class, of a size that does not matter.
    pub(super) fn add(&mut self, class: Class) {
        self.add_bytes(class, 0);
    }

    /// One of this class, with this many bytes.
    pub(super) fn add_bytes(&mut self, class: Class, bytes: usize) {
        let amount = self.0.entry(class).or_default();
        amount.count = amount.count.saturating_add(1);
        amount.bytes = amount.bytes.saturating_add(bytes as u64);
    }

    pub(super) fn has(&self, class: Class) -> bool {
        self.0.contains_key(&class)
    }

    /// Nothing, or a profile, of which names and texts may have been removed.
    pub(super) fn is_clean(&self) -> bool {
        self.0.keys().all(|class| *class == Class::ColorProfile)
    }

    pub(super) fn into_removed(self) -> Vec<Removed> {
        let counted = [Class::HiddenPicture, Class::Video];
        let weighed = [Class::Unknown, Class::TrailingData];
        self.0
            .into_iter()
            .map(|(class, amount)| Removed {
                class,
                count: counted.contains(&class).then_some(amount.count),
                bytes: weighed.contains(&class).then_some(amount.bytes),
            })
            .collect()
    }
}
