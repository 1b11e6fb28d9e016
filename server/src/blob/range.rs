//! Which bytes of a blob are wanted (RFC 9110, section 14).

use crate::errors::{Code, Error};
use crate::headers::text;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use std::ops::Range;

/// What a GET asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All of it.
    Whole,
    /// These bytes.
    Part(Range<u64>),
}

/// Reads the `Range` header. Several ranges at once, other units and what does not parse count as no range, as the RFC
/// allows; so does a range under `If-Range`, because a blob never changes and has no validator to compare with.
///
/// # Errors
/// 416 when the range lies behind the end.
pub fn wanted(headers: &HeaderMap, length: u64) -> Result<Wanted, Error> {
    if headers.contains_key(header::IF_RANGE) {
        return Ok(Wanted::Whole);
    }
    let spec = headers
        .get(header::RANGE)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.strip_prefix("bytes="));
    let Some((first, last)) = spec.and_then(|spec| spec.trim().split_once('-')) else {
        return Ok(Wanted::Whole);
    };
    let range = match (number(first), number(last)) {
        (Some(first), None) if last.is_empty() => first..length,
        (Some(first), Some(last)) if first <= last => first..length.min(last.saturating_add(1)),
        (None, Some(suffix)) if first.is_empty() => length.saturating_sub(suffix)..length,
        _ => return Ok(Wanted::Whole),
    };
    if range.is_empty() {
        let error = Error::new(
            StatusCode::RANGE_NOT_SATISFIABLE,
            Code::BadOption,
            "The picture ends before that range.",
        );
        return Err(error.with(header::CONTENT_RANGE, text(&format!("bytes */{length}"))));
    }
    Ok(Wanted::Part(range))
}

/// `Content-Range` for a part.
pub fn content_range(range: &Range<u64>, length: u64) -> HeaderValue {
    text(&format!("bytes {}-{}/{length}", range.start, range.end - 1))
}

fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    // More digits than fit are a number behind every end.
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(range: &str) -> Result<Wanted, u16> {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, HeaderValue::from_str(range).unwrap());
        wanted(&headers, 100).map_err(|e| e.status().as_u16())
    }

    #[test]
    fn ranges_are_cut_to_the_blob() {
        assert_eq!(of("bytes=0-0"), Ok(Wanted::Part(0..1)));
        assert_eq!(of("bytes=10-19"), Ok(Wanted::Part(10..20)));
        assert_eq!(of("bytes=90-"), Ok(Wanted::Part(90..100)));
        assert_eq!(
            of("bytes=0-99999999999999999999999"),
            Ok(Wanted::Part(0..100))
        );
        assert_eq!(of("bytes=-10"), Ok(Wanted::Part(90..100)));
        assert_eq!(of("bytes=-1000"), Ok(Wanted::Part(0..100)));
    }

    #[test]
    fn what_is_no_range_is_the_whole() {
        for text in [
            "bytes=5-4",
            "bytes=a-b",
            "bytes=",
            "bytes=-",
            "items=0-1",
            "bytes=0-1,5-6",
            "bytes=+1-2",
        ] {
            assert_eq!(of(text), Ok(Wanted::Whole), "{text}");
        }
    }

    #[test]
    fn behind_the_end_is_416() {
        for text in [
            "bytes=100-",
            "bytes=100-200",
            "bytes=-0",
            "bytes=99999999999999999999999-",
        ] {
            assert_eq!(of(text), Err(416), "{text}");
        }
    }
}
