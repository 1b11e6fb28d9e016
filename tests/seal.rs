//! What goes in comes out, and nothing else does: sealing and opening through the whole component.
#![cfg(not(target_arch = "wasm32"))]

use image::{ImageFormat, RgbImage};
use pellicle::picture::{MaxEdge, Options};
use pellicle::seal::{Keys, Message, Opened, Sealed, open_with_key, open_with_keys, view_token};
use pellicle::{Code, DeleteToken, Error, Password, Picture, Secret, open, seal};
use std::io::Cursor;
use std::sync::LazyLock;

/// Prepared once: a picture of noise, so that its bytes are many, and a small one.
static LARGE: LazyLock<Picture> = LazyLock::new(|| noise(300));
static SMALL: LazyLock<Picture> = LazyLock::new(|| noise(24));

fn noise(side: u32) -> Picture {
    let pixels = RgbImage::from_fn(side, side, |x, y| {
        let mixed = (x + 1).wrapping_mul(2_654_435_761) ^ (y + 1).wrapping_mul(0x85EB_CA6B);
        image::Rgb([(mixed >> 7) as u8, (mixed >> 13) as u8, (mixed >> 21) as u8])
    });
    let mut file = Cursor::new(Vec::new());
    pixels.write_to(&mut file, ImageFormat::Png).expect("a PNG");
    let options = Options::with_max_edge(MaxEdge::Full);
    pellicle::prepare(file.get_ref(), &options)
        .expect("prepared")
        .picture
}

fn secret() -> Secret {
    Secret::generate().expect("random bytes")
}

fn sealed(message: &Message<'_>, secret: &Secret) -> Sealed {
    seal(message, secret, None).expect("sealed")
}

fn code(result: Result<Opened, Error>) -> Code {
    result.expect_err("a failure").code()
}

#[test]
fn a_picture_its_preview_and_its_texts_come_back() {
    let secret = secret();
    let message = Message {
        preview: Some(&SMALL),
        alt: Some("“noise” \u{1F600}\n"),
        name: Some("../noise\u{202e}.png"),
        ..Message::new(&LARGE)
    };
    let opened = open(&sealed(&message, &secret).blob, &secret, None).expect("opened");
    let main = opened.main().expect("a picture");
    assert_eq!(main.bytes, LARGE.bytes());
    assert_eq!(main.media_type, LARGE.media_type());
    assert_eq!((main.width_px, main.height_px), (300, 300));
    assert_eq!(opened.preview().expect("a preview").bytes, SMALL.bytes());
    assert_eq!(
        (&opened.alt, &opened.name),
        (
            &message.alt.map(str::to_owned),
            &message.name.map(str::to_owned)
        )
    );
    let extension = main.media_type.extension();
    assert_eq!(
        opened.download_name("id").expect("a picture"),
        format!("noise.{extension}")
    );
    assert_eq!(opened.album().expect_err("no album").code(), Code::NotAlbum);
}

#[test]
fn a_password_is_needed_and_must_be_right_and_is_normalised() {
    let secret = secret();
    let sealed = seal(
        &Message::new(&SMALL),
        &secret,
        Some(&Password::new("e\u{301}")),
    )
    .expect("sealed");
    assert!(open(&sealed.blob, &secret, Some(&Password::new("\u{e9}"))).is_ok());
    assert_eq!(
        code(open(&sealed.blob, &secret, None)),
        Code::PasswordNeeded
    );
    assert_eq!(
        code(open(&sealed.blob, &secret, Some(&Password::new("")))),
        Code::PasswordNeeded
    );
    assert_eq!(
        code(open(&sealed.blob, &secret, Some(&Password::new("e")))),
        Code::WrongKey
    );
    let empty =
        seal(&Message::new(&SMALL), &secret, Some(&Password::new(""))).expect_err("refused");
    assert_eq!(empty.code(), Code::BadOption);
}

#[test]
fn keys_that_are_derived_once_serve_the_token_and_the_opening() {
    let secret = secret();
    let sealed = seal(&Message::new(&SMALL), &secret, Some(&Password::new("p"))).expect("sealed");
    let header = &sealed.blob[..32];
    let keys = Keys::derive(header, &secret, Some(&Password::new("p"))).expect("keys");
    assert_eq!(*keys.view_token(), *sealed.keys.view_token());
    assert!(open_with_keys(&sealed.blob, &keys).is_ok());
    assert!(open_with_key(&sealed.blob, keys.blob_key()).is_ok());
    assert_eq!(sealed.blob[32..64], sealed.keys.view_token().verifier());
    let needed = view_token(header, &secret, None).expect_err("no password");
    assert_eq!(needed.code(), Code::PasswordNeeded);
    let cut = view_token(&header[..31], &secret, None).expect_err("a cut header");
    assert_eq!(cut.code(), Code::Truncated);
}

#[test]
fn whoever_opens_by_key_alone_leaves_out_the_verifier_only() {
    let secret = secret();
    let other = self::secret();
    let blob = sealed(&Message::new(&SMALL), &secret).blob;
    let foreign = Keys::derive(&blob, &other, None).expect("keys");
    assert_eq!(
        code(open_with_key(&blob, foreign.blob_key())),
        Code::WrongKey
    );
    let own = Keys::derive(&blob, &secret, None).expect("keys");
    let mut changed = blob.clone();
    *changed.last_mut().expect("a tag") ^= 1;
    assert_eq!(code(open_with_key(&changed, own.blob_key())), Code::Corrupt);
}

#[test]
fn every_bit_of_header_and_prefix_counts_and_every_length_is_checked() {
    let secret = secret();
    let blob = sealed(&Message::new(&SMALL), &secret).blob;
    for at in 0..120 {
        let mut changed = blob.clone();
        changed[at] ^= 0x80;
        let expected = match at {
            0..8 => Code::NotPellicle,
            8..32 => Code::UnsupportedVersion,
            _ => Code::WrongKey,
        };
        assert_eq!(code(open(&changed, &secret, None)), expected, "byte {at}");
    }
    for length in (0..blob.len()).step_by(7) {
        let found = code(open(&blob[..length], &secret, None));
        let expected = if length < 136 {
            Code::Truncated
        } else {
            Code::Corrupt
        };
        assert_eq!(found, expected, "{length} bytes");
    }
}

#[test]
fn texts_and_previews_over_their_limits_are_refused() {
    let long = "x".repeat(1001);
    for message in [
        Message {
            alt: Some(&long),
            ..Message::new(&SMALL)
        },
        Message {
            name: Some(&long[..256]),
            ..Message::new(&SMALL)
        },
        Message {
            preview: Some(&LARGE),
            ..Message::new(&SMALL)
        },
    ] {
        let refused = seal(&message, &secret(), None).expect_err("refused");
        assert_eq!(refused.code(), Code::BadOption);
    }
    assert!(LARGE.bytes().len() > 16_384, "the large one must not fit");
    // The longest texts, escaped to their longest, still make a manifest that every reader takes.
    let (alt, name) = ("\u{1}".repeat(1000), "\u{1}".repeat(255));
    let message = Message {
        alt: Some(&alt),
        name: Some(&name),
        ..Message::new(&SMALL)
    };
    let secret = secret();
    assert!(open(&sealed(&message, &secret).blob, &secret, None).is_ok());
}

#[test]
fn blobs_of_one_picture_have_nothing_in_common() {
    let secrets = [secret(), secret()];
    let [first, second] = secrets
        .each_ref()
        .map(|secret| sealed(&Message::new(&SMALL), secret).blob);
    assert_ne!(first[32..64], second[32..64]);
    assert_eq!(first.len(), second.len());
    let same = first[64..]
        .iter()
        .zip(&second[64..])
        .filter(|(a, b)| a == b)
        .count();
    assert!(same < first.len() / 64, "{same} of {} bytes", first.len());
}

#[test]
fn a_delete_token_is_written_and_read() {
    let token = DeleteToken::generate().expect("random bytes");
    let text = token.to_base64url();
    assert_eq!(text.len(), 43);
    assert_eq!(
        DeleteToken::from_base64url(&format!(" {}\n", *text)),
        Ok(token)
    );
    for wrong in [
        "",
        "AAAA",
        &"A".repeat(42),
        &"A".repeat(44),
        &format!("{}=", *text),
        &format!("+{}", &text[1..]),
    ] {
        let found = DeleteToken::from_base64url(wrong).map_err(|error| error.code());
        assert_eq!(found, Err(Code::WrongToken), "{wrong}");
    }
}

#[test]
fn nothing_that_can_be_printed_holds_a_secret_or_a_picture() {
    let secret = Secret::from_bytes([0x5a; 32]);
    let message = Message {
        name: Some("private.png"),
        ..Message::new(&SMALL)
    };
    let sealed = sealed(&message, &secret);
    let opened = open(&sealed.blob, &secret, None).expect("opened");
    let printed = format!(
        "{secret:?} {sealed:?} {opened:?} {:?}",
        sealed.keys.view_token()
    );
    assert!(
        printed.len() < 200 && !printed.contains("private") && !printed.contains("90"),
        "{printed}"
    );
}
