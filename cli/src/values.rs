//! The values that options take. Their errors never repeat what was typed: it may be a link that slipped.

use pellicle::picture::{Area, MaxEdge, Preset};

/// A time to live in seconds, from a whole number with `s`, `m`, `h` or `d`.
pub fn ttl_secs(text: &str) -> Result<u64, String> {
    const WRONG: &str = "a whole number from 1 with s, m, h or d, such as 30d";
    let (digits, unit_secs) = match text.as_bytes() {
        [digits @ .., b's'] => (digits, 1),
        [digits @ .., b'm'] => (digits, 60),
        [digits @ .., b'h'] => (digits, 60 * 60),
        [digits @ .., b'd'] => (digits, 24 * 60 * 60),
        _ => return Err(WRONG.into()),
    };
    // `parse` alone would take a leading plus sign.
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(WRONG.into());
    }
    text[..digits.len()]
        .parse::<u64>()
        .ok()
        .and_then(|count| count.checked_mul(unit_secs))
        .filter(|&secs| secs > 0)
        .ok_or_else(|| WRONG.into())
}

/// The longest side of the prepared picture: pixels, or `full`.
pub fn max_edge(text: &str) -> Result<MaxEdge, String> {
    if text == "full" {
        return Ok(MaxEdge::Full);
    }
    match text.parse::<u16>() {
        Ok(px) if px > 0 && text.bytes().all(|byte| byte.is_ascii_digit()) => Ok(MaxEdge::Px(px)),
        _ => Err("pixels from 1 to 65535, or full".into()),
    }
}

/// What a JPEG is optimised for, by name.
pub fn preset(text: &str) -> Result<Preset, String> {
    Preset::named(text).ok_or_else(|| "balanced or smallest".into())
}

/// A part of a picture: `640x480+10+20` is 640 pixels across and 480 down, 10 from the left and 20 from the top.
pub fn area(text: &str) -> Result<Area, String> {
    let read = || {
        let (size, place) = text.split_once('+')?;
        let (width, height) = size.split_once('x')?;
        let (x, y) = place.split_once('+')?;
        let number = |digits: &str| {
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse::<u32>().ok().filter(|_| plain)
        };
        let positive = |digits| number(digits).filter(|&number| number > 0);
        Some(Area {
            x: number(x)?,
            y: number(y)?,
            width: positive(width)?,
            height: positive(height)?,
        })
    };
    read().ok_or_else(|| "a part such as 640x480+10+20: width, height, left, top in pixels".into())
}

/// Degrees clockwise as quarter turns.
pub fn quarter_turns(text: &str) -> Result<u8, String> {
    match text {
        "0" => Ok(0),
        "90" => Ok(1),
        "180" => Ok(2),
        "270" => Ok(3),
        _ => Err("90, 180 or 270 degrees clockwise".into()),
    }
}

/// A server's origin: `https://host[:port]`, or plain http on this machine.
pub fn server(text: &str) -> Result<String, String> {
    const WRONG: &str = "an address such as https://pic.example, without a path";
    let origin = text.strip_suffix('/').unwrap_or(text).to_ascii_lowercase();
    let authority = origin
        .split_once("://")
        .map(|(_, authority)| authority)
        .ok_or(WRONG)?;
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    if authority.is_empty() || !authority.bytes().all(allowed) {
        return Err(WRONG.into());
    }
    if !reaches_safely(&origin) {
        return Err("https; plain http is for this machine only (http://localhost:8080)".into());
    }
    Ok(origin)
}

/// Whether requests to this origin are private on their way: https, or http that stays on this machine.
pub fn reaches_safely(origin: &str) -> bool {
    origin.starts_with("https://") || is_loopback(origin)
}

/// Whether this origin is plain http on this machine.
pub fn is_loopback(origin: &str) -> bool {
    let Some(authority) = origin.strip_prefix("http://") else {
        return false;
    };
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    host == "localhost"
        || host.ends_with(".localhost")
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ttl_is_a_whole_number_with_a_unit() {
        for (text, secs) in [
            ("1s", 1),
            ("90s", 90),
            ("5m", 300),
            ("2h", 7200),
            ("30d", 2_592_000),
        ] {
            assert_eq!(ttl_secs(text), Ok(secs), "{text}");
        }
        for text in [
            "",
            "d",
            "30",
            "0d",
            "-1d",
            "+1d",
            "1.5d",
            "1w",
            "1 d",
            "1D",
            "99999999999999999999d",
            "9999999999999999999d",
            "ä",
        ] {
            assert!(ttl_secs(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_part_is_a_size_and_a_place() {
        let area = Area {
            x: 10,
            y: 0,
            width: 640,
            height: 480,
        };
        assert_eq!(super::area("640x480+10+0"), Ok(area));
        for text in [
            "",
            "640x480",
            "0x1+0+0",
            "1x1+-1+0",
            "+1x1+0+0",
            "1x1+0+0+0",
            "1x1+0",
        ] {
            assert!(super::area(text).is_err(), "{text}");
        }
        assert_eq!(quarter_turns("270"), Ok(3));
        assert!(quarter_turns("45").is_err());
    }

    #[test]
    fn a_max_edge_is_pixels_or_full() {
        assert_eq!(max_edge("2048"), Ok(MaxEdge::Px(2048)));
        assert_eq!(max_edge("full"), Ok(MaxEdge::Full));
        for text in ["", "0", "65536", "-1", "+5", "Full", "2048px"] {
            assert!(max_edge(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_preset_is_one_of_two_names() {
        assert_eq!(preset("balanced"), Ok(Preset::Balanced));
        assert_eq!(preset("smallest"), Ok(Preset::Smallest));
        for text in ["", "Smallest", "small", "80"] {
            assert!(preset(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_server_is_an_origin_by_https_or_on_this_machine() {
        for (text, origin) in [
            ("https://pic.example", "https://pic.example"),
            ("https://Pic.Example:8443/", "https://pic.example:8443"),
            ("http://localhost:8080", "http://localhost:8080"),
            ("http://127.0.0.1:1", "http://127.0.0.1:1"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("http://pic.localhost", "http://pic.localhost"),
        ] {
            assert_eq!(server(text).as_deref(), Ok(origin));
        }
        for text in [
            "",
            "pic.example",
            "http://pic.example",
            "http://192.168.1.5",
            "http://localhost.example",
            "http://127.0.0.1.example",
            "https://",
            "https://a/b",
            "https://a?b",
            "https://a#b",
            "https://user@a",
            "ftp://a",
            "https://a b",
            "https://a\\b",
        ] {
            assert!(server(text).is_err(), "{text}");
        }
    }
}
