//! An album goes in and comes out, and each of its pictures opens by what the album holds.
#![cfg(not(target_arch = "wasm32"))]

use pellicle::picture::{MaxEdge, Options};
use pellicle::seal::{
    Album, AlbumItem, Keys, MAX_ALBUM_ITEMS, MAX_ALBUM_TEXT_BYTES, Message, Opened, open_with_key,
};
use pellicle::transfer::DEFAULT_MAX_BLOB_BYTES;
use pellicle::{BlobId, Code, Error, Password, Picture, Secret, open, seal};
use std::io::Cursor;
use std::sync::LazyLock;

static PICTURE: LazyLock<Picture> = LazyLock::new(|| {
    let mut file = Cursor::new(Vec::new());
    image::RgbImage::from_fn(24, 16, |x, y| image::Rgb([x as u8, y as u8, 7]))
        .write_to(&mut file, image::ImageFormat::Png)
        .expect("a PNG");
    let options = Options::with_max_edge(MaxEdge::Full);
    pellicle::prepare(file.get_ref(), &options)
        .expect("prepared")
        .picture
});

fn secret() -> Secret {
    Secret::generate().expect("random bytes")
}

fn id(last: char) -> BlobId {
    BlobId::new(&format!("7Hk2mQx9TzRv4Wb{last}")).expect("an id")
}

/// An item whose keys open nothing.
fn item(caption: Option<String>) -> AlbumItem {
    let keys = seal(&Message::new(&PICTURE), &secret(), None)
        .expect("sealed")
        .keys;
    AlbumItem {
        caption,
        ..AlbumItem::new(id('N'), &keys)
    }
}

fn round_trip(album: &Album, password: Option<&Password>) -> Result<Opened, Error> {
    let secret = secret();
    let sealed = seal(album, &secret, password)?;
    open(&sealed.blob, &secret, password)
}

#[test]
fn an_album_comes_back_and_opens_its_pictures_without_their_links_and_passwords() {
    let (plain, locked) = (secret(), secret());
    let password = Password::new("correct horse");
    let just_sealed = seal(&Message::new(&PICTURE), &plain, None).expect("sealed");
    let from_link = seal(&Message::new(&PICTURE), &locked, Some(&password)).expect("sealed");
    // As whoever has a link does it: of the blob, the first 32 bytes are enough.
    let keys = Keys::derive(&from_link.blob[..32], &locked, Some(&password)).expect("keys");
    let album = Album {
        title: Some("“summer” \u{1F600}\n".to_owned()),
        items: vec![
            AlbumItem::new(id('N'), &just_sealed.keys),
            AlbumItem {
                caption: Some("\u{0}\"}]".to_owned()),
                ..AlbumItem::new(id('M'), &keys)
            },
        ],
    };
    for password in [None, Some(&Password::new("the album's own"))] {
        let opened = round_trip(&album, password).expect("opened");
        assert!(opened.album() == Ok(&album));
        assert_eq!(opened.main().expect_err("no picture").code(), Code::Album);
        assert!(opened.preview().is_none() && opened.alt.is_none() && opened.name.is_none());
        let items = &opened.album().expect("an album").items;
        for (item, sealed) in items.iter().zip([&just_sealed, &from_link]) {
            // The server takes the token for what the header's verifier belongs to.
            assert_eq!(item.view_token.verifier(), sealed.blob[32..64]);
            let picture = open_with_key(&sealed.blob, &item.blob_key).expect("opened");
            assert_eq!(picture.main().expect("a picture").bytes, PICTURE.bytes());
        }
    }
}

#[test]
fn an_album_without_texts_writes_none() {
    let album = Album {
        title: None,
        items: vec![item(None)],
    };
    let opened = round_trip(&album, None).expect("opened");
    assert!(opened.album() == Ok(&album));
}

#[test]
fn the_largest_album_fits_into_a_blob_and_a_larger_one_is_refused() {
    // Escaped to its longest.
    let text = "\u{1}".repeat(MAX_ALBUM_TEXT_BYTES);
    let mut album = Album {
        title: Some(text.clone()),
        items: vec![item(Some(text)); MAX_ALBUM_ITEMS],
    };
    let secret = secret();
    let blob = seal(&album, &secret, None).expect("sealed").blob;
    assert!((blob.len() as u64) < DEFAULT_MAX_BLOB_BYTES);
    let opened = open(&blob, &secret, None).expect("opened");
    assert!(opened.album() == Ok(&album));
    album.items.push(item(None));
    let refused = seal(&album, &secret, None).expect_err("refused");
    assert_eq!(refused.code(), Code::BadOption);
}

#[test]
fn an_album_of_nothing_and_texts_over_their_limits_are_refused() {
    let long = || Some("x".repeat(MAX_ALBUM_TEXT_BYTES + 1));
    for (title, items) in [
        (None, Vec::new()),
        (long(), vec![item(None)]),
        (None, vec![item(None), item(long())]),
    ] {
        let refused = round_trip(&Album { title, items }, None).expect_err("refused");
        assert_eq!(refused.code(), Code::BadOption);
    }
}

#[test]
fn an_album_prints_without_its_texts_and_keys() {
    let album = Album {
        title: Some("private".to_owned()),
        items: vec![item(Some("private".to_owned()))],
    };
    let opened = round_trip(&album, None).expect("opened");
    let printed = format!("{opened:?} {album:?} {:?}", album.items);
    assert_eq!(
        printed,
        "Opened(an album) Album(1 pictures) [AlbumItem(7Hk2mQx9TzRv4WbN)]"
    );
}
