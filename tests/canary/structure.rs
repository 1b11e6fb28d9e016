//! A second opinion on what may be written: made for this test, from the standards.

/// Fails on anything but what shows pixels; original mode may say how they are turned and what their colours mean, and
/// does so with every animation that need not be smaller.
pub fn assert_allowed(bytes: &[u8], original: bool) {
    let is_animated = match bytes {
        [0x89, ..] => bytes.windows(4).any(|kind| kind == b"acTL"),
        [b'R', ..] => bytes.windows(4).any(|kind| kind == b"ANMF"),
        [b'G', ..] => {
            bytes
                .windows(3)
                .filter(|head| head == b"\x21\xF9\x04")
                .count()
                > 1
        }
        _ => false,
    };
    let original = original || is_animated;
    match bytes {
        [0x89, ..] => png(bytes, original),
        [0xFF, ..] => jpeg(bytes, original),
        _ => assert!(original, "only original mode writes other formats"),
    }
    match bytes {
        [b'R', ..] => webp(bytes),
        [b'G', ..] => gif(bytes),
        [0, ..] => avif(bytes),
        _ => {}
    }
}

fn png(bytes: &[u8], original: bool) {
    let pixels = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"];
    let others = [
        "acTL", "fcTL", "fdAT", "sRGB", "gAMA", "cHRM", "cICP", "iCCP", "eXIf",
    ];
    let mut at = 8;
    while at < bytes.len() {
        let len = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let kind = std::str::from_utf8(&bytes[at + 4..at + 8]).unwrap();
        let known = pixels.contains(&kind) || original && others.contains(&kind);
        assert!(known, "chunk {kind}");
        if kind == "eXIf" {
            assert_eq!(len, 26);
        }
        at += len + 12;
    }
    assert_eq!(at, bytes.len());
    assert_eq!(&bytes[bytes.len() - 8..bytes.len() - 4], b"IEND");
}

fn jpeg(bytes: &[u8], original: bool) {
    const JFIF: &[u8] = b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0";
    let mut at = 2;
    loop {
        let marker = bytes[at + 1];
        assert_eq!(bytes[at], 0xFF);
        if marker == 0xD9 {
            assert_eq!(at + 2, bytes.len());
            break;
        }
        let end = at + 2 + usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
        let body = &bytes[at + 4..end];
        match marker {
            0xE0 => assert!(body.starts_with(&JFIF[..6]) && body[7..] == JFIF[7..]),
            0xE1 if original => assert!(body.starts_with(b"Exif\0\0MM\0*") && body.len() == 32),
            0xE2 if original => assert!(body.starts_with(b"ICC_PROFILE\0")),
            0xEE if original => {
                assert!(body.starts_with(b"Adobe\0\x64\0\0\0\0") && body.len() == 12)
            }
            0xC0..=0xC2 | 0xC4 | 0xDA | 0xDB | 0xDD => {}
            _ => panic!("segment {marker:02X}"),
        }
        at = end;
        if marker == 0xDA {
            while bytes[at] != 0xFF || matches!(bytes[at + 1], 0 | 0xD0..=0xD7) {
                at += 1;
            }
        }
    }
}

fn avif(bytes: &[u8]) {
    assert_eq!(boxes(bytes), ["ftyp", "meta", "mdat"]);
    // Behind the brands, the header of the box, its version and its flags.
    let len = u32::from_be_bytes(bytes[28..32].try_into().unwrap()) as usize;
    let mut parts = boxes(&bytes[40..28 + len]);
    parts.retain(|kind| kind != "iref");
    assert_eq!(parts, ["hdlr", "pitm", "iloc", "iinf", "iprp"]);
}

fn boxes(bytes: &[u8]) -> Vec<String> {
    let mut kinds = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        kinds.push(String::from_utf8_lossy(&bytes[at + 4..at + 8]).into_owned());
        at += u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    }
    assert_eq!(at, bytes.len());
    kinds
}

fn webp(bytes: &[u8]) {
    let whole = u32::from_le_bytes(bytes[4..8].try_into().unwrap()) as usize;
    assert_eq!(whole + 8, bytes.len());
    list(
        &bytes[12..],
        &[
            "VP8X", "ICCP", "ANIM", "ANMF", "ALPH", "VP8 ", "VP8L", "EXIF",
        ],
    );
}

fn list(bytes: &[u8], known: &[&str]) {
    let mut at = 0;
    while at < bytes.len() {
        let kind = std::str::from_utf8(&bytes[at..at + 4]).unwrap();
        assert!(known.contains(&kind), "chunk {kind}");
        let len = u32::from_le_bytes(bytes[at + 4..at + 8].try_into().unwrap()) as usize;
        match kind {
            "VP8X" => assert_eq!(len, 10),
            "ANIM" => assert_eq!(len, 6),
            "EXIF" => assert_eq!(len, 26),
            "ANMF" => list(&bytes[at + 24..at + 8 + len], &["ALPH", "VP8 ", "VP8L"]),
            _ => {}
        }
        at += 8 + len + len % 2;
    }
}

fn gif(bytes: &[u8]) {
    let palette = |flags: u8| {
        if flags & 0x80 == 0 {
            0
        } else {
            6 << (flags & 7)
        }
    };
    let blocks = |mut at: usize| {
        while bytes[at] != 0 {
            at += 1 + usize::from(bytes[at]);
        }
        at + 1
    };
    let mut at = 13 + palette(bytes[10]);
    loop {
        at = match bytes[at] {
            0x3B => break,
            0x2C => blocks(at + 11 + palette(bytes[at + 9])),
            0x21 if bytes[at + 1] == 0xF9 => {
                assert_eq!((bytes[at + 2], bytes[at + 7]), (4, 0));
                at + 8
            }
            _ => {
                assert_eq!(&bytes[at..at + 16], b"\x21\xFF\x0BNETSCAPE2.0\x03\x01");
                assert_eq!(bytes[at + 18], 0);
                at + 19
            }
        };
    }
    assert_eq!(at + 1, bytes.len());
}
