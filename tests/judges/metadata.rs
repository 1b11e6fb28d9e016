//! What programs that know metadata find in what is made.
//!
//! | | JPEG | PNG | GIF | WebP | AVIF |
//! |---|---|---|---|---|---|
//! | ExifTool | yes | yes, and behind the end | yes | yes, and behind the end | yes, and behind the end |
//! | Exiv2 | yes | yes | no | yes | yes |
//! | mat2 | yes | yes | yes | no | no |
//!
//! `planted.rs` holds every "yes" to a file in which there is something to be found. None of them sees what stands behind
//! the end of a JPEG or a GIF: `tests/canary.rs` does.

use super::folder::of_types;
use super::structure::is_structure;
use libtest_mimic::Failed;
use serde_json::{Map, Value};
use std::path::PathBuf;
use std::process::{Command, Output};

/// Looks at files, and fails where there is more in one than structure.
pub type Judge = fn(&[PathBuf]) -> Result<(), Failed>;

/// Every judge's program, and what to ask it to know that it is there.
pub const JUDGES: [(&str, &str, Judge); 3] = [
    ("exiftool", "-ver", by_exiftool),
    ("exiv2", "--version", by_exiv2),
    ("mat2", "--version", by_mat2),
];

/// What Exiv2 reads. It says of a GIF that it cannot, and of nothing else that is made.
pub const OF_EXIV2: [&str; 4] = ["jpg", "png", "webp", "avif"];

/// What mat2 reads.
pub const OF_MAT2: [&str; 3] = ["jpg", "png", "gif"];

/// What ExifTool says of itself, and of a file's place on this machine. Its warnings and errors stand in a group with its
/// version, so that no group passes as a whole.
const OF_THE_MACHINE: [&str; 9] = [
    "SourceFile",
    "ExifTool:ExifToolVersion",
    "System:FileName",
    "System:Directory",
    "System:FileSize",
    "System:FileModifyDate",
    "System:FileAccessDate",
    "System:FileInodeChangeDate",
    "System:FilePermissions",
];

/// ExifTool reads every format, and goes into embedded files.
pub fn by_exiftool(written: &[PathBuf]) -> Result<(), Failed> {
    let output = Command::new("exiftool")
        .args(["-j", "-a", "-G1", "-u", "-ee", "-q"])
        .args(written)
        .output()?;
    let judged: Vec<Map<String, Value>> = serde_json::from_slice(&output.stdout)?;
    same_count(judged.len(), written.len())?;
    for file in judged {
        for (name, value) in &file {
            let tag = name.split_once(':').map_or(&name[..], |(_, tag)| tag);
            let value = match value {
                Value::String(text) => text.clone(),
                number => number.to_string(),
            };
            if !OF_THE_MACHINE.contains(&&name[..]) && !is_structure(tag, &value) {
                return Err(format!("{name} = {value:?} in {}", file["SourceFile"]).into());
            }
        }
    }
    ended_well(&output)
}

/// Exiv2 reads Exif, IPTC, XMP and comments of [`OF_EXIV2`], and fails where it cannot read a file.
pub fn by_exiv2(written: &[PathBuf]) -> Result<(), Failed> {
    let is_kept =
        |line: &str| line.trim().is_empty() || line.starts_with("Exif.Image.Orientation ");
    for path in of_types(written, &OF_EXIV2) {
        for what in ["-pa", "-pc", "-pX"] {
            let output = Command::new("exiv2").arg(what).arg(path).output()?;
            let found = String::from_utf8_lossy(&output.stdout);
            if let Some(line) = found.lines().find(|line| !is_kept(line)) {
                return Err(format!("{line} in {}", path.display()).into());
            }
            ended_well(&output)?;
        }
    }
    Ok(())
}

/// mat2 knows what may identify somebody in [`OF_MAT2`].
pub fn by_mat2(written: &[PathBuf]) -> Result<(), Failed> {
    let written = of_types(written, &OF_MAT2);
    let output = Command::new("mat2").arg("--show").args(&written).output()?;
    let lines = std::str::from_utf8(&output.stdout)?;
    let (mut judged, mut file) = (0, "");
    for line in lines.lines() {
        if line.contains("No metadata found in") || line.starts_with("[+] Metadata for") {
            judged += 1;
            file = line;
        } else {
            let (name, value) = line.trim().split_once(':').unwrap_or((line, ""));
            if !is_structure(name, value.trim()) {
                return Err(format!("{name} = {value:?}: {file}").into());
            }
        }
    }
    same_count(judged, written.len())?;
    ended_well(&output)
}

/// It says neither that it failed nor a warning.
fn ended_well(output: &Output) -> Result<(), Failed> {
    let why = String::from_utf8_lossy(&output.stderr);
    (output.status.success() && why.trim().is_empty())
        .then_some(())
        .ok_or_else(|| format!("{}: {why}", output.status).into())
}

fn same_count(judged: usize, written: usize) -> Result<(), Failed> {
    (judged == written)
        .then_some(())
        .ok_or_else(|| format!("{judged} of {written} pictures were judged").into())
}
