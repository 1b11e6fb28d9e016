//! The project's own vectors: what the independent ones leave open. Written by `cargo run --example vectors`.

use super::forge::{Forged, Recipe, SECRET, fragment, inner, picture};
use serde::Serialize;
use sha2::{Digest, Sha256};

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

/// Manifests with one fault.
fn manifests(vectors: &mut Vec<Vector>) {
    let main = part("main", "image/png", 0, 40, "1", "1");
    for (name, manifest) in [
        (
            "number_negative",
            part("main", "image/png", 0, 40, "-1", "1").to_manifest(""),
        ),
        ("number_minus_zero", main.to_manifest(r#","x":-0"#)),
        (
            "number_leading_zero",
            part("main", "image/png", 0, 40, "01", "1").to_manifest(""),
        ),
        (
            "number_of_eleven_digits",
            main.to_manifest(r#","x":10000000000"#),
        ),
        (
            "number_exponent_under_unknown_key",
            main.to_manifest(r#","x":[{"y":1E2}]"#),
        ),
        (
            "width_zero",
            part("main", "image/png", 0, 40, "0", "1").to_manifest(""),
        ),
        (
            "height_65536",
            part("main", "image/png", 0, 40, "1", "65536").to_manifest(""),
        ),
        (
            "height_missing",
            r#"{"v":1,"parts":[{"role":"main","type":"image/png","off":0,"len":40,"w":1}]}"#.into(),
        ),
        (
            "key_twice_under_unknown_key",
            main.to_manifest(r#","x":[{"y":1,"y":1}]"#),
        ),
        ("alt_null", main.to_manifest(r#","alt":null"#)),
        (
            "name_of_256_bytes",
            main.to_manifest(&format!(r#","name":"{}""#, "n".repeat(256))),
        ),
        (
            "surrogate_alone_in_a_key",
            main.to_manifest(r#","\udc00":1"#),
        ),
        (
            "surrogates_reversed",
            main.to_manifest(r#","x":"\udc00\ud800""#),
        ),
        (
            "control_character_raw",
            main.to_manifest(",\"x\":\"\u{1}\""),
        ),
        ("comma_behind_the_last", main.to_manifest(",")),
        ("value_behind_the_object", main.to_manifest("") + "{}"),
        ("list_instead_of_object", "[1]".into()),
        (
            "version_missing",
            r#"{"parts":[{"role":"main","type":"image/png","off":0,"len":40,"w":1,"h":1}]}"#.into(),
        ),
        ("parts_is_an_object", r#"{"v":1,"parts":{}}"#.into()),
        (
            "gap_before_the_part",
            part("main", "image/png", 1, 39, "1", "1").to_manifest(""),
        ),
        (
            "type_in_capitals",
            part("main", "image/PNG", 0, 40, "1", "1").to_manifest(""),
        ),
        (
            "type_of_an_album",
            part("main", ALBUM, 0, 40, "1", "1").to_manifest(""),
        ),
        (
            "role_album_for_a_picture",
            part("album", "image/png", 0, 40, "1", "1").to_manifest(""),
        ),
    ] {
        fault(
            vectors,
            &format!("manifest_{name}"),
            "bad-manifest",
            message(manifest.as_bytes(), PNG, 40),
        );
    }
    let mut not_utf8 = main.to_manifest(r#","x":"é""#).into_bytes();
    not_utf8.retain(|byte| *byte != 0xc3);
    fault(
        vectors,
        "manifest_not_utf8",
        "bad-manifest",
        message(&not_utf8, PNG, 40),
    );
    let long = main.to_manifest(&format!(r#","x":"{}""#, "x".repeat(16_384)));
    fault(
        vectors,
        "manifest_over_16384_bytes",
        "bad-manifest",
        message(long.as_bytes(), PNG, 40),
    );
    let deep = main.to_manifest(&format!(r#","x":{}{}"#, "[".repeat(8000), "]".repeat(8000)));
    fault(
        vectors,
        "manifest_very_deep",
        "bad-manifest",
        message(deep.as_bytes(), PNG, 40),
    );
    let reversed = r#"{"v":1,"parts":[{"role":"main","type":"image/png","off":0,"len":40,"w":1,"h":1},{"role":"preview","type":"image/png","off":40,"len":40,"w":1,"h":1}]}"#;
    let parts = [&picture(PNG, 40)[..], &picture(PNG, 40)];
    fault(
        vectors,
        "parts_reversed",
        "bad-manifest",
        inner(reversed.as_bytes(), &parts),
    );
    fault(
        vectors,
        "preview_one_byte_too_large",
        "bad-manifest",
        preview(16_385),
    );
    let with_size = format!(
        r#"{{"v":1,"parts":[{{"role":"album","type":"{ALBUM}","off":0,"len":2,"w":1,"h":1}}]}}"#
    );
    fault(
        vectors,
        "album_with_a_size",
        "bad-manifest",
        inner(with_size.as_bytes(), &[b"{}"]),
    );
    let (id, k) = ("7Hk2mQx9TzRv4WbN", "1f".repeat(32));
    for (name, text) in [
        ("without_items", r#"{"v":1}"#.into()),
        ("version_two", r#"{"v":2,"items":[]}"#.into()),
        (
            "key_twice",
            format!(r#"{{"v":1,"items":[{{"id":"{id}","k":"{k}","\u006b":"{k}","t":"{k}"}}]}}"#),
        ),
        (
            "key_not_hex",
            format!(
                r#"{{"v":1,"items":[{{"id":"{id}","k":"{}","t":"{k}"}}]}}"#,
                "1g".repeat(32)
            ),
        ),
        (
            "token_missing",
            format!(r#"{{"v":1,"items":[{{"id":"{id}","k":"{k}"}}]}}"#),
        ),
        (
            "id_with_a_zero",
            format!(r#"{{"v":1,"items":[{{"id":"0Hk2mQx9TzRv4WbN","k":"{k}","t":"{k}"}}]}}"#),
        ),
    ] {
        fault(
            vectors,
            &format!("album_{name}"),
            "bad-manifest",
            album(text.as_str()),
        );
    }
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

fn links() -> Vec<LinkVector> {
    let f = fragment(1);
    let at = |rest: &str| format!("https://pic.example/i/7Hk2mQx9TzRv4WbN{rest}");
    let open = |link, exposed| LinkVector {
        link,
        result: "open",
        exposed,
        secret: Some(hex(&SECRET)),
        id: Some("7Hk2mQx9TzRv4WbN"),
    };
    let damaged = |link| LinkVector {
        link,
        result: "link-damaged",
        exposed: false,
        secret: None,
        id: None,
    };
    vec![
        open(at(&format!("#{f}")), false),
        open(format!("  {}\n", at(&format!("#{f}"))), false),
        open(
            format!("HTTPS://PIC.example:8443/i/7Hk2mQx9TzRv4WbN#{f}"),
            false,
        ),
        open(
            format!("http://localhost:8080/i/7Hk2mQx9TzRv4WbN#{f}"),
            false,
        ),
        open(format!("http://[::1]:8080/i/7Hk2mQx9TzRv4WbN#{f}"), false),
        open(at(&format!("?fbclid=x#{f}")), false),
        open(at(&format!("#{f}&utm_source=x")), false),
        open(at(&format!("#{f}é")), false),
        open(at(&format!("%23{f}?x=1")), true),
        open(at(&format!("%2523{f}%2529")), true),
        damaged(at(&format!("%252523{f}"))),
        damaged(at(&format!("%23{}", &f[1..]))),
        damaged(at(&format!("#%23{f}"))),
        damaged(at(&format!("#{}", fragment(2)))),
        damaged(at(&format!("#{} {}", &f[..24], &f[24..]))),
        damaged(at(&format!("/#{f}"))),
        damaged(format!("https://pic.example/b/7Hk2mQx9TzRv4WbN#{f}")),
        damaged(format!("https://pic.example/i/7Hk2mQx9TzRv4Wb#{f}")),
        damaged(format!("https://pic.example/i/7Hk2mQx9TzRv4WbNN#{f}")),
        damaged(format!("https://pic.example/i/7Hk2mQx9TzRv4Wb0#{f}")),
        damaged(format!("https://user@pic.example/i/7Hk2mQx9TzRv4WbN#{f}")),
        damaged(format!("ftp://pic.example/i/7Hk2mQx9TzRv4WbN#{f}")),
        damaged(format!("javascript:alert(1)//i/7Hk2mQx9TzRv4WbN#{f}")),
        damaged("https://".into()),
        damaged(String::new()),
    ]
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
