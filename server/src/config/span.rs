//! Durations as people write them: `90s`, `15m`, `24h`, `30d`, or a whole number of seconds.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::time::Duration;

/// A whole number of seconds, at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span(u32);

impl Span {
    /// This many seconds; at least one.
    pub const fn secs(secs: u32) -> Self {
        Self(if secs == 0 { 1 } else { secs })
    }

    /// This many days.
    pub const fn days(days: u32) -> Self {
        Self::secs(days * 86_400)
    }

    /// The same in seconds.
    pub const fn as_secs(self) -> i64 {
        self.0 as i64
    }

    /// The same as the standard library writes it.
    pub const fn duration(self) -> Duration {
        Duration::from_secs(self.0 as u64)
    }

    /// What a person wrote, if it is a whole number from 1 with s, m, h, d or nothing behind it.
    pub fn parse(text: &str) -> Option<Self> {
        let (digits, unit) = match text.as_bytes().last()? {
            b's' => (&text[..text.len() - 1], 1),
            b'm' => (&text[..text.len() - 1], 60),
            b'h' => (&text[..text.len() - 1], 3600),
            b'd' => (&text[..text.len() - 1], 86_400),
            _ => (text, 1),
        };
        let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let secs = digits
            .parse::<u32>()
            .ok()
            .filter(|_| all_digits)?
            .checked_mul(unit)?;
        (secs > 0).then_some(Self(secs))
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Secs(i64),
            Text(String),
        }
        let text = match Written::deserialize(deserializer)? {
            Written::Secs(secs) => secs.to_string(),
            Written::Text(text) => text,
        };
        Self::parse(&text).ok_or_else(|| {
            de::Error::custom("a duration is a whole number from 1 with s, m, h or d behind it")
        })
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{}s", self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_whole_numbers_with_a_unit() {
        for (text, secs) in [
            ("90", 90),
            ("90s", 90),
            ("15m", 900),
            ("24h", 86_400),
            ("30d", 2_592_000),
        ] {
            assert_eq!(Span::parse(text).map(Span::as_secs), Some(secs), "{text}");
        }
        for wrong in [
            "",
            "0",
            "0d",
            "-1",
            "+1",
            "1.5h",
            "1w",
            "d",
            "99999999d",
            "1 h",
            "ü",
        ] {
            assert_eq!(Span::parse(wrong), None, "{wrong}");
        }
    }
}
