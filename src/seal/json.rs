//! JSON that cannot mean two things to two readers.
//!
//! On top of RFC 8259: no key twice in one object (after unescaping), no lone surrogates,
//! and no number but `0|[1-9][0-9]{0,9}`, at any depth and under unknown keys too.
//! A moderator could otherwise be shown another picture than the viewer.

use crate::error::{Code, Error};
use core::fmt;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

/// Ten digits.
const MAX_NUMBER: u64 = 9_999_999_999;

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Null,
    Bool,
    Number(u64),
    Text(String),
    List(Vec<Value>),
    Object(Object),
}

/// A JSON object; every key stands in it once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Object(std::collections::BTreeMap<String, Value>);

/// Reads a text that is one object.
pub(super) fn read_object(bytes: &[u8]) -> Result<Object, Error> {
    // The whole text, so that no byte escapes the check; a byte order mark is no JSON and fails below.
    let text = core::str::from_utf8(bytes).map_err(|_| bad("it is not UTF-8"))?;
    // serde_json refuses lone surrogates in strings, anything behind the value, and more than 127 levels.
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(bad("it is no object")),
        Err(_) => Err(bad("it is not JSON as the format wants it")),
    }
}

/// An error about a manifest. What it says never quotes one.
pub(super) fn bad(what: &str) -> Error {
    Error::new(Code::BadManifest, format!("the manifest is bad: {what}"))
}

impl Object {
    /// The number under a key that must be there.
    pub(super) fn number(&self, key: &str) -> Result<u64, Error> {
        match self.0.get(key) {
            Some(Value::Number(number)) => Ok(*number),
            _ => Err(bad(&format!("`{key}` is not a number"))),
        }
    }

    /// The text under a key that must be there.
    pub(super) fn text(&self, key: &str) -> Result<&str, Error> {
        self.optional_text(key)?
            .ok_or_else(|| bad(&format!("`{key}` is not there")))
    }

    /// The text under a key that may be left out; nothing else may stand in its place, `null` neither.
    pub(super) fn optional_text(&self, key: &str) -> Result<Option<&str>, Error> {
        match self.0.get(key) {
            None => Ok(None),
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(_) => Err(bad(&format!("`{key}` is not a text"))),
        }
    }

    /// The objects of the list under a key that must be there.
    pub(super) fn objects(&self, key: &str) -> Result<Vec<&Object>, Error> {
        let Some(Value::List(list)) = self.0.get(key) else {
            return Err(bad(&format!("`{key}` is not a list")));
        };
        list.iter()
            .map(|value| match value {
                Value::Object(object) => Ok(object),
                _ => Err(bad(&format!("`{key}` holds something else than objects"))),
            })
            .collect()
    }

    /// Whether a key is there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Strict)
    }
}

struct Strict;

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of the strict grammar")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Bool)
    }

    // Fractions, exponents and signs arrive as `f64` or `i64`, `-0` too, and fall to serde's own refusal.
    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Value, E> {
        if number <= MAX_NUMBER {
            Ok(Value::Number(number))
        } else {
            Err(E::custom("a number has more than ten digits"))
        }
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element()? {
            list.push(value);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Object::default();
        while let Some((key, value)) = map.next_entry::<String, Value>()? {
            if object.0.insert(key, value).is_some() {
                return Err(A::Error::custom("a key stands twice"));
            }
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_the_grammar_takes() {
        for text in [
            "{}",
            " {\"a\":0}\n",
            r#"{"a":9999999999,"b":{"a":[1,null,true,false,"\ud83d\ude00"]}}"#,
        ] {
            assert!(read_object(text.as_bytes()).is_ok(), "{text}");
        }
    }

    #[test]
    fn refuses_what_two_readers_could_read_twice() {
        for text in [
            "",
            "[]",
            "1",
            "{}{}",
            "{} x",
            r#"{"a":1,"a":1}"#,
            r#"{"a":1,"\u0061":1}"#,
            r#"{"x":[{"y":{"a":1,"b":2,"a":3}}]}"#,
            r#"{"a":-0}"#,
            r#"{"a":-1}"#,
            r#"{"a":01}"#,
            r#"{"a":1.0}"#,
            r#"{"a":1e0}"#,
            r#"{"a":+1}"#,
            r#"{"x":{"a":1E400}}"#,
            r#"{"a":10000000000}"#,
            r#"{"a":99999999999999999999999}"#,
            r#"{"a":"\ud800"}"#,
            r#"{"a":"\udc00"}"#,
            r#"{"a":"\ud800\ud800"}"#,
            r#"{"\ud800":1}"#,
            "{\"a\":\"\u{1}\"}",
            r#"{"a":1,}"#,
            r#"{'a':1}"#,
            r#"{"a":NaN}"#,
            "\u{feff}{}",
        ] {
            assert_eq!(
                read_object(text.as_bytes()).map_err(|error| error.code()),
                Err(Code::BadManifest),
                "{text}"
            );
        }
        assert!(read_object(b"{\"a\":\"\xff\"}").is_err());
        assert!(read_object(b"{\"a\":\"\xed\xa0\x80\"}").is_err());
    }

    #[test]
    fn deep_nesting_ends_in_an_error() {
        let deep = |levels: usize| {
            format!(
                "{{\"a\":{}{}}}",
                "[".repeat(levels - 1),
                "]".repeat(levels - 1)
            )
        };
        assert!(read_object(deep(127).as_bytes()).is_ok());
        assert!(read_object(deep(128).as_bytes()).is_err());
        assert!(read_object("[".repeat(16_384).as_bytes()).is_err());
    }
}
