//! Holds the component against files of test vectors. The same files and the same checks natively and in a browser.
//!
//! The vectors of independent implementations lie outside the repository: see `build.rs`. Where they are not, their tests
//! are still there, and counted as ignored.

use pellicle::link::{Link, parse_fragment};
use pellicle::seal::chunks::{self, ChunkCipher, PREFIX_BYTES, SEALED_CHUNK_BYTES};
use pellicle::seal::{
    ChunkKeys, Keys, OpenedPreview, PREVIEW_HEAD_BYTES, open_preview, open_with_key, trace,
};
use pellicle::{Code, Error, Opened, Password, Secret};
use serde_json::Value;
use sha2::{Digest, Sha256, Sha512};

/// A test for every file of vectors, with the attribute that makes a function a test here.
macro_rules! every_file {
    ($test:meta) => {
        #[$test]
        #[cfg_attr(not(shared_vectors), ignore = "the shared vectors are not there")]
        fn every_shared_blob_gives_the_stated_result() {
            check::blobs(check::shared::PELLICLE).expect(62);
        }

        #[$test]
        #[cfg_attr(not(shared_vectors), ignore = "the shared vectors are not there")]
        fn every_shared_link_gives_the_stated_result() {
            check::links(check::shared::PELLICLE).expect(12);
        }

        #[$test]
        #[cfg_attr(not(shared_vectors), ignore = "the shared vectors are not there")]
        fn every_vector_of_wycheproof_gives_the_stated_result() {
            check::wycheproof(check::shared::WYCHEPROOF).expect(35);
        }

        #[$test]
        fn every_own_blob_gives_the_stated_result() {
            check::blobs(check::OWN).expect(check::OWN.matches("\"blob\":").count());
        }

        #[$test]
        fn every_own_link_gives_the_stated_result() {
            check::links(check::OWN).expect(check::OWN.matches("\"link\":").count());
        }
    };
}
pub(crate) use every_file;

/// The vectors that `cargo run --example vectors` writes.
pub const OWN: &str = include_str!("own-v1.json");

#[cfg(shared_vectors)]
pub mod shared {
    pub const PELLICLE: &str =
        include_str!(concat!(env!("PELLICLE_VECTORS_FOUND"), "/pellicle-v1.json"));
    pub const WYCHEPROOF: &str = include_str!(concat!(
        env!("PELLICLE_VECTORS_FOUND"),
        "/wycheproof-cobblestone-256.json"
    ));
}

#[cfg(not(shared_vectors))]
pub mod shared {
    pub const PELLICLE: &str = "";
    pub const WYCHEPROOF: &str = "";
}

/// What a file of vectors gave.
#[derive(Default)]
pub struct Outcome {
    checked: usize,
    /// One line for each that did not give what it states.
    failures: Vec<String>,
}

impl Outcome {
    /// Panics unless this many vectors were there and each gave what it states.
    pub fn expect(&self, checked: usize) {
        assert!(self.failures.is_empty(), "{}", self.failures.join("\n"));
        assert_eq!(self.checked, checked);
    }

    fn add(&mut self, name: &str, result: Result<(), String>) {
        self.checked += 1;
        if let Err(what) = result {
            self.failures.push(format!("{name}: {what}"));
        }
    }
}

/// The blobs of a file in the format `pellicle v1`.
pub fn blobs(file: &str) -> Outcome {
    let file: Value = serde_json::from_str(file).expect("a file of vectors is JSON");
    let mut outcome = Outcome::default();
    for vector in list(&file["vectors"]) {
        outcome.add(text(&vector["name"]), blob(vector));
    }
    outcome
}

/// The links of a file in the format `pellicle v1`.
pub fn links(file: &str) -> Outcome {
    let file: Value = serde_json::from_str(file).expect("a file of vectors is JSON");
    let mut outcome = Outcome::default();
    for vector in list(&file["links"]) {
        outcome.add(text(&vector["link"]), link(vector));
    }
    outcome
}

/// Wycheproof's Cobblestone-256.
pub fn wycheproof(file: &str) -> Outcome {
    let file: Value = serde_json::from_str(file).expect("a file of vectors is JSON");
    let mut outcome = Outcome::default();
    for group in list(&file["testGroups"]) {
        for vector in list(&group["tests"]) {
            outcome.add(text(&vector["comment"]), cobblestone(vector));
        }
    }
    outcome
}

#[cfg(not(target_arch = "wasm32"))]
fn password(text: &str) -> Password {
    Password::new(text)
}

/// As the component's own options do.
#[cfg(target_arch = "wasm32")]
fn password(text: &str) -> Password {
    Password::from_nfc(js_sys::JsString::from(text).normalize("NFC").into())
}

fn blob(vector: &Value) -> Result<(), String> {
    let secret = Secret::from_bytes(array(&vector["secret"]));
    let parsed = parse_fragment(text(&vector["fragment"])).map_err(|error| error.to_string())?;
    same("fragment", &parsed, &secret)?;
    let blob = hex(&vector["blob"]);
    let password = vector["password"].as_str().map(password);
    let opened = pellicle::open(&blob, &secret, password.as_ref());
    same("result", &result(&opened), &text(&vector["result"]))?;
    preview_alone(&blob, &secret, password.as_ref(), &opened)?;
    let Ok(trace) = trace::open(&blob, &secret, password.as_ref()) else {
        return same("trace", &opened.is_err(), &true);
    };
    let keys = &trace.keys;
    let verifier = keys.view_token().verifier();
    for (name, value) in [
        ("prk", &trace.prk[..]),
        ("key", keys.blob_key().as_bytes()),
        ("view_token", keys.view_token().as_bytes()),
        ("view_verifier", &verifier),
        ("inner", &trace.inner),
        ("inner_sha256", &Sha256::digest(&trace.inner)),
    ] {
        if !vector[name].is_null() {
            same(name, &value, &&hex(&vector[name])[..])?;
        }
    }
    if let Some(length) = vector["inner_len"].as_u64() {
        same("inner_len", &(trace.inner.len() as u64), &length)?;
    }
    let by_key = open_with_key(&blob, keys.blob_key());
    same("by its key alone", &result(&by_key), &"open")
}

/// The first bytes alone give the preview that the whole blob gives, and refuse whatever can be seen in them.
fn preview_alone(
    blob: &[u8],
    secret: &Secret,
    password: Option<&Password>,
    opened: &Result<Opened, Error>,
) -> Result<(), String> {
    let head = &blob[..blob.len().min(PREVIEW_HEAD_BYTES)];
    let length = blob.len() as u64;
    let alone =
        // Step 1 in its order: what is too short is told before anything is derived.
        chunks::check_length(length.saturating_sub(64)).and_then(|()| {
            let keys = Keys::derive(blob, secret, password)?;
            open_preview(head, length, &keys)
        });
    let later = ["corrupt", "bad-manifest", "bad-padding", "type-mismatch"];
    match opened {
        Ok(opened) => {
            let found = alone.map_err(|error| error.to_string())?;
            let shown = found.as_ref().map(OpenedPreview::part);
            same("preview", &shown, &opened.preview())?;
            let Some(found) = found else { return Ok(()) };
            let main = opened.main().map_err(|error| error.to_string())?;
            let sizes = (found.main_width_px, found.main_height_px);
            same("size", &sizes, &(main.width_px, main.height_px))?;
            same("alt", &found.alt, &opened.alt)
        }
        Err(error) => {
            // The fault may lie behind what was looked at, or be found there at a later step.
            let is_behind = length > head.len() as u64 && later.contains(&error.code().as_str());
            match alone {
                Ok(_) if is_behind => Ok(()),
                Err(alone) if is_behind && later.contains(&alone.code().as_str()) => Ok(()),
                alone => same("preview", &result(&alone), &error.code().as_str()),
            }
        }
    }
}

fn link(vector: &Value) -> Result<(), String> {
    let text_of_link = text(&vector["link"]);
    let parsed = Link::parse(text_of_link);
    same("result", &result(&parsed), &text(&vector["result"]))?;
    let Ok(parsed) = parsed else { return Ok(()) };
    let exposed = vector["exposed"].as_bool().unwrap_or(false);
    same("exposed", &parsed.exposed, &exposed)?;
    let secret = Secret::from_bytes(array(&vector["secret"]));
    same("secret", &parsed.link.secret, &secret)?;
    if let Some(id) = vector["id"].as_str() {
        same("id", &parsed.link.id.as_str(), &id)?;
    }
    let again = Link::parse(&parsed.link.to_url()).map_err(|error| error.to_string())?;
    same("written and read again", &again.link, &parsed.link)
}

/// Follows Wycheproof's `doc/c2sp_chunked_encryption.md`: the ciphertext is compressed with zlib,
/// a valid prefix is stated for some invalid vectors, and so is whether the last chunk alone is valid.
fn cobblestone(vector: &Value) -> Result<(), String> {
    let flag = |name: &str| list(&vector["flags"]).iter().any(|flag| flag == name);
    let sealed = miniz_oxide::inflate::decompress_to_vec_zlib(&hex(&vector["ct"]))
        .map_err(|error| error.to_string())?;
    let context = hex(&vector["ctx"]);
    let Ok(key) = <[u8; 32]>::try_from(hex(&vector["key"])) else {
        // The type of the key refuses any other length.
        return same("key size", &flag("InvalidKeySize"), &true);
    };
    let opened = chunks::open(&key, &context, &sealed);
    let valid = text(&vector["result"]) == "valid";
    same("result", &opened.is_ok(), &valid)?;

    let cipher = ChunkCipher::new(&key, &context, &sealed);
    same("header", &cipher.is_err(), &flag("HeaderFailure"))?;
    let Ok(cipher) = cipher else { return Ok(()) };
    let salt = sealed.first_chunk::<24>().ok_or("no salt")?;
    let keys = ChunkKeys::derive(&key, salt, &context);
    same("aeadKey", &keys.key, &array(&vector["aeadKey"]))?;
    same(
        "baseNonce",
        &hex(&vector["baseNonce"]),
        &keys.base_nonce.to_vec(),
    )?;

    let chunks: Vec<&[u8]> = sealed[PREFIX_BYTES..].chunks(SEALED_CHUNK_BYTES).collect();
    let open_chunk = |index: usize| {
        let mut out = vec![0; chunks[index].len().saturating_sub(16)];
        cipher
            .open_chunk(index as u64, chunks[index], &mut out)
            .map(|()| out)
    };
    let prefix: Vec<u8> = (0..chunks.len())
        .map_while(|index| open_chunk(index).ok())
        .flatten()
        .collect();
    if valid {
        same("message", &opened.ok(), &Some(prefix.clone()))?;
    }
    if valid || flag("PartialPlaintext") {
        same(
            "msgLength",
            &(prefix.len() as u64),
            &vector["msgLength"].as_u64().ok_or("no msgLength")?,
        )?;
        same(
            "msgSha512",
            &Sha512::digest(&prefix).to_vec(),
            &hex(&vector["msgSha512"]),
        )?;
    }
    let last_alone =
        chunks::check_length(sealed.len() as u64).is_ok() && open_chunk(chunks.len() - 1).is_ok();
    same(
        "last chunk alone",
        &last_alone,
        &(valid || flag("ValidFinalChunk")),
    )
}

fn result<T>(result: &Result<T, Error>) -> &'static str {
    match result {
        Ok(_) => "open",
        Err(error) => Code::as_str(error.code()),
    }
}

fn same<T: PartialEq + core::fmt::Debug>(what: &str, found: &T, stated: &T) -> Result<(), String> {
    if found == stated {
        Ok(())
    } else {
        let short = |value: &T| format!("{value:?}").chars().take(200).collect::<String>();
        Err(format!(
            "{what} is {}, stated {}",
            short(found),
            short(stated)
        ))
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list of vectors")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text of a vector")
}

fn array<const N: usize>(value: &Value) -> [u8; N] {
    hex(value).try_into().expect("as many bytes as stated")
}

fn hex(value: &Value) -> Vec<u8> {
    let (pairs, _) = text(value).as_bytes().as_chunks::<2>();
    let digit = |byte: u8| char::from(byte).to_digit(16).expect("hexadecimal") as u8;
    pairs
        .iter()
        .map(|[high, low]| digit(*high) << 4 | digit(*low))
        .collect()
}
