//! Whether a judge sees anything: each is given files in which there is something, of every type that it is said to know.
//! A program that cannot read a type finds nothing in it either, and that would look like a clean file.

use super::folder::Folder;
use super::metadata::Judge;
use super::pictures::avif::{File, Item, units};
use super::pictures::*;
use image::ExtendedColorType;
use libtest_mimic::Failed;

/// The maker of a camera, the words of a comment.
const PLANTED: &str = "Ballymote";

/// A file in which there is something, who has to find it, and what they have to say then.
struct Plant {
    what: &'static str,
    extension: &'static str,
    judges: &'static [&'static str],
    said: &'static str,
    file: Vec<u8>,
}

/// Fails unless the judge refuses each of its files, for what was planted there.
pub fn is_found_by(program: &str, judge: Judge) -> Result<(), Failed> {
    let folder = Folder::new(&format!("planted-{program}"))?;
    let plants = plants();
    let of_it = plants
        .iter()
        .filter(|plant| plant.judges.contains(&program));
    for (plant, number) in of_it.zip(0..) {
        let Plant {
            what, extension, ..
        } = plant;
        let path = folder.path().join(format!("{number}.{extension}"));
        std::fs::write(&path, &plant.file)?;
        let Err(failed) = judge(&[path]) else {
            return Err(format!("{what} of a {extension} is not found").into());
        };
        let said = failed.message().unwrap_or_default();
        if !said.contains(plant.said) {
            return Err(format!("of {what} of a {extension} it says only: {said}").into());
        }
    }
    Ok(())
}

fn plants() -> [Plant; 10] {
    let picture = photo(64, 48);
    let block = exif(&[(0x010F, Value::Text(PLANTED))]);
    let plain_webp = webp(&picture, ExtendedColorType::Rgb8);
    let plant = |what, extension, judges, said, file| Plant {
        what,
        extension,
        judges,
        said,
        file,
    };
    let camera = |extension, judges, file| plant("the camera", extension, judges, PLANTED, file);
    let comment = |extension, judges, file| plant("the comment", extension, judges, PLANTED, file);
    // Long enough for the header of a chunk, or of a box.
    let behind = |extension, file: &[u8], said| {
        let file = [file, b"behind the end of it"].concat();
        plant(
            "what is behind the end",
            extension,
            &["exiftool"],
            said,
            file,
        )
    };
    [
        camera(
            "jpg",
            &["exiftool", "exiv2", "mat2"],
            with_segment(&jpeg(&picture), 0xE1, &exif_segment(&block)),
        ),
        camera(
            "png",
            &["exiftool", "exiv2", "mat2"],
            with_chunk(&png_rgb(&picture), b"eXIf", &block),
        ),
        camera(
            "webp",
            &["exiftool", "exiv2"],
            webp_with(&plain_webp, (64, 48), &[(b"EXIF", &block)]),
        ),
        camera("avif", &["exiftool", "exiv2"], avif_with_exif(&block)),
        comment(
            "jpg",
            &["exiftool", "exiv2"],
            with_segment(&jpeg(&picture), 0xFE, PLANTED.as_bytes()),
        ),
        comment(
            "png",
            &["exiftool", "exiv2", "mat2"],
            with_chunk(
                &png_rgb(&picture),
                b"tEXt",
                format!("Description\0{PLANTED}").as_bytes(),
            ),
        ),
        comment(
            "gif",
            &["exiftool", "mat2"],
            gif_with_comment(&gif(&picture)),
        ),
        behind("png", &png_rgb(&picture), "Trailer data"),
        behind("webp", &plain_webp, "Error reading RIFF"),
        behind("avif", &avif::still(), "Truncated"),
    ]
}

fn avif_with_exif(block: &[u8]) -> Vec<u8> {
    let item = Item::new(b"Exif", &[&[0; 4], block].concat());
    File {
        references: vec![(b"cdsc", 2, vec![1])],
        ..File::new(vec![Item::picture(&units()), item])
    }
    .write()
}

/// Before the trailer.
fn gif_with_comment(gif: &[u8]) -> Vec<u8> {
    let length = PLANTED.len() as u8;
    let comment = [&[0x21, 0xFE, length], PLANTED.as_bytes(), &[0]].concat();
    [&gif[..gif.len() - 1], &comment, &[0x3B]].concat()
}
