//! Colours are converted as LittleCMS converts them, by the relative colorimetric intent without black point
//! compensation, on the pixels before they are encoded.
//!
//! Needs a Python with the packages of `tests/littlecms/requirements.txt`, named by `PELLICLE_PYTHON`;
//! `cargo xtask test` makes one. Where it is not named, the tests are reported as ignored. With `PELLICLE_SHOW` set they
//! say what they measured.

#![allow(clippy::unwrap_used)]

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    native::main();
}

#[cfg(not(target_arch = "wasm32"))]
#[path = "pictures/icc.rs"]
#[allow(dead_code)]
mod icc;

#[cfg(not(target_arch = "wasm32"))]
#[path = "pictures/xyb.rs"]
mod xyb;

#[cfg(not(target_arch = "wasm32"))]
#[path = "corpus/files.rs"]
#[allow(dead_code)]
mod files;

#[cfg(not(target_arch = "wasm32"))]
#[path = "littlecms/made.rs"]
mod made;

#[cfg(not(target_arch = "wasm32"))]
#[path = "python/ask.rs"]
mod python;

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::{made, python, xyb};
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use libtest_mimic::{Arguments, Failed, Trial};
    use pellicle::picture::colors_for_judges;
    use serde_json::{Value, json};
    use std::path::Path;
    use std::process::{Command, Stdio};

    /// ΔE2000, of which 1 is about the least that an eye sees: on average, and of all but a thousandth of the pixels. Both
    /// sides round to levels, which are up to 1 apart; the steps of L* of the wrong version are 0.3 on average.
    const FINE: [f64; 2] = [0.1, 1.5];
    /// Of inks, whose grid has four axes and so fewer points along each, and of XYB, of whose grid few colours fill a
    /// small part.
    const COARSE: [f64; 2] = [0.5, 2.0];

    /// Asks the Python at this path.
    type Judge = Box<dyn FnOnce(&str) -> Result<(), Failed> + Send>;

    pub fn main() {
        let python = std::env::var("PELLICLE_PYTHON").ok();
        // The Python of a machine may have been named for other judges.
        let is_ready = python.as_deref().is_some_and(has_packages);
        let path = python.unwrap_or_default();
        let trial = |name: &str, run: Judge| {
            let path = path.clone();
            Trial::test(name, move || run(&path)).with_ignored_flag(!is_ready)
        };
        let mut trials = vec![trial("the_formula_is_its_authors", Box::new(formula))];
        let of_xyb: Judge =
            Box::new(|python| judge(python, &xyb::icc(), 3, made::of_xyb(), COARSE));
        trials.push(trial("xyb", of_xyb));
        for made::Made {
            name,
            icc,
            channels,
        } in made::all()
        {
            let judge = move |python: &str| {
                let colors = made::colors(channels);
                judge(python, &icc, channels, colors, within(channels))
            };
            trials.push(trial(name, Box::new(judge)));
        }
        let real = Trial::test("real_pictures", move || pictures(&path));
        trials.push(real.with_ignored_flag(!is_ready || !cfg!(corpus)));
        libtest_mimic::run(&Arguments::from_args(), trials).exit();
    }

    fn formula(python: &str) -> Result<(), Failed> {
        let apart = number(&ask(python, &json!({"do": "formula"}))?["apart"]);
        check(apart < 0.0001, format!("ΔE2000 is off by {apart}"))
    }

    /// Every picture with a profile that both sides read. Those of the corpus with inks have none, and are given one.
    fn pictures(python: &str) -> Result<(), Failed> {
        let (mut judged, mut inked) = (0, 0);
        let of_inks = made::all().into_iter().find(|made| made.channels == 4);
        let of_inks = of_inks.map(|made| made.icc).unwrap_or_default();
        let photos =
            Path::new(option_env!("PELLICLE_CORPUS_FOUND").unwrap_or_default()).join("photos");
        let photos = std::fs::read_dir(photos)?.filter_map(|entry| Some(entry.ok()?.path()));
        for path in super::files::files().into_iter().chain(photos) {
            let is_read = |kind| path.extension().is_some_and(|found| found == kind);
            if !["jpg", "jpeg", "png", "webp"].into_iter().any(is_read) {
                continue;
            }
            let Some((icc, channels, samples)) = read(python, &path) else {
                continue;
            };
            let icc = match icc {
                Some(icc) => icc,
                None if channels == 4 => of_inks.clone(),
                None => continue,
            };
            inked += usize::from(channels == 4);
            judge(python, &icc, channels, samples, within(channels)).map_err(|failed| {
                format!("{}: {}", path.display(), failed.message().unwrap_or(""))
            })?;
            judged += 1;
        }
        check(
            judged >= 10 && inked >= 3,
            format!("only {judged} pictures were judged, {inked} with inks"),
        )
    }

    /// The profile if there is one, the channels and the samples; `None` for what is damaged, which is others' question.
    fn read(python: &str, path: &Path) -> Option<(Option<Vec<u8>>, u8, Vec<u8>)> {
        let answer = ask(python, &json!({"do": "read", "file": path})).ok()?;
        let part = |name: &str| BASE64_STANDARD.decode(answer[name].as_str()?).ok();
        let channels = answer["channels"].as_u64()?;
        Some((part("icc"), channels as u8, part("samples")?))
    }

    fn within(channels: u8) -> [f64; 2] {
        if channels == 4 { COARSE } else { FINE }
    }

    fn judge(
        python: &str,
        icc: &[u8],
        channels: u8,
        samples: Vec<u8>,
        within: [f64; 2],
    ) -> Result<(), Failed> {
        let text = |bytes: &[u8]| BASE64_STANDARD.encode(bytes);
        let (profile, before) = (text(icc), text(&samples));
        let ours = colors_for_judges(icc, channels, samples).ok_or("the profile was not read")?;
        let question = json!({
            "do": "judge", "icc": profile, "channels": channels, "samples": before, "ours": text(&ours),
        });
        let answer = ask(python, &question)?;
        let (mean, most) = (number(&answer["mean"]), number(&answer["most"]));
        if std::env::var_os("PELLICLE_SHOW").is_some() {
            eprintln!(
                "mean {mean:.3}, 99.9 % {most:.3}, worst {}",
                answer["worst"]
            );
        }
        let [mean_of, most_of] = within;
        check(mean <= mean_of && most <= most_of, answer.to_string())
    }

    /// What cannot be compared is not near.
    fn number(value: &Value) -> f64 {
        value.as_f64().unwrap_or(f64::INFINITY)
    }

    fn has_packages(python: &str) -> bool {
        let asked = Command::new(python)
            .args(["-c", "import numpy, PIL.ImageCms"])
            .stderr(Stdio::null())
            .status();
        asked.is_ok_and(|status| status.success())
    }

    fn ask(python: &str, question: &Value) -> Result<Value, Failed> {
        python::ask(python, "littlecms/judge.py", question)
    }

    fn check(holds: bool, otherwise: String) -> Result<(), Failed> {
        if holds { Ok(()) } else { Err(otherwise.into()) }
    }
}
