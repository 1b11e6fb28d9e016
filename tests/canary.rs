//! A marker in every slot where a file can carry something besides pixels: none survives, in either mode, in any form.
//!
//! The slots are those of the specifications, and of the programs that write outside of them. Each is filled with the
//! marker as it is, in UTF-16 both ways, deflated, and in base64.

#![allow(clippy::unwrap_used)]

#[path = "canary/avif.rs"]
mod avif;
#[path = "canary/forms.rs"]
mod forms;
#[path = "canary/gif.rs"]
mod gif;
#[path = "canary/jpeg.rs"]
mod jpeg;
mod pictures;
#[path = "canary/png.rs"]
mod png;
#[path = "canary/structure.rs"]
mod structure;
#[path = "canary/webp.rs"]
mod webp;

use forms::{CANARY, Form};
use pellicle::Code;
use pellicle::picture::prepare;
use pictures::*;

/// Makes a file of what its slot is filled with.
type Fill = dyn Fn(&[u8]) -> Option<Vec<u8>>;

/// One place in one kind of file.
pub struct Slot {
    name: String,
    /// The file with these bytes in the slot; `None` where they do not fit.
    fill: Box<Fill>,
}

impl Slot {
    fn new(name: impl Into<String>, fill: impl Fn(&[u8]) -> Vec<u8> + 'static) -> Self {
        Self::if_it_fits(name, move |bytes| Some(fill(bytes)))
    }

    fn if_it_fits(
        name: impl Into<String>,
        fill: impl Fn(&[u8]) -> Option<Vec<u8>> + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            fill: Box::new(fill),
        }
    }
}

/// Fills every slot in every form. `least` is how many slots there have to be, so that none is lost.
fn assert_gone(slots: Vec<Slot>, least: usize) {
    assert!(slots.len() >= least, "only {} slots", slots.len());
    for Slot { name, fill } in slots {
        let mut filled = 0;
        for form in Form::ALL {
            let Some(file) = fill(&form.of(CANARY)) else {
                continue;
            };
            filled += 1;
            let planted = forms::find(&file);
            assert!(planted, "{name}, {form:?}: nothing was planted");
            let mut taken = 0;
            for options in [full(), edge(20), original()] {
                let prepared = match prepare(&file, &options) {
                    Ok(prepared) => prepared,
                    // An AVIF is not decoded, which hides nothing; original mode takes all.
                    Err(error)
                        if error.code() == Code::Unsupported
                            && !options.original
                            && file[4..].starts_with(b"ftyp") =>
                    {
                        continue;
                    }
                    Err(error) => panic!("{name}, {form:?}: {error}"),
                };
                taken += 1;
                let bytes = prepared.picture.bytes();
                let mode = if options.original {
                    "original"
                } else {
                    "normal"
                };
                assert!(
                    !forms::find(bytes),
                    "{name}, {form:?}: it survived in {mode} mode"
                );
                let receipt = serde_json::to_string(&prepared.receipt).unwrap();
                assert!(
                    !receipt.contains(CANARY),
                    "{name}: the receipt says what was there"
                );
                structure::assert_allowed(bytes, options.original);
            }
            assert!(taken > 0, "{name}, {form:?}: it was never taken");
        }
        assert!(filled > 0, "{name}: no form fits");
    }
}

#[test]
fn nothing_survives_from_a_jpeg() {
    assert_gone(jpeg::slots(), 145);
}

#[test]
fn nothing_survives_from_a_png() {
    assert_gone(png::slots(), 145);
}

#[test]
fn nothing_survives_from_a_webp() {
    assert_gone(webp::slots(), 37);
}

#[test]
fn nothing_survives_from_an_avif() {
    assert_gone(avif::slots(), 80);
}

#[test]
fn nothing_survives_from_a_gif() {
    assert_gone(gif::slots(), 37);
}
