//! Of an AVIF, original mode keeps the picture and its transparency, and what shows them.

#![allow(clippy::unwrap_used)]

mod pictures;

use pellicle::picture::{Class, Kept, Prepared, prepare};
use pellicle::{Code, MediaType};
use pictures::avif::{File, Item, full, grid, kept_units, plain, still, unit, units};
use pictures::*;

#[track_caller]
fn kept(file: &[u8]) -> Prepared {
    prepare(file, &original()).unwrap_or_else(|error| panic!("{}: {error}", error.code().as_str()))
}

#[track_caller]
fn assert_refused(file: &[u8], code: Code, word: &str) {
    let error = prepare(file, &original()).map(|_| ()).unwrap_err();
    assert_eq!(error.code(), code, "{error}");
    assert!(error.message().contains(word), "{error}");
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The data of all items in a file: they follow each other.
fn data(file: &[u8]) -> &[u8] {
    let at = file
        .windows(4)
        .position(|window| window == b"mdat")
        .unwrap();
    &file[at + 4..]
}

fn size(prepared: &Prepared) -> (u16, u16) {
    (prepared.picture.width_px(), prepared.picture.height_px())
}

/// The picture, and another one with this property that refers to it.
fn other(property: Option<Vec<u8>>, reference: &'static [u8; 4]) -> Vec<u8> {
    let mut item = Item::picture(&units());
    item.properties.extend(property);
    let mut file = File::new(vec![Item::picture(&units()), item]);
    file.references = vec![(reference, 2, vec![1])];
    file.write()
}

fn auxiliary(kind: &str) -> Option<Vec<u8>> {
    Some(full(b"auxC", 0, &[kind.as_bytes(), &[0]]))
}

#[test]
fn the_frame_is_kept_byte_for_byte() {
    let prepared = kept(&still());
    assert_eq!(prepared.picture.media_type(), MediaType::Avif);
    assert_eq!(size(&prepared), (64, 48));
    assert_eq!(data(prepared.picture.bytes()), kept_units());
    assert_eq!(classes(&prepared), []);
    assert_eq!(kept(prepared.picture.bytes()).picture, prepared.picture);
}

#[test]
fn a_grid_keeps_its_tiles_and_its_transparency() {
    let file = grid();
    let prepared = kept(&file);
    let written = prepared.picture.bytes();
    assert_eq!(size(&prepared), (128, 64));
    // Each tile begins with a delimiter, which is all that is left out, and a sequence header.
    let coded = data(&file);
    let starts =
        |from: usize| (from..coded.len() - 2).find(|&at| coded[at..at + 3] == [0x12, 0, 0x0A]);
    let (mut at, mut tiles) = (starts(0), 0);
    while let Some(start) = at {
        at = starts(start + 2);
        let tile = &coded[start + 2..at.unwrap_or(coded.len())];
        assert!(contains(data(written), tile));
        tiles += 1;
    }
    assert_eq!(
        tiles, 3,
        "two of colours, and one of transparency, which two items share"
    );
    for part in [&b"dimg"[..], b"auxl", b"cicp:systems:auxiliary:alpha\0"] {
        assert!(contains(written, part));
    }
    assert_eq!(kept(written).picture, prepared.picture);
}

#[test]
fn how_it_is_shown_is_kept() {
    for (kind, value, seen) in [
        (b"irot", 1, (48, 64)),
        (b"irot", 2, (64, 48)),
        (b"irot", 3, (48, 64)),
        (b"imir", 0, (64, 48)),
        (b"imir", 1, (64, 48)),
    ] {
        let property = plain(kind, &[&[value]]);
        let picture = Item::picture(&units()).with(property.clone());
        let prepared = kept(&File::new(vec![picture]).write());
        assert!(contains(prepared.picture.bytes(), &property));
        assert_eq!(size(&prepared), seen);
        assert_eq!(prepared.receipt.kept, [Kept::Orientation]);
        assert_eq!(prepared.receipt.changed, []);
    }
    let prepared = kept(&File::new(vec![Item::picture(&units())]).write());
    assert!(contains(
        prepared.picture.bytes(),
        b"nclx\0\x01\0\x0D\0\x06\x80"
    ));
}

/// What a crop leaves out is nowhere to be seen, and all of it is in the coded picture.
#[test]
fn what_is_cropped_by_a_note_alone_is_refused() {
    let cropped = |numbers: [u32; 8]| {
        let numbers: Vec<u8> = numbers
            .iter()
            .flat_map(|number| number.to_be_bytes())
            .collect();
        let picture = Item::picture(&units()).with(plain(b"clap", &[&numbers]));
        prepare(&File::new(vec![picture]).write(), &original())
    };
    for numbers in [
        [20, 1, 20, 1, 0, 1, 0, 1],
        [64, 1, 47, 1, 0, 1, 0, 1],
        [63, 1, 48, 1, 0, 1, 0, 1],
        [64, 1, 48, 1, 1, 2, 0, 1],
        [64, 1, 48, 1, 0, 1, u32::MAX, 2],
        [64, 0, 48, 1, 0, 1, 0, 1],
        [u32::MAX, u32::MAX, 48, 1, 0, 1, 0, 1],
    ] {
        let error = cropped(numbers).map(|_| ()).unwrap_err();
        assert_eq!(error.code(), Code::Unsupported, "{numbers:?}");
        assert!(
            error.message().contains("more in it than it shows"),
            "{error}"
        );
    }
    // One that leaves all of it is none.
    let whole = cropped([128, 2, 48, 1, 0, 1, 0, 1]).unwrap();
    assert!(!contains(whole.picture.bytes(), b"clap"));
    assert_eq!(size(&whole), (64, 48));
}

#[test]
fn a_profile_is_numbers_as_everywhere() {
    let with = |colorants| {
        let tags = icc::shaper(colorants, &icc::srgb_curve());
        let profile = icc::profile(b"RGB ", b"XYZ ", &tags, "a name");
        let picture = Item::picture(&units()).with(plain(b"colr", &[b"prof", &profile]));
        kept(&File::new(vec![picture]).write())
    };
    let wide = with(icc::DISPLAY_P3);
    assert_eq!(wide.receipt.kept, [Kept::ColorProfile]);
    assert!(contains(wide.picture.bytes(), b"colrprof"));
    let srgb = with(icc::SRGB);
    assert_eq!(srgb.receipt.kept, []);
    assert!(!contains(srgb.picture.bytes(), b"colrprof"));
    assert_eq!(classes(&srgb), [Class::ColorProfile]);
}

#[test]
fn the_receipt_tells_what_else_was_there() {
    let gps = exif(&[(0x8825, Value::Directory(vec![(2, Value::Text("x"))]))]);
    let gps = Item::new(b"Exif", &[&[0; 4], &gps[..]].concat());
    let with = |item| File::new(vec![Item::picture(&units()), item]).write();
    let changed = |change: fn(&mut File)| {
        let mut file = File::still();
        change(&mut file);
        file.write()
    };
    for (file, class) in [
        (with(gps), Class::Location),
        (with(Item::new(b"mime", b"<dc:creator>")), Class::Author),
        (with(Item::new(b"tmap", b"x")), Class::GainMap),
        (with(Item::new(b"prvt", b"x")), Class::Unknown),
        (with(Item::picture(&units())), Class::HiddenPicture),
        (other(None, b"thmb"), Class::Thumbnail),
        (
            other(
                auxiliary("urn:mpeg:mpegB:cicp:systems:auxiliary:depth"),
                b"auxl",
            ),
            Class::DepthMap,
        ),
        (
            other(
                auxiliary("urn:com:apple:photo:2020:aux:hdrgainmap"),
                b"auxl",
            ),
            Class::GainMap,
        ),
        (
            changed(|file| file.behind = b"left over".to_vec()),
            Class::TrailingData,
        ),
        (
            changed(|file| file.between = b"left over".to_vec()),
            Class::Unknown,
        ),
        (
            changed(|file| file.handler = b"Ada's phone\0".to_vec()),
            Class::Text,
        ),
    ] {
        assert_eq!(classes(&kept(&file)), [class]);
    }
    // Transparency is part of the picture.
    let alpha = other(
        auxiliary("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha"),
        b"auxl",
    );
    assert_eq!(classes(&kept(&alpha)), []);
}

#[test]
fn what_cannot_be_written_safely_is_refused() {
    let with = |item| File::new(vec![item]).write();
    let mut moving = File::still();
    moving.behind = plain(b"moov", &[]);
    assert_refused(&moving.write(), Code::Unsupported, "animated");
    // A second frame, behind the sequence header of the first.
    let layers = [&units(), &kept_units()[11..]].concat();
    assert_refused(&with(Item::picture(&layers)), Code::Unsupported, "layers");
    assert_refused(
        &with(Item::new(b"iovl", b"x")),
        Code::Unsupported,
        "other pictures",
    );
    let mut essential = with(Item::picture(&units()).with(plain(b"a1op", &[&[1]])));
    // The last byte of the associations, before the data, is that property's place.
    let at = essential
        .windows(4)
        .position(|window| window == b"mdat")
        .unwrap()
        - 5;
    essential[at] |= 0x80;
    assert_refused(&essential, Code::Unsupported, "extension");

    let nothing = Item::picture(&unit(2, b""));
    assert_refused(&with(nothing), Code::Malformed, "no picture");
    let mut no_size = Item::picture(&units());
    no_size.properties.clear();
    assert_refused(&with(no_size), Code::Malformed, "size");
    let no_tiles = Item::new(b"grid", &[0, 0, 0, 0, 0, 64, 0, 48]);
    assert_refused(&with(no_tiles), Code::Malformed, "tiles");
}

#[test]
fn a_file_that_would_grow_with_every_reference_is_refused() {
    let mut grid = Item::new(b"grid", &[0, 0, 0, 249, 0x3E, 0x80, 0, 48]);
    grid.properties = vec![full(b"ispe", 0, &[&[0, 0, 0x3E, 0x80, 0, 0, 0, 48]])];
    let mut file = File::new(vec![grid, Item::picture(&units())]);
    file.references = vec![(b"dimg", 1, vec![2; 250])];
    assert_refused(&file.write(), Code::Malformed, "too many items");
}

#[test]
fn without_original_mode_it_is_not_taken_yet() {
    let error = prepare(&still(), &full_size()).map(|_| ()).unwrap_err();
    assert_eq!(error.code(), Code::Unsupported);
    assert!(error.message().contains("AVIF"));
}

/// `full` is a kind of box here.
fn full_size() -> pellicle::picture::Options {
    pictures::full()
}

#[test]
fn every_cut_is_refused_and_no_flip_is_a_fault_of_ours() {
    for file in [still(), grid()] {
        for len in 0..file.len() {
            assert!(prepare(&file[..len], &original()).is_err(), "cut to {len}");
        }
        for at in 0..file.len() {
            for bit in [1, 0x80, 0x55] {
                let mut file = file.clone();
                file[at] ^= bit;
                if let Err(error) = prepare(&file, &original()) {
                    assert_ne!(
                        error.code(),
                        Code::Internal,
                        "byte {at}, {bit:02X}: {error}"
                    );
                }
            }
        }
    }
}
