//! A name that a stranger chose, made safe to save a file under.

/// So that a name with a counter and an extension stays under the 255 bytes of common file systems.
const MAX_STEM_BYTES: usize = 200;

/// What a picture's own extension may have been before it was converted; it gives way to the true one.
const PICTURE_EXTENSIONS: [&str; 13] = [
    "jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif", "avif", "heic", "heif", "tif", "tiff",
    "bmp",
];

/// Device names of Windows, which open no file under any extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// A name without separators, control and bidirectional characters, with this extension;
/// made of `fallback` where nothing is left of the name.
pub(super) fn download_name(name: Option<&str>, fallback: &str, extension: &str) -> String {
    let stem = [name.unwrap_or_default(), fallback, "picture"]
        .into_iter()
        .map(stem)
        .find(|stem| !stem.is_empty())
        .unwrap_or_default();
    format!("{stem}.{extension}")
}

fn stem(name: &str) -> String {
    let kept: String = name.chars().filter(|char| !is_harmful(*char)).collect();
    let mut stem = trim(&kept);
    if let Some((before, extension)) = stem.rsplit_once('.')
        && PICTURE_EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
    {
        stem = trim(before);
    }
    let stem = trim(&stem[..stem.floor_char_boundary(MAX_STEM_BYTES)]);
    if is_device(stem) {
        String::new()
    } else {
        stem.to_owned()
    }
}

/// Leading dots hide a file or climb to the folder above; trailing ones and spaces are dropped by Windows.
fn trim(text: &str) -> &str {
    text.trim_matches(|char: char| char == '.' || char.is_whitespace())
}

fn is_harmful(char: char) -> bool {
    char.is_control()
        || matches!(char, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
        // What reorders the text around it (Unicode TR 9), or breaks a line, or cannot be seen.
        || matches!(char, '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(char, '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn is_device(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default();
    let lower = first.trim_end().to_ascii_lowercase();
    let name = lower.trim_end_matches(|char: char| char.is_ascii_digit());
    DEVICES.contains(&name) && lower.len() - name.len() <= 1
}

#[cfg(test)]
mod tests {
    use super::download_name;

    #[test]
    fn names_lose_what_could_harm_and_get_the_true_extension() {
        for (name, expected) in [
            ("holiday.jpg", "holiday.png"),
            ("Été à la mer.JPEG", "Été à la mer.png"),
            ("invoice.pdf", "invoice.pdf.png"),
            ("a.exe", "a.exe.png"),
            ("../../etc/passwd", "etcpasswd.png"),
            ("C:\\Windows\\win.ini", "CWindowswin.ini.png"),
            ("\u{202e}gpj.exe", "gpj.exe.png"),
            ("a\u{2066}b\u{200f}c\0d\n.png", "abcd.png"),
            (".bashrc", "bashrc.png"),
            ("con", "7Hk2mQx9TzRv4WbN.png"),
            ("LPT1.jpg", "7Hk2mQx9TzRv4WbN.png"),
            ("console", "console.png"),
            ("..", "7Hk2mQx9TzRv4WbN.png"),
            (".jpg", "jpg.png"),
            ("", "7Hk2mQx9TzRv4WbN.png"),
        ] {
            let made = download_name(Some(name), "7Hk2mQx9TzRv4WbN", "png");
            assert_eq!(made, expected, "{name:?}");
        }
        assert_eq!(download_name(None, "//", "jpg"), "picture.jpg");
        let long = download_name(Some(&"é".repeat(127)), "x", "jpg");
        assert_eq!(long.len(), 204);
    }
}
