//! What this component seals, pyca's `cryptography` opens, and the other way round.
//!
//! Needs a Python with the packages of `tests/pyca/requirements.txt`, named by `PELLICLE_PYTHON`;
//! `cargo xtask test` makes one. Where it is not named, the tests are reported as ignored.

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    native::main();
}

#[cfg(not(target_arch = "wasm32"))]
#[path = "vectors/forge.rs"]
#[allow(dead_code)]
mod forge;

#[cfg(not(target_arch = "wasm32"))]
#[path = "python/ask.rs"]
mod python;

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::forge::{inner, picture};
    use super::python;
    use image::{ImageFormat, RgbImage};
    use libtest_mimic::{Arguments, Failed, Trial};
    use pellicle::picture::Options;
    use pellicle::seal::Message;
    use pellicle::{Code, Password, Secret};
    use serde_json::{Value, json};
    use std::io::Cursor;

    /// Sizes of a part that end before, at and behind a chunk's edge, and fill several chunks.
    const PART_BYTES: [usize; 5] = [40, 15_790, 16_384, 16_385, 100_000];
    const PASSWORDS: [Option<&str>; 2] = [None, Some("cafe\u{301} Ångström")];

    pub fn main() {
        let python = std::env::var("PELLICLE_PYTHON").ok();
        let trial = |name: &str, run: fn(&str) -> Result<(), Failed>| {
            let path = python.clone().unwrap_or_default();
            Trial::test(name, move || run(&path)).with_ignored_flag(python.is_none())
        };
        let trials = vec![
            trial("pyca_opens_what_rust_seals", pyca_opens_what_rust_seals),
            trial("rust_opens_what_pyca_seals", rust_opens_what_pyca_seals),
            trial(
                "neither_opens_what_was_changed",
                neither_opens_what_was_changed,
            ),
        ];
        libtest_mimic::run(&Arguments::from_args(), trials).exit();
    }

    fn pyca_opens_what_rust_seals(python: &str) -> Result<(), Failed> {
        for (side, password) in [(16, None), (200, None), (64, PASSWORDS[1])] {
            let picture = photo(side)?;
            let secret = Secret::generate()?;
            let message = Message {
                alt: Some("Rauschen"),
                ..Message::new(&picture)
            };
            let typed = password.map(Password::new);
            let sealed = pellicle::seal(&message, &secret, typed.as_ref())?;
            let answer = ask(
                python,
                &json!({"do": "open", "secret": hex(secret.as_bytes()), "password": password, "blob": hex(&sealed.blob)}),
            )?;
            let found = answer["inner"].as_str().ok_or_else(|| answer.to_string())?;
            check(
                found.contains(&hex(picture.bytes())),
                "the picture is not in the message",
            )?;
            check(
                found.contains(&hex(b"\"alt\":\"Rauschen\"")),
                "the text is not in the manifest",
            )?;
            check(
                answer["view_token"] == hex(sealed.keys.view_token().as_bytes()),
                "another view token",
            )?;
        }
        Ok(())
    }

    fn rust_opens_what_pyca_seals(python: &str) -> Result<(), Failed> {
        for (length, password) in PART_BYTES
            .map(|length| (length, None))
            .into_iter()
            .chain([(40, PASSWORDS[1])])
        {
            let secret = Secret::generate()?;
            let part = picture(b"\xff\xd8\xff", length);
            let manifest = format!(
                r#"{{"v":1,"parts":[{{"role":"main","type":"image/jpeg","off":0,"len":{length},"w":3,"h":4}}]}}"#
            );
            let message = inner(manifest.as_bytes(), &[&part]);
            let answer = ask(
                python,
                &json!({"do": "seal", "secret": hex(secret.as_bytes()), "password": password, "inner": hex(&message)}),
            )?;
            let typed = password.map(Password::new);
            let opened = pellicle::open(&unhex(&answer["blob"]), &secret, typed.as_ref())?;
            check(opened.main()?.bytes == part, "another picture came out")?;
        }
        Ok(())
    }

    fn neither_opens_what_was_changed(python: &str) -> Result<(), Failed> {
        let picture = photo(16)?;
        let secret = Secret::generate()?;
        let mut blob = pellicle::seal(&Message::new(&picture), &secret, None)?.blob;
        let last = blob.len() - 1;
        for (at, code) in [
            (70, Code::WrongKey),
            (100, Code::WrongKey),
            (130, Code::Corrupt),
            (last, Code::Corrupt),
        ] {
            blob[at] ^= 1;
            let found = pellicle::open(&blob, &secret, None)
                .err()
                .map(|error| error.code());
            check(found == Some(code), "it opened, or failed by another code")?;
            let answer = ask(
                python,
                &json!({"do": "open", "secret": hex(secret.as_bytes()), "password": null, "blob": hex(&blob)}),
            )?;
            check(answer["error"].is_string(), "pyca opened it")?;
            blob[at] ^= 1;
        }
        Ok(())
    }

    /// A prepared picture that does not compress to nothing.
    fn photo(side: u32) -> Result<pellicle::Picture, Failed> {
        let noise = RgbImage::from_fn(side, side, |x, y| {
            let mixed = (x * 7919 + y * 104_729).wrapping_mul(2_654_435_761);
            image::Rgb([mixed as u8, (mixed >> 8) as u8, (mixed >> 16) as u8])
        });
        let mut file = Cursor::new(Vec::new());
        noise.write_to(&mut file, ImageFormat::Png)?;
        Ok(pellicle::prepare(file.get_ref(), &Options::default())?.picture)
    }

    fn ask(python: &str, question: &Value) -> Result<Value, Failed> {
        python::ask(python, "pyca/pellicle.py", question)
    }

    fn check(holds: bool, otherwise: &str) -> Result<(), Failed> {
        if holds { Ok(()) } else { Err(otherwise.into()) }
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn unhex(value: &Value) -> Vec<u8> {
        let text = value.as_str().unwrap_or_default();
        let pairs = text.as_bytes().as_chunks::<2>().0;
        let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or_default() as u8;
        pairs
            .iter()
            .map(|[high, low]| digit(*high) << 4 | digit(*low))
            .collect()
    }
}
