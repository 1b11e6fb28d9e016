//! The project's own vectors: what the independent ones leave open. Written by `cargo run --example vectors`.

#[path = "own/links.rs"]
mod links;
#[path = "own/manifests.rs"]
mod manifests;

use super::forge::{Forged, Recipe, SECRET, fragment, inner, picture};
use serde::Serialize;
use sha2::{Digest, Sha256};

use links::links;
use manifests::manifests;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8\xff";

/// A message longer than this is told by its hash.
const MAX_SHOWN_BYTES: usize = 2048;

#[derive(Serialize)]
struct File {
    format: &'static str,
    note: &'static str,
    vectors: Vec<Vector>,
    links: Vec<LinkVector>,
}

#[derive(Serialize)]
struct Vector {
    name: String,
    secret: String,
    fragment: String,
    password: Option<String>,
    result: &'static str,
    blob: String,
    #[serde(flatten)]
    steps: Option<Steps>,
}

#[derive(Serialize)]
struct Steps {
    prk: String,
    key: String,
    view_token: String,
    view_verifier: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    inner: Option<String>,
    inner_len: usize,
    inner_sha256: String,
}

#[derive(Serialize)]
struct LinkVector {
    link: String,
    result: &'static str,
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    exposed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'static str>,
}

/// The whole file, always the same.
pub fn file() -> String {
    let mut vectors = Vec::new();
    opening(&mut vectors);
    manifests(&mut vectors);
    messages(&mut vectors);
    orders(&mut vectors);
    let file = File {
        format: "pellicle v1",
        note: "hex unless said; 'result' is open or the error code; written by `cargo run --example vectors`",
        vectors,
        links: links(),
    };
    serde_json::to_string_pretty(&file).expect("texts and numbers") + "\n"
}

/// What opens.
fn opening(vectors: &mut Vec<Vector>) {
    // Sums of length, manifest and part that PADMÉ leaves as they are: a last chunk that is full but one byte's worth,
    // one that is empty, and one that holds little.
    for (name, total) in [
        ("fifteen_kib", 15_360),
        ("chunk_exactly_full", 16_384),
        ("chunk_and_a_step", 17_408),
        ("two_chunks_exactly_full", 32_768),
    ] {
        let length = (1..total)
            .rev()
            .find(|length| 4 + one(*length).len() + length == total)
            .expect("a length whose manifest fits");
        good(vectors, name, message(one(length).as_bytes(), JPEG, length));
    }
    for (kind, magic) in [
        ("image/jpeg", JPEG),
        ("image/png", PNG),
        ("image/webp", b"RIFF\x04\x03\x02\x01WEBP"),
        ("image/gif", b"GIF87a"),
        ("image/gif", b"GIF89a"),
        ("image/avif", b"\0\0\0\x20ftypavif"),
        ("image/avif", b"\0\0\0\x1cftypavis"),
    ] {
        let manifest = part("main", kind, 0, 40, "640", "480").to_manifest("");
        let name = format!("type_{}", String::from_utf8_lossy(magic).escape_default());
        good(vectors, &name, message(manifest.as_bytes(), magic, 40));
    }
    for (name, rest) in [
        (
            "alt_of_1000_bytes",
            format!(r#","alt":"{}""#, "é".repeat(500)),
        ),
        (
            "alt_escaped_to_1000_bytes",
            format!(r#","alt":"{}""#, "\\u00e9".repeat(500)),
        ),
        (
            "name_of_255_bytes",
            format!(r#","name":"{}""#, "n".repeat(255)),
        ),
        ("texts_empty", r#","alt":"","name":"""#.into()),
        (
            "text_with_a_surrogate_pair",
            r#","alt":"\ud83d\ude00","name":"\ud83d\ude00""#.into(),
        ),
        (
            "placeholder_ignored",
            r#","placeholder":"3OcRJYB4d3h_iIeHeEh3eIhw-j2w""#.into(),
        ),
        ("unknown_number_of_ten_digits", r#","x":9999999999"#.into()),
        (
            "same_key_at_two_depths",
            r#","x":{"v":1,"x":{"v":1}}"#.into(),
        ),
    ] {
        let manifest = part("main", "image/png", 0, 40, "1", "65535").to_manifest(&rest);
        good(vectors, name, message(manifest.as_bytes(), PNG, 40));
    }
    let spaced = r#" { "parts" : [ { "h" : 1 , "w" : 1 , "len" : 40 , "off" : 0 , "type" : "image\/png" , "role" : "main" } ] , "v" : 1 } "#;
    good(
        vectors,
        "white_space_order_and_escapes",
        message(spaced.as_bytes(), PNG, 40),
    );
    good(vectors, "preview_as_large_as_it_may_be", preview(16_384));
    good(
        vectors,
        "album_empty",
        album(r#"{"v":1,"title":"none","items":[]}"#),
    );
    let sealed = Recipe::new(
        "password_of_one_letter",
        message(one(40).as_bytes(), JPEG, 40),
    )
    .password("x");
    vectors.push(vector(
        "password_of_one_letter",
        Some("x"),
        "open",
        sealed.forge(),
    ));
}

/// Faults of the message around its manifest.
fn messages(vectors: &mut Vec<Vector>) {
    fault(vectors, "message_empty", "bad-manifest", Vec::new());
    fault(
        vectors,
        "message_of_three_bytes",
        "bad-manifest",
        vec![1, 0, 0],
    );
    fault(
        vectors,
        "manifest_longer_than_the_message",
        "bad-manifest",
        [&[200, 0, 0, 0][..], one(40).as_bytes()].concat(),
    );
    fault(
        vectors,
        "part_longer_than_the_message",
        "bad-manifest",
        inner(one(400).as_bytes(), &[&picture(JPEG, 40)]),
    );
    let good = message(one(40).as_bytes(), JPEG, 40);
    let unpadded = 4 + one(40).len() + 40;
    assert!(unpadded < good.len(), "the vector needs padding to cut");
    fault(
        vectors,
        "padding_missing",
        "bad-padding",
        good[..unpadded].to_vec(),
    );
    fault(
        vectors,
        "padding_one_byte_short",
        "bad-padding",
        good[..good.len() - 1].to_vec(),
    );
    fault(
        vectors,
        "padding_one_byte_long",
        "bad-padding",
        [&good[..], &[0]].concat(),
    );
    for (kind, other) in [
        ("image/jpeg", PNG),
        ("image/png", JPEG),
        ("image/webp", b"RIFF\0\0\0\0WAVE"),
        ("image/gif", b"GIF88a"),
        ("image/avif", b"\0\0\0\x20ftypheic"),
    ] {
        let manifest = part("main", kind, 0, 40, "1", "1").to_manifest("");
        let name = format!("type_mismatch_{}", &kind[6..]);
        fault(
            vectors,
            &name,
            "type-mismatch",
            message(manifest.as_bytes(), other, 40),
        );
    }
    let short = part("main", "image/png", 0, 7, "1", "1").to_manifest("");
    fault(
        vectors,
        "type_mismatch_cut_magic",
        "type-mismatch",
        inner(short.as_bytes(), &[&PNG[..7]]),
    );
    fault(vectors, "type_mismatch_album", "type-mismatch", album("[]"));
}

/// Two faults: the one that the reading order names first is the one that is told.
fn orders(vectors: &mut Vec<Vector>) {
    let good = || message(one(40).as_bytes(), JPEG, 40);
    let bad_manifest = || message(b"{}", JPEG, 40);
    let forge = |name: &str, inner, header| Recipe::new(name, inner).header(header).forge();
    let flip_last = |mut forged: Forged| {
        *forged.blob.last_mut().expect("bytes") ^= 1;
        forged
    };
    let cases: [(&str, &'static str, Forged); 8] = [
        ("truncated_before_not_pellicle", "truncated", {
            let mut forged = forge("truncated_before_not_pellicle", good(), |header| {
                header[0] = 0
            });
            forged.blob.truncate(135);
            forged
        }),
        (
            "not_pellicle_before_unsupported_version",
            "not-pellicle",
            forge(
                "not_pellicle_before_unsupported_version",
                good(),
                |header| header[7..9].fill(9),
            ),
        ),
        (
            "unsupported_version_before_wrong_key",
            "unsupported-version",
            forge("unsupported_version_before_wrong_key", good(), |header| {
                header[15] = 1
            }),
        ),
        (
            "password_needed_before_wrong_key",
            "password-needed",
            forge("password_needed_before_wrong_key", good(), |header| {
                header[9] = 1
            }),
        ),
        ("wrong_key_before_corrupt", "wrong-key", {
            let mut forged = flip_last(forge("wrong_key_before_corrupt", good(), |_| {}));
            forged.blob[88] ^= 1;
            forged
        }),
        (
            "unreportable_before_corrupt",
            "unreportable",
            flip_last(forge("unreportable_before_corrupt", good(), |header| {
                header[32] ^= 1
            })),
        ),
        (
            "corrupt_before_bad_manifest",
            "corrupt",
            flip_last(forge("corrupt_before_bad_manifest", bad_manifest(), |_| {})),
        ),
        ("bad_padding_before_type_mismatch", "bad-padding", {
            let mut inner = message(one(40).as_bytes(), PNG, 40);
            *inner.last_mut().expect("bytes") = 1;
            forge("bad_padding_before_type_mismatch", inner, |_| {})
        }),
    ];
    for (name, result, forged) in cases {
        vectors.push(vector(&format!("order_{name}"), None, result, forged));
    }
}

const ALBUM: &str = "application/vnd.pellicle.album+json";

struct Part(String);

fn part(role: &str, kind: &str, off: usize, len: usize, w: &str, h: &str) -> Part {
    Part(format!(
        r#"{{"role":"{role}","type":"{kind}","off":{off},"len":{len},"w":{w},"h":{h}}}"#
    ))
}

impl Part {
    fn to_manifest(&self, rest: &str) -> String {
        format!(r#"{{"v":1,"parts":[{}]{rest}}}"#, self.0)
    }
}

/// The manifest of one JPEG of this length.
fn one(length: usize) -> String {
    part("main", "image/jpeg", 0, length, "1", "1").to_manifest("")
}

fn message(manifest: &[u8], magic: &[u8], length: usize) -> Vec<u8> {
    inner(manifest, &[&picture(magic, length)])
}

/// A preview whose end is here in the message, and a small picture behind it.
fn preview(end: usize) -> Vec<u8> {
    let manifest = |len: usize| {
        format!(
            r#"{{"v":1,"parts":[{{"role":"preview","type":"image/jpeg","off":0,"len":{len},"w":1,"h":1}},{{"role":"main","type":"image/jpeg","off":{len},"len":40,"w":1,"h":1}}]}}"#
        )
    };
    let length = (1..end)
        .rev()
        .find(|length| 4 + manifest(*length).len() + length == end)
        .expect("a length whose manifest fits");
    inner(
        manifest(length).as_bytes(),
        &[&picture(JPEG, length), &picture(JPEG, 40)],
    )
}

fn album(text: &str) -> Vec<u8> {
    let length = text.len();
    let manifest = format!(
        r#"{{"v":1,"parts":[{{"role":"album","type":"{ALBUM}","off":0,"len":{length}}}]}}"#
    );
    inner(manifest.as_bytes(), &[text.as_bytes()])
}

fn good(vectors: &mut Vec<Vector>, name: &str, inner: Vec<u8>) {
    vectors.push(vector(name, None, "open", Recipe::new(name, inner).forge()));
}

fn fault(vectors: &mut Vec<Vector>, name: &str, result: &'static str, inner: Vec<u8>) {
    vectors.push(vector(name, None, result, Recipe::new(name, inner).forge()));
}

fn vector(name: &str, password: Option<&str>, result: &'static str, forged: Forged) -> Vector {
    let steps = (result == "open").then(|| Steps {
        prk: hex(&forged.prk),
        key: hex(&forged.key),
        view_token: hex(&forged.view_token),
        view_verifier: hex(&forged.view_verifier),
        inner: (forged.inner.len() <= MAX_SHOWN_BYTES).then(|| hex(&forged.inner)),
        inner_len: forged.inner.len(),
        inner_sha256: hex(&Sha256::digest(&forged.inner)),
    });
    Vector {
        name: name.into(),
        secret: hex(&SECRET),
        fragment: fragment(1),
        password: password.map(str::to_owned),
        result,
        blob: hex(&forged.blob),
        steps,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
