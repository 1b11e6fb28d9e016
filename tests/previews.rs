//! What is shown before a picture has come: made with it, sealed with it, and opened alone.
#![cfg(not(target_arch = "wasm32"))]

use image::{DynamicImage, GrayImage, ImageFormat, RgbImage, RgbaImage};
use pellicle::picture::{Area, MaxEdge, Options, Prepared};
use pellicle::seal::{
    Message, OpenedPreview, PREVIEW_HEAD_BYTES, Sealed, open_preview, open_preview_with_key,
    preview_room,
};
use pellicle::{Code, Error, Keys, MediaType, Secret, open, prepare, seal};
use std::io::Cursor;
use std::sync::LazyLock;

/// A picture in colour, large enough for a preview, sealed with it.
static SEALED: LazyLock<(Secret, Sealed, Prepared)> = LazyLock::new(|| {
    let prepared = with_preview(&colour(900, 600).into(), ImageFormat::Jpeg);
    let secret = Secret::from_bytes([0x33; 32]);
    let message = Message {
        preview: prepared.preview.as_ref(),
        alt: Some("a field"),
        ..Message::new(&prepared.picture)
    };
    let sealed = seal(&message, &secret, None).expect("sealed");
    (secret, sealed, prepared)
});

fn colour(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let mixed = (x + 1).wrapping_mul(2_654_435_761) ^ (y + 1).wrapping_mul(0x85EB_CA6B);
        let texture = ((mixed >> 9) % 50) as u8;
        image::Rgb([
            (x * 200 / width) as u8 + texture,
            (y * 200 / height) as u8 + texture,
            90 + texture,
        ])
    })
}

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    match format {
        ImageFormat::Jpeg => {
            let rgb = picture.to_rgb8();
            mozjpeg_rs::Encoder::new(mozjpeg_rs::Preset::BaselineFastest)
                .encode_rgb(rgb.as_raw(), rgb.width(), rgb.height())
                .expect("a JPEG")
        }
        _ => {
            picture.write_to(&mut file, format).expect("a file");
            file.into_inner()
        }
    }
}

fn options() -> Options {
    let mut options = Options::with_max_edge(MaxEdge::Full);
    options.preview_bytes = Some(preview_room(None, None));
    options
}

fn with_preview(picture: &DynamicImage, format: ImageFormat) -> Prepared {
    prepare(&file(picture, format), &options()).expect("prepared")
}

fn has_preview(picture: &DynamicImage, format: ImageFormat) -> bool {
    with_preview(picture, format).preview.is_some()
}

#[test]
fn a_preview_is_made_only_where_one_is_asked_for_and_changes_nothing_else() {
    let file = file(&colour(900, 600).into(), ImageFormat::Jpeg);
    let without = prepare(&file, &Options::with_max_edge(MaxEdge::Full)).expect("prepared");
    let with = prepare(&file, &options()).expect("prepared");
    assert_eq!(without.preview, None);
    assert_eq!(
        (&without.picture, &without.receipt),
        (&with.picture, &with.receipt)
    );
    let preview = with.preview.expect("a preview");
    assert_eq!((preview.width_px(), preview.height_px()), (320, 213));
    assert_eq!(preview.media_type(), MediaType::Jpeg);
    assert!(preview.bytes().len() <= preview_room(None, None));
}

#[test]
fn every_kind_of_picture_has_one_but_those_that_need_none() {
    let colour: DynamicImage = colour(700, 500).into();
    let gray: DynamicImage =
        GrayImage::from_fn(700, 500, |x, y| image::Luma([(x * y / 1500) as u8])).into();
    assert!(has_preview(&colour, ImageFormat::Png));
    assert!(has_preview(&gray, ImageFormat::Png));
    assert!(has_preview(&colour.rotate90(), ImageFormat::Jpeg));

    let mut clear = RgbaImage::from_pixel(700, 500, image::Rgba([9, 99, 200, 255]));
    clear.put_pixel(3, 3, image::Rgba([0, 0, 0, 0]));
    assert!(!has_preview(&clear.into(), ImageFormat::Png));
    let small = colour.resize(639, 639, image::imageops::FilterType::Nearest);
    assert!(!has_preview(&small, ImageFormat::Png));

    let mut original = Options::original();
    original.preview_bytes = options().preview_bytes;
    let kept = prepare(&file(&colour, ImageFormat::Png), &original).expect("prepared");
    assert_eq!(kept.preview, None);
}

#[test]
fn what_was_covered_and_cut_away_is_covered_and_cut_away_in_the_preview() {
    let white: DynamicImage = RgbImage::from_pixel(1200, 900, image::Rgb([255; 3])).into();
    let area = |x, y, width, height| Area {
        x,
        y,
        width,
        height,
    };
    let mut options = options();
    options.edits.covers = vec![area(600, 300, 300, 150)];
    options.edits.crop = Some(area(400, 200, 800, 600));
    let prepared = prepare(&file(&white, ImageFormat::Png), &options).expect("prepared");
    let preview = prepared.preview.expect("a preview");
    let seen = jpeg_decoder::Decoder::new(preview.bytes())
        .decode()
        .expect("a JPEG");
    let (width, height) = (preview.width_px(), preview.height_px());
    assert_eq!((width, height), (320, 240));
    // By 2.5 smaller: from 80 to 200 across and from 40 to 100 down, and an edge of some pixels is neither.
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    for ((x, y), pixel) in places.zip(seen.chunks(3)) {
        let within = |by: u16| (80 + by..200 - by).contains(&x) && (40 + by..100 - by).contains(&y);
        let around = (72..208).contains(&x) && (32..108).contains(&y);
        if within(8) {
            assert!(pixel.iter().all(|&level| level < 12), "{x}, {y}: {pixel:?}");
        } else if !around {
            assert!(
                pixel.iter().all(|&level| level > 243),
                "{x}, {y}: {pixel:?}"
            );
        }
    }
}

#[test]
fn as_many_bytes_as_there_is_room_for_can_be_sealed_whatever_the_texts_are() {
    let (alt, name) = ("\u{1}".repeat(1000), "\"\u{1F600}".repeat(51));
    for (alt, name) in [
        (None, None),
        (Some("a field"), None),
        (Some(&alt[..]), Some(&name[..])),
    ] {
        let mut options = options();
        options.preview_bytes = Some(preview_room(alt, name));
        // So rich that the room decides which size it gets.
        let noise = RgbImage::from_fn(1000, 800, |x, y| {
            let mixed = (x + 1).wrapping_mul(2_654_435_761) ^ (y + 1).wrapping_mul(0x85EB_CA6B);
            image::Rgb([(mixed >> 9) as u8, (mixed >> 9) as u8, (mixed >> 17) as u8])
        });
        let picture = file(&noise.into(), ImageFormat::Jpeg);
        let prepared = prepare(&picture, &options).expect("prepared");
        let message = Message {
            preview: prepared.preview.as_ref(),
            alt,
            name,
            ..Message::new(&prepared.picture)
        };
        let secret = Secret::generate().expect("random bytes");
        let blob = seal(&message, &secret, None).expect("there is room").blob;
        let opened = open(&blob, &secret, None).expect("opened");
        let found = opened.preview().map(|part| part.bytes);
        assert_eq!(found, prepared.preview.as_ref().map(|it| it.bytes()));
        assert!(found.is_some());
    }
    // No text leaves so little that nothing could be said any more, and none is counted twice.
    assert!((16_000..16_384).contains(&preview_room(None, None)));
    assert_eq!(
        preview_room(None, None),
        preview_room(Some("12345"), None) + r#","alt":"12345""#.len()
    );
}

/// What the first bytes of a blob show, by the link's keys.
fn shown(head: &[u8], blob_bytes: u64) -> Result<Option<OpenedPreview>, Error> {
    let (secret, sealed, _) = &*SEALED;
    let keys = Keys::derive(&sealed.blob, secret, None)?;
    open_preview(head, blob_bytes, &keys)
}

fn code(result: Result<Option<OpenedPreview>, Error>) -> Code {
    result.expect_err("a failure").code()
}

#[test]
fn the_first_bytes_alone_show_the_preview_and_the_size_of_the_picture() {
    let (_, sealed, prepared) = &*SEALED;
    let length = sealed.blob.len() as u64;
    assert_eq!(PREVIEW_HEAD_BYTES, 16_520);
    assert!(length > 2 * 16_400, "the picture is more than a few chunks");
    let head = &sealed.blob[..PREVIEW_HEAD_BYTES];
    let by_key = open_preview_with_key(head, length, sealed.keys.blob_key());
    // More may have come than is needed.
    for found in [shown(head, length), shown(&sealed.blob, length), by_key] {
        let found = found.expect("opened").expect("a preview");
        let preview = prepared.preview.as_ref().expect("a preview");
        assert_eq!(found.part().bytes, preview.bytes());
        assert_eq!((found.part().width_px, found.part().height_px), (320, 213));
        assert_eq!((found.main_width_px, found.main_height_px), (900, 600));
        assert_eq!(found.alt.as_deref(), Some("a field"));
        let printed = format!("{found:?}");
        assert!(!printed.contains("field"), "{printed}");
    }
}

#[test]
fn nothing_is_shown_of_what_was_cut_or_changed_or_is_of_another_length() {
    let (_, sealed, _) = &*SEALED;
    let length = sealed.blob.len() as u64;
    let head = &sealed.blob[..PREVIEW_HEAD_BYTES];
    let changed = |at: usize| {
        let mut head = head.to_vec();
        head[at] ^= 1;
        code(shown(&head, length))
    };
    assert_eq!(changed(0), Code::NotPellicle);
    assert_eq!(changed(8), Code::UnsupportedVersion);
    assert_eq!(changed(63), Code::WrongKey);
    assert_eq!(changed(119), Code::WrongKey);
    assert_eq!(changed(120), Code::Corrupt);
    assert_eq!(changed(PREVIEW_HEAD_BYTES - 1), Code::Corrupt);
    for cut in [0, 63, 119, PREVIEW_HEAD_BYTES - 1] {
        assert_eq!(code(shown(&head[..cut], length)), Code::Truncated, "{cut}");
    }
    // Lengths that no blob has, and lengths that this one does not have.
    assert_eq!(code(shown(head, 135)), Code::Truncated);
    assert_eq!(code(shown(head, 120 + 2 * 16_400)), Code::Truncated);
    assert_eq!(code(shown(head, length - 1)), Code::BadPadding);
    assert_eq!(code(shown(head, 120 + 16_400 + 16)), Code::BadManifest);
    // Under another link's keys: the commitment is looked at first.
    let other = Keys::derive(&sealed.blob, &Secret::from_bytes([1; 32]), None).expect("keys");
    assert_eq!(code(open_preview(head, length, &other)), Code::WrongKey);
}
