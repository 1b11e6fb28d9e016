//! `cargo xtask build`: what ships.

use crate::wasm::Quality;
use crate::{pages, paths, programs, wasm};
use anyhow::{Result, bail};
use std::path::Path;

/// The largest that the wasm may be, compressed by brotli: what a phone on a slow net loads in a few seconds.
const WASM_BROTLI_BYTES: u64 = 400_000;

/// Builds the package, the pages and both programs, and says how large they are.
pub fn run(_arguments: &[String]) -> Result<()> {
    pages::make(Quality::Shipped)?;
    let wasm_bytes = checked_brotli_bytes()?;
    let programs = programs::shipped()?;
    println!();
    println!("{:>11}  wasm, brotli", grouped(wasm_bytes));
    let heic_bytes = wasm::HEIC.brotli_bytes()?;
    println!("{:>11}  wasm for HEIC, brotli", grouped(heic_bytes));
    let modules = [wasm::COMPONENT, wasm::HEIC].map(|module| module.file());
    for path in programs.iter().chain(&modules) {
        let bytes = path.metadata()?.len();
        println!("{:>11}  {}", grouped(bytes), below_root(path));
    }
    Ok(())
}

/// The wasm's size compressed by brotli, in bytes; too many are an error.
pub fn checked_brotli_bytes() -> Result<u64> {
    let bytes = wasm::COMPONENT.brotli_bytes()?;
    if bytes > WASM_BROTLI_BYTES {
        bail!(
            "the wasm has {} bytes after brotli, and may have {}",
            grouped(bytes),
            grouped(WASM_BROTLI_BYTES)
        );
    }
    Ok(bytes)
}

fn below_root(path: &Path) -> String {
    path.strip_prefix(paths::root(""))
        .unwrap_or(path)
        .display()
        .to_string()
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(52_428_800), "52,428,800");
    }
}
