//! ExifTool, an independent judge, finds nothing but structure in what is made of real pictures.
//!
//! Needs the pictures that `build.rs` looks for, and `exiftool` on the search path. Where one of them is missing, the test
//! is reported as ignored.
#![allow(clippy::unwrap_used)]

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    native::main();
}

#[cfg(not(target_arch = "wasm32"))]
#[path = "corpus/files.rs"]
mod files;

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::files::files;
    use libtest_mimic::{Arguments, Failed, Trial};
    use pellicle::picture::{MaxEdge, Options, prepare};
    use serde_json::{Map, Value};
    use std::path::Path;
    use std::process::{Command, Stdio};

    /// Names of ExifTool that describe the file or its pixels. The groups `System` and `ExifTool` describe this machine.
    const STRUCTURE: [&str; 22] = [
        "FileType",
        "FileTypeExtension",
        "MIMEType",
        "ImageWidth",
        "ImageHeight",
        "ImageSize",
        "Megapixels",
        "EncodingProcess",
        "BitsPerSample",
        "ColorComponents",
        "YCbCrSubSampling",
        "JFIFVersion",
        "ResolutionUnit",
        "XResolution",
        "YResolution",
        "BitDepth",
        "ColorType",
        "Compression",
        "Filter",
        "Interlace",
        "Palette",
        "Transparency",
    ];

    pub fn main() {
        let is_ready = cfg!(corpus) && is_there();
        let trial = Trial::test("exiftool_finds_nothing_but_structure", judge);
        libtest_mimic::run(
            &Arguments::from_args(),
            vec![trial.with_ignored_flag(!is_ready)],
        )
        .exit();
    }

    fn is_there() -> bool {
        let asked = Command::new("exiftool")
            .arg("-ver")
            .stdout(Stdio::null())
            .status();
        asked.is_ok_and(|status| status.success())
    }

    fn judge() -> Result<(), Failed> {
        let target = std::env::temp_dir().join(format!("pellicle-judged-{}", std::process::id()));
        std::fs::create_dir_all(&target)?;
        let written = write_prepared(&target)?;
        let output = Command::new("exiftool")
            .args(["-j", "-a", "-G1", "-u", "-ee", "-q"])
            .arg(&target)
            .output()?;
        std::fs::remove_dir_all(&target)?;
        let judged: Vec<Map<String, Value>> = serde_json::from_slice(&output.stdout)?;
        if written == 0 || judged.len() != written {
            return Err(format!("{} of {written} pictures were judged", judged.len()).into());
        }
        for file in judged {
            if let Some(name) = file.keys().find(|name| !is_structure(name)) {
                let found = format!("{name} = {} in {}", file[name], file["SourceFile"]);
                return Err(found.into());
            }
        }
        Ok(())
    }

    /// Prepares every picture that is taken, small and at full size. Gives how many files there are.
    fn write_prepared(target: &Path) -> Result<usize, Failed> {
        let mut written = 0;
        for (index, path) in files().into_iter().enumerate() {
            let bytes = std::fs::read(&path)?;
            for edge in [MaxEdge::Px(256), MaxEdge::Full] {
                if let Ok(prepared) = prepare(&bytes, &Options::with_max_edge(edge)) {
                    let extension = prepared.picture.media_type().extension();
                    let name = format!("{index}-{edge:?}.{extension}");
                    std::fs::write(target.join(name), prepared.picture.bytes())?;
                    written += 1;
                }
            }
        }
        Ok(written)
    }

    fn is_structure(name: &str) -> bool {
        let (group, tag) = name.split_once(':').unwrap_or(("", name));
        tag == "SourceFile" || ["System", "ExifTool"].contains(&group) || STRUCTURE.contains(&tag)
    }
}
