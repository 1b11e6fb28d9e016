//! Links: damage is told before any request, and a link is written as it is read.
#![cfg(not(target_arch = "wasm32"))]

use pellicle::link::{fragment, parse_fragment, parse_origin, parse_secret};
use pellicle::seal::BlobId;
use pellicle::{Code, Link, Secret};
use proptest::prelude::*;

const BASE58: &str = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

fn link(secret: Secret) -> Link {
    Link {
        origin: "https://pic.example".into(),
        id: BlobId::new("7Hk2mQx9TzRv4WbN").expect("an id"),
        secret,
    }
}

fn is_damaged(text: &str) -> bool {
    parse_fragment(text).is_err_and(|error| error.code() == Code::LinkDamaged)
}

proptest! {
    #[test]
    fn every_secret_makes_48_letters_that_give_it_back(bytes in any::<[u8; 32]>()) {
        let link = link(Secret::from_bytes(bytes));
        prop_assert_eq!(fragment(&link.secret).len(), 48);
        let parsed = Link::parse(&link.to_url()).expect("its own link");
        prop_assert_eq!((parsed.link, parsed.exposed), (link, false));
    }

    #[test]
    fn no_text_makes_it_panic(text in ".{0,80}", tail in "[#%?/0-9A-Za-z]{0,80}") {
        let _ = Link::parse(&text);
        let _ = Link::parse(&format!("https://pic.example/i/7Hk2mQx9TzRv4WbN{tail}"));
        let _ = Link::parse(&format!("https://pic.example/i/7Hk2mQx9TzRv4WbN%23{text}"));
        let _ = parse_secret(&text);
        let _ = parse_origin(&text);
    }
}

#[test]
fn the_least_and_the_greatest_secret_make_48_letters_too() {
    for byte in [0, 0xff] {
        assert_eq!(fragment(&Secret::from_bytes([byte; 32])).len(), 48);
    }
}

#[test]
fn one_wrong_missing_added_or_swapped_letter_is_told() {
    let good = fragment(&Secret::from_bytes([7; 32]));
    for at in 0..48 {
        for letter in BASE58
            .chars()
            .filter(|letter| !good[at..].starts_with(*letter))
        {
            let wrong = format!("{}{letter}{}", &good[..at], &good[at + 1..]);
            assert!(is_damaged(&wrong), "{letter} at {at}");
        }
        assert!(
            is_damaged(&format!("{}{}", &good[..at], &good[at + 1..])),
            "cut at {at}"
        );
        assert!(
            is_damaged(&format!("{}z{}", &good[..at], &good[at..])),
            "added at {at}"
        );
        if at > 0 && good[at - 1..at] != good[at..=at] {
            let swapped = [
                &good[..at - 1],
                &good[at..=at],
                &good[at - 1..at],
                &good[at + 1..],
            ]
            .concat();
            assert!(is_damaged(&swapped), "swapped at {at}");
        }
    }
}

#[test]
fn what_opens_a_blob_at_hand_is_a_link_or_its_fragment() {
    let link = link(Secret::from_bytes([7; 32]));
    let fragment = fragment(&link.secret);
    for text in [
        link.to_url().to_string(),
        fragment.to_string(),
        format!(" #{}\n", *fragment),
        format!("https://pic.example/i/7Hk2mQx9TzRv4WbN%23{}", *fragment),
    ] {
        assert_eq!(parse_secret(&text).as_ref(), Ok(&link.secret), "{text}");
    }
    assert!(parse_secret("").is_err());
}

#[test]
fn a_server_is_named_by_its_origin() {
    for (text, origin) in [
        ("https://pic.example", "https://pic.example"),
        (" https://PIC.example/ ", "https://pic.example"),
        ("http://localhost:8080/", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ] {
        assert_eq!(parse_origin(text).as_deref(), Ok(origin));
    }
    for text in [
        "",
        "pic.example",
        "https://",
        "https://pic.example/i",
        "https://pic.example//",
        "https://pic.example?x",
        "https://pic.example#x",
        "https://user@pic.example",
        "https://pic example",
        "ftp://pic.example",
        "file:///etc",
    ] {
        let found = parse_origin(text).map_err(|error| error.code());
        assert_eq!(found, Err(Code::BadOption), "{text}");
    }
}

#[test]
fn a_link_that_is_printed_shows_no_secret_and_errors_quote_nothing() {
    let link = link(Secret::from_bytes([7; 32]));
    let printed = format!("{link:?} {:?}", Link::parse(&link.to_url()));
    assert!(!printed.contains(&fragment(&link.secret)[..6]), "{printed}");
    let error = Link::parse(&format!("{}z", *link.to_url())).expect_err("too long");
    assert!(
        !error.to_string().contains(&fragment(&link.secret)[..6]),
        "{error}"
    );
}
