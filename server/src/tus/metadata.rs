//! `Upload-Metadata`: what an uploader may ask for.

use crate::config::Config;
use crate::errors::Error;
use crate::ledger::NewUpload;
use crate::token::{Verifier, decode_base64url};
use axum::http::HeaderValue;
use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, URL_SAFE_NO_PAD};

/// tus says base64 and does not say whether it is padded.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Reads the header into what is asked for. Keys that are not ours are checked for their form and dropped: clients put
/// file names there, and a file name must not be kept.
pub fn read(header: Option<&HeaderValue>, config: &Config) -> Result<NewUpload, Error> {
    let mut asked = NewUpload::default();
    let Some(header) = header else {
        return Ok(asked);
    };
    let header = header.to_str().map_err(|_| malformed())?.trim();
    if header.is_empty() {
        return Ok(asked);
    }
    let mut seen = Vec::new();
    for pair in header.split(',').map(str::trim) {
        let (key, value) = pair.split_once(' ').unwrap_or((pair, ""));
        if key.is_empty() || seen.contains(&key) {
            return Err(malformed());
        }
        seen.push(key);
        let value = BASE64.decode(value.trim()).map_err(|_| malformed())?;
        match key {
            "expires-in" => {
                asked.expires_in_secs = Some(whole(
                    &value,
                    config.expires_in_max.as_secs(),
                    "expires-in",
                )?)
            }
            "views" => asked.views = Some(whole(&value, config.views_max.into(), "views")?),
            "delete-verifier" => asked.delete_verifier = Some(verifier(&value)?),
            _ => {}
        }
    }
    Ok(asked)
}

/// The header again, of what was kept of it: tus wants HEAD to tell it.
pub fn write(asked: &NewUpload) -> Option<String> {
    let pairs = [
        ("expires-in", asked.expires_in_secs.map(|v| v.to_string())),
        ("views", asked.views.map(|v| v.to_string())),
        (
            "delete-verifier",
            asked.delete_verifier.map(|v| URL_SAFE_NO_PAD.encode(v.0)),
        ),
    ];
    let told: Vec<_> = pairs
        .into_iter()
        .filter_map(|(key, value)| Some(format!("{key} {}", BASE64.encode(value?))))
        .collect();
    (!told.is_empty()).then(|| told.join(","))
}

/// A whole number from 1 to a limit, in ASCII digits.
fn whole(value: &[u8], max: i64, key: &'static str) -> Result<i64, Error> {
    let digits = std::str::from_utf8(value)
        .ok()
        .filter(|t| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit()));
    let number = digits.and_then(|t| t.parse().ok());
    number
        .filter(|n| (1..=max).contains(n))
        .ok_or_else(|| Error::bad(format!("{key} must be a whole number from 1 to {max}.")))
}

fn verifier(value: &[u8]) -> Result<Verifier, Error> {
    let text = std::str::from_utf8(value).ok();
    let bytes = text
        .and_then(decode_base64url)
        .ok_or_else(|| Error::bad("delete-verifier must be 32 bytes in base64url."))?;
    Ok(Verifier(bytes))
}

fn malformed() -> Error {
    Error::bad(
        "Upload-Metadata must be pairs of a key and a base64 value, separated by commas, each key once.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<NewUpload, Error> {
        read(
            Some(&HeaderValue::from_str(text).unwrap()),
            &Config::default(),
        )
    }

    #[test]
    fn what_is_asked_for_is_read_and_told_again() {
        let verifier = URL_SAFE_NO_PAD.encode([9; 32]);
        let header = format!(
            "expires-in {},views {},delete-verifier {}",
            BASE64.encode("60"),
            BASE64.encode("3"),
            BASE64.encode(&verifier)
        );
        let asked = parsed(&header).unwrap();
        assert_eq!((asked.expires_in_secs, asked.views), (Some(60), Some(3)));
        assert_eq!(write(&asked), Some(header));
    }

    #[test]
    fn keys_of_other_clients_are_dropped() {
        let asked = parsed("filename c2VjcmV0LmpwZw==, is_confidential").unwrap();
        assert_eq!(write(&asked), None);
    }

    #[test]
    fn padding_is_optional() {
        assert_eq!(parsed("views Mg").unwrap().views, Some(2));
        assert_eq!(parsed("views Mg==").unwrap().views, Some(2));
    }

    #[test]
    fn malformed_is_refused() {
        // Values: "0", "-1", "", "1.5", "9999999", not base64, a key twice, an empty pair.
        for wrong in [
            "views MA==",
            "views LTE=",
            "views",
            "views MS41",
            "views OTk5OTk5OQ==",
            "views !!",
            "views MQ==,views MQ==",
            "views MQ==,,",
            ",",
            "expires-in MA==",
            "delete-verifier MQ==",
        ] {
            assert_eq!(parsed(wrong).unwrap_err().status(), 400, "{wrong}");
        }
    }
}
