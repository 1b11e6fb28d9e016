//! A marker in every slot where a file can carry something besides pixels: none survives, in either mode, in any form.
//!
//! The slots are those of the specifications, and of the programs that write outside of them. Each is filled with the
//! marker as it is, in UTF-16 both ways, deflated, and in base64. What nothing here decodes gets pixels that were made for
//! it, as from a browser.

#![allow(clippy::unwrap_used)]

#[path = "canary/avif.rs"]
mod avif;
#[path = "canary/decoded.rs"]
mod decoded;
#[path = "canary/forms.rs"]
mod forms;
#[path = "canary/gif.rs"]
mod gif;
#[path = "canary/heic.rs"]
mod heic;
#[path = "canary/jxl.rs"]
mod jxl;
#[path = "canary/jpeg.rs"]
mod jpeg;
mod pictures;
#[path = "canary/png.rs"]
mod png;
#[path = "canary/png_chunks.rs"]
mod png_chunks;
#[path = "canary/structure.rs"]
mod structure;
#[path = "canary/webp.rs"]
mod webp;

use forms::{CANARY, Form};
use pellicle::Code;
use pellicle::picture::{Class, Foreign};
use pictures::*;

/// Makes a file of what its slot is filled with.
type Fill = dyn Fn(&[u8]) -> Option<Vec<u8>>;

/// One place in one kind of file.
pub struct Slot {
    name: String,
    /// The file with these bytes in the slot; `None` where they do not fit.
    fill: Box<Fill>,
    /// What the receipt says of it, where a test looks.
    said: Option<Vec<Class>>,
}

impl Slot {
    fn new(name: impl Into<String>, fill: impl Fn(&[u8]) -> Vec<u8> + 'static) -> Self {
        Self::if_it_fits(name, move |bytes| Some(fill(bytes)))
    }

    /// The same with what the receipt says when only pixels pass.
    fn says(mut self, classes: &[Class]) -> Self {
        self.said = Some(classes.to_vec());
        self
    }

    /// The same slot in what its file becomes.
    fn within(self, change: fn(Vec<u8>) -> Vec<u8>) -> Self {
        let fill = self.fill;
        Self {
            fill: Box::new(move |bytes| fill(bytes).map(change)),
            ..self
        }
    }

    fn if_it_fits(
        name: impl Into<String>,
        fill: impl Fn(&[u8]) -> Option<Vec<u8>> + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            fill: Box::new(fill),
            said: None,
        }
    }
}

/// Fills every slot in every form. `least` is how many slots there have to be, so that none is lost.
fn assert_gone(slots: Vec<Slot>, least: usize) {
    assert!(slots.len() >= least, "only {} slots", slots.len());
    for Slot { name, fill, said } in slots {
        let mut filled = 0;
        for form in Form::ALL {
            let Some(file) = fill(&form.of(CANARY)) else {
                continue;
            };
            filled += 1;
            let planted = forms::find(&file);
            assert!(planted, "{name}, {form:?}: nothing was planted");
            for options in [full(), edge(20), original()] {
                let mode = if options.original {
                    "original"
                } else {
                    "normal"
                };
                let all = decoded::prepare_all(&file, &options)
                    .unwrap_or_else(|error| panic!("{name}, {form:?}, {mode} mode: {error}"));
                for prepared in all {
                    let bytes = prepared.picture.bytes();
                    assert!(
                        !forms::find(bytes),
                        "{name}, {form:?}: it survived in {mode} mode"
                    );
                    let receipt = serde_json::to_vec(&prepared.receipt).unwrap();
                    assert!(
                        !forms::find(&receipt),
                        "{name}: the receipt says what was there"
                    );
                    structure::assert_allowed(bytes, options.original);
                    if let Some(said) = said.as_ref().filter(|_| !options.original) {
                        assert_eq!(&classes(&prepared), said, "{name}, {form:?}");
                    }
                }
            }
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
    assert_gone(avif::slots(), 93);
}

#[test]
fn nothing_survives_from_a_gif() {
    assert_gone(gif::slots(), 37);
}

#[test]
fn nothing_survives_from_a_heic() {
    assert_gone(heic::slots(), 80);
}

#[test]
fn nothing_survives_from_a_jpeg_xl() {
    assert_gone(jxl::slots(), 113);
}

#[test]
fn a_jpeg_xl_that_does_not_end_with_a_box_is_refused() {
    for form in Form::ALL {
        for in_pieces in [false, true] {
            let file = [&jxl::file(in_pieces)[..], &form.of(CANARY)].concat();
            let refused = Foreign::read(&file, &full()).map(|_| ()).unwrap_err();
            assert_eq!(refused.code(), Code::Malformed);
        }
    }
}
