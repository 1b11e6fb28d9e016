//! Manifests with one fault each.

use super::*;

/// Manifests with one fault.
pub(super) fn manifests(vectors: &mut Vec<Vector>) {
    let main = part("main", "image/png", 0, 40, "1", "1");
    for (name, manifest) in [
        (
            "number_negative",
            part("main", "image/png", 0, 40, "-1", "1").to_manifest(""),
        ),
        ("number_minus_zero", main.to_manifest(r#","x":-0"#)),
        (
            "number_leading_zero",
            part("main", "image/png", 0, 40, "01", "1").to_manifest(""),
        ),
        (
            "number_of_eleven_digits",
            main.to_manifest(r#","x":10000000000"#),
        ),
        (
            "number_exponent_under_unknown_key",
            main.to_manifest(r#","x":[{"y":1E2}]"#),
        ),
        (
            "width_zero",
            part("main", "image/png", 0, 40, "0", "1").to_manifest(""),
        ),
        (
            "height_65536",
            part("main", "image/png", 0, 40, "1", "65536").to_manifest(""),
        ),
        (
            "height_missing",
            r#"{"v":1,"parts":[{"role":"main","type":"image/png","off":0,"len":40,"w":1}]}"#.into(),
        ),
        (
            "key_twice_under_unknown_key",
            main.to_manifest(r#","x":[{"y":1,"y":1}]"#),
        ),
        ("alt_null", main.to_manifest(r#","alt":null"#)),
        (
            "name_of_256_bytes",
            main.to_manifest(&format!(r#","name":"{}""#, "n".repeat(256))),
        ),
        (
            "surrogate_alone_in_a_key",
            main.to_manifest(r#","\udc00":1"#),
        ),
        (
            "surrogates_reversed",
            main.to_manifest(r#","x":"\udc00\ud800""#),
        ),
        (
            "control_character_raw",
            main.to_manifest(",\"x\":\"\u{1}\""),
        ),
        ("comma_behind_the_last", main.to_manifest(",")),
        ("value_behind_the_object", main.to_manifest("") + "{}"),
        ("list_instead_of_object", "[1]".into()),
        (
            "version_missing",
            r#"{"parts":[{"role":"main","type":"image/png","off":0,"len":40,"w":1,"h":1}]}"#.into(),
        ),
        ("parts_is_an_object", r#"{"v":1,"parts":{}}"#.into()),
        (
            "gap_before_the_part",
            part("main", "image/png", 1, 39, "1", "1").to_manifest(""),
        ),
        (
            "type_in_capitals",
            part("main", "image/PNG", 0, 40, "1", "1").to_manifest(""),
        ),
        (
            "type_of_an_album",
            part("main", ALBUM, 0, 40, "1", "1").to_manifest(""),
        ),
        (
            "role_album_for_a_picture",
            part("album", "image/png", 0, 40, "1", "1").to_manifest(""),
        ),
    ] {
        fault(
            vectors,
            &format!("manifest_{name}"),
            "bad-manifest",
            message(manifest.as_bytes(), PNG, 40),
        );
    }
    let mut not_utf8 = main.to_manifest(r#","x":"é""#).into_bytes();
    not_utf8.retain(|byte| *byte != 0xc3);
    fault(
        vectors,
        "manifest_not_utf8",
        "bad-manifest",
        message(&not_utf8, PNG, 40),
    );
    let long = main.to_manifest(&format!(r#","x":"{}""#, "x".repeat(16_384)));
    fault(
        vectors,
        "manifest_over_16384_bytes",
        "bad-manifest",
        message(long.as_bytes(), PNG, 40),
    );
    let deep = main.to_manifest(&format!(r#","x":{}{}"#, "[".repeat(8000), "]".repeat(8000)));
    fault(
        vectors,
        "manifest_very_deep",
        "bad-manifest",
        message(deep.as_bytes(), PNG, 40),
    );
    let reversed = r#"{"v":1,"parts":[{"role":"main","type":"image/png","off":0,"len":40,"w":1,"h":1},{"role":"preview","type":"image/png","off":40,"len":40,"w":1,"h":1}]}"#;
    let parts = [&picture(PNG, 40)[..], &picture(PNG, 40)];
    fault(
        vectors,
        "parts_reversed",
        "bad-manifest",
        inner(reversed.as_bytes(), &parts),
    );
    fault(
        vectors,
        "preview_one_byte_too_large",
        "bad-manifest",
        preview(16_385),
    );
    let with_size = format!(
        r#"{{"v":1,"parts":[{{"role":"album","type":"{ALBUM}","off":0,"len":2,"w":1,"h":1}}]}}"#
    );
    fault(
        vectors,
        "album_with_a_size",
        "bad-manifest",
        inner(with_size.as_bytes(), &[b"{}"]),
    );
    let (id, k) = ("7Hk2mQx9TzRv4WbN", "1f".repeat(32));
    for (name, text) in [
        ("without_items", r#"{"v":1}"#.into()),
        ("version_two", r#"{"v":2,"items":[]}"#.into()),
        (
            "key_twice",
            format!(r#"{{"v":1,"items":[{{"id":"{id}","k":"{k}","\u006b":"{k}","t":"{k}"}}]}}"#),
        ),
        (
            "key_not_hex",
            format!(
                r#"{{"v":1,"items":[{{"id":"{id}","k":"{}","t":"{k}"}}]}}"#,
                "1g".repeat(32)
            ),
        ),
        (
            "token_missing",
            format!(r#"{{"v":1,"items":[{{"id":"{id}","k":"{k}"}}]}}"#),
        ),
        (
            "id_with_a_zero",
            format!(r#"{{"v":1,"items":[{{"id":"0Hk2mQx9TzRv4WbN","k":"{k}","t":"{k}"}}]}}"#),
        ),
    ] {
        fault(
            vectors,
            &format!("album_{name}"),
            "bad-manifest",
            album(text.as_str()),
        );
    }
}
