//! How pictures are prepared, as options of every command that does.

use crate::values;
use clap::Args;
use pellicle::picture::{Area, Edits, MaxEdge, Options, Preset};
use pellicle::seal::preview_room;

/// The options.
#[derive(Args)]
pub struct Preparing {
    /// The longest side in pixels; nothing is enlarged [default: 2048, or what the server says]
    #[arg(long, value_name = "N|full", value_parser = values::max_edge)]
    max_edge: Option<MaxEdge>,
    /// Keep the pixels bit for bit, at their size, and write only the file around them anew
    #[arg(long, conflicts_with_all = ["rotate", "crop", "cover"])]
    original: bool,
    /// What a JPEG is optimised for
    #[arg(long, value_name = "balanced|smallest", default_value = "balanced", value_parser = values::preset)]
    preset: Preset,
    /// Cover a part in black, in pixels of the upright picture: width x height + left + top; as often as wanted
    #[arg(long, value_name = "WxH+X+Y", value_parser = values::area)]
    cover: Vec<Area>,
    /// Keep only this part
    #[arg(long, value_name = "WxH+X+Y", value_parser = values::area)]
    crop: Option<Area>,
    /// Turn clockwise, after everything else
    #[arg(long, value_name = "90|180|270", value_parser = values::quarter_turns)]
    rotate: Option<u8>,
}

impl Preparing {
    /// As the component takes it, with this longest side where none was typed.
    pub fn options(&self, max_edge: MaxEdge) -> Options {
        let mut options = Options::with_max_edge(self.max_edge.unwrap_or(max_edge));
        options.original = self.original;
        options.preset = self.preset;
        options.edits = Edits {
            quarter_turns: self.rotate.unwrap_or(0),
            crop: self.crop,
            covers: self.cover.clone(),
        };
        options
    }

    /// The same for a picture that is to be sealed: with a preview, which albums show before the picture has come.
    pub fn options_with_preview(&self, max_edge: MaxEdge) -> Options {
        let mut options = self.options(max_edge);
        options.preview_bytes = Some(preview_room(None, None));
        options
    }
}
