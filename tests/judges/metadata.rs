//! What programs that know metadata find in what is made.

use super::structure::is_structure;
use libtest_mimic::Failed;
use serde_json::{Map, Value};
use std::path::PathBuf;
use std::process::Command;

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
            let (group, tag) = name.split_once(':').unwrap_or(("", name));
            // These groups describe the file's place on this machine.
            let is_place = tag == "SourceFile" || ["System", "ExifTool"].contains(&group);
            let value = value.as_str().unwrap_or_default();
            if !is_place && !is_structure(tag, value) {
                return Err(format!("{name} = {value:?} in {}", file["SourceFile"]).into());
            }
        }
    }
    Ok(())
}

/// Exiv2 reads Exif, IPTC, XMP and comments.
pub fn by_exiv2(written: &[PathBuf]) -> Result<(), Failed> {
    let is_kept =
        |line: &str| line.trim().is_empty() || line.starts_with("Exif.Image.Orientation ");
    for path in written {
        for what in ["-pa", "-pc", "-pX"] {
            let output = Command::new("exiv2")
                .args(["-q", what])
                .arg(path)
                .output()?;
            let found = String::from_utf8_lossy(&output.stdout);
            if let Some(line) = found.lines().find(|line| !is_kept(line)) {
                return Err(format!("{line} in {}", path.display()).into());
            }
        }
    }
    Ok(())
}

/// mat2 knows what may identify somebody; of WebP and AVIF it knows nothing.
pub fn by_mat2(written: &[PathBuf]) -> Result<(), Failed> {
    let known = |path: &&PathBuf| {
        path.extension()
            .is_some_and(|extension| ["jpg", "png", "gif"].iter().any(|one| extension == *one))
    };
    let written: Vec<_> = written.iter().filter(known).collect();
    let output = Command::new("mat2").arg("--show").args(&written).output()?;
    let lines = String::from_utf8(output.stdout)?;
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
    same_count(judged, written.len())
}

fn same_count(judged: usize, written: usize) -> Result<(), Failed> {
    (judged == written)
        .then_some(())
        .ok_or_else(|| format!("{judged} of {written} pictures were judged").into())
}
