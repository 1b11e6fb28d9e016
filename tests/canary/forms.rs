//! The marker, the forms in which it is planted, and the search for it in every one of them.

/// What is planted. Twelve bytes never come about by chance.
pub const CANARY: &str = "PELLICANARY7";

#[derive(Debug, Clone, Copy)]
pub enum Form {
    Raw,
    Utf16Le,
    Utf16Be,
    Deflated,
    Base64,
}

impl Form {
    pub const ALL: [Self; 5] = [
        Self::Raw,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Deflated,
        Self::Base64,
    ];

    pub fn of(self, text: &str) -> Vec<u8> {
        match self {
            Self::Raw => text.into(),
            Self::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Self::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            // With words around it, so that something is there to pack.
            Self::Deflated => {
                let text = format!("where it was: {text}, {text}");
                miniz_oxide::deflate::compress_to_vec_zlib(text.as_bytes(), 6)
            }
            Self::Base64 => base64(text.as_bytes()).into_bytes(),
        }
    }
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD_NO_PAD.encode(bytes)
}

/// Whether the marker stands in the bytes, in any form, or in anything that is packed in them, twice at most.
pub fn find(bytes: &[u8]) -> bool {
    let in_streams = |bytes: &[u8]| streams(bytes).any(|stream| is_in(&stream));
    is_in(bytes) || in_streams(bytes) || streams(bytes).any(|stream| in_streams(&stream))
}

fn is_in(bytes: &[u8]) -> bool {
    let wide = [Form::Utf16Le, Form::Utf16Be].map(|form| form.of(CANARY));
    // Three alignments: base64 of bytes that do not start with the marker.
    let aligned = (0..3).map(|skip| base64(&CANARY.as_bytes()[skip..skip + 9]).into_bytes());
    let hex = CANARY
        .bytes()
        .flat_map(|byte| format!("{byte:02x}").into_bytes())
        .collect();
    [CANARY.as_bytes().to_vec(), hex]
        .into_iter()
        .chain(wide)
        .chain(aligned)
        .any(|form| contains(bytes, &form))
}

pub fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Everything that unpacks, wherever it begins.
fn streams(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let starts = bytes.windows(2).enumerate().filter(|(_, head)| {
        // RFC 1950: deflate, and a checksum of the two bytes.
        head[0] & 15 == 8 && (u16::from(head[0]) << 8 | u16::from(head[1])) % 31 == 0
    });
    starts.filter_map(|(at, _)| {
        let unpacked =
            miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(&bytes[at..], 1 << 20);
        unpacked.ok()
    })
}
