//! What a download asks for, in which order.

use super::*;

#[test]
fn a_download_that_is_not_limited_takes_one_request() {
    let headers = "Content-Length: 5\nPellicle-Expires: 1800000000";
    let done = play(
        &mut download(None),
        vec![(&get(""), answer(200, headers, b"12345"))],
    );
    assert_eq!(
        done,
        Ok(Downloaded {
            blob: b"12345".to_vec(),
            expires_unix_secs: Some(1_800_000_000),
            views_left: None,
        })
    );
}

#[test]
fn a_view_is_spent_only_when_the_caller_says_so() {
    let asked = answer(
        428,
        "Pellicle-Views-Left: 3",
        br#"{"code":"view-limited","message":"ask"}"#,
    );
    let mut machine = download(None);
    assert_eq!(
        code(play(&mut machine, vec![(&get(""), asked)])),
        Code::ViewLimited
    );
    assert_eq!(machine.views_left(), Some(3));
}

#[test]
fn one_look_shows_one_value_from_its_first_request_to_its_last() {
    let value = ViewValue::from_bytes([0x22; 16]);
    let view = " Pellicle-View=IiIiIiIiIiIiIiIiIiIiIg";
    let rest = get(&format!("{view} Range=bytes=3-"));
    let script = vec![
        (
            get(view),
            cut(200, "Content-Length: 9\nPellicle-Views-Left: 0", b"123"),
        ),
        (rest.clone(), Event::NetworkFailed),
        (rest, Event::Silent),
    ];
    assert_eq!(
        code(play(&mut download(Some(value)), script)),
        Code::Offline
    );
    // Begun again with the value of before: the server knows it, though no view is left.
    let headers = "Content-Length: 9\nPellicle-Views-Left: 0";
    let again = vec![(get(view), answer(200, headers, b"123456789"))];
    let done = play(&mut download(Some(value)), again).expect("downloaded");
    assert_eq!(
        (done.blob.as_slice(), done.views_left),
        (&b"123456789"[..], Some(0))
    );
}

#[test]
fn a_value_whose_time_is_over_is_told_and_no_other_is_taken_in_its_place() {
    let value = ViewValue::generate().expect("random bytes");
    let mut machine = download(Some(value));
    machine.step(Event::Start);
    let late = answer(
        428,
        "Pellicle-Views-Left: 1",
        br#"{"code":"view-limited","message":"late"}"#,
    );
    let Step::Done(ended) = machine.step(late) else {
        panic!("the end");
    };
    assert_eq!(code(ended), Code::ViewLimited);
    assert_eq!(machine.views_left(), Some(1));
    assert_ne!(value, ViewValue::generate().expect("random bytes"));
}

#[test]
fn a_server_that_says_nothing_is_left_after_the_second_time() {
    let asked = get("");
    let script = vec![(&asked, Event::Silent), (&asked, Event::Silent)];
    assert_eq!(code(play(&mut download(None), script)), Code::Offline);
}

#[test]
fn a_cut_download_goes_on_or_begins_anew() {
    let first = || cut(200, "Content-Length: 9", b"123");
    let rest = get(" Range=bytes=3-");
    for second in [
        answer(206, "Content-Range: bytes 3-8/9", b"456789"),
        answer(200, "Content-Length: 9", b"123456789"),
    ] {
        let done = play(
            &mut download(None),
            vec![(&get(""), first()), (&rest, second)],
        );
        assert_eq!(done.expect("downloaded").blob, b"123456789");
    }
    // A driver that did not notice that the body was short.
    let done = play(
        &mut download(None),
        vec![
            (&get(""), answer(200, "Content-Length: 9", b"123")),
            (&rest, answer(206, "Content-Range: bytes 3-8/9", b"456789")),
        ],
    );
    assert_eq!(done.expect("downloaded").blob, b"123456789");
}

#[test]
fn a_part_that_was_not_asked_for_is_not_put_in() {
    for headers in [
        "Content-Range: bytes 2-8/9",
        "Content-Range: bytes 3-9/10",
        "Content-Range: bytes */9",
        "",
    ] {
        let rest = get(" Range=bytes=3-");
        let script = vec![
            (get(""), cut(200, "Content-Length: 9", b"123")),
            (rest, answer(206, headers, b"456789")),
        ];
        let ended = play(&mut download(None), script);
        assert_eq!(code(ended), Code::ServerError, "{headers}");
    }
}

#[test]
fn a_download_is_bounded() {
    let big = vec![0; 1001];
    for event in [
        answer(200, "Content-Length: 1001", b""),
        answer(200, "", &big),
        cut(200, "", &big),
    ] {
        assert_eq!(
            code(play(&mut download(None), vec![(&get(""), event)])),
            Code::TooLarge
        );
    }
    let more = answer(200, "Content-Length: 3", b"1234");
    assert_eq!(
        code(play(&mut download(None), vec![(&get(""), more)])),
        Code::ServerError
    );
    let Step::Request(request) = download(None).step(Event::Start) else {
        panic!("a request");
    };
    assert_eq!(request.max_body_bytes, 1000);
}

#[test]
fn why_a_picture_does_not_come_is_said() {
    for (status, expected) in [
        (401, Code::WrongKey),
        (404, Code::NotFound),
        (410, Code::Gone),
        (451, Code::Removed),
        (503, Code::Incident),
        (429, Code::RateLimited),
    ] {
        // A wait of an hour is nothing that a viewer sits through.
        let event = answer(status, "Retry-After: 3600", b"");
        assert_eq!(
            code(play(&mut download(None), vec![(&get(""), event)])),
            expected,
            "{status}"
        );
    }
}

#[test]
fn the_first_bytes_of_a_blob_are_one_request_that_spends_nothing() {
    let token = ViewToken::from_bytes([0x22; 32]);
    let asked = get(" Range=bytes=0-16519");
    let fetched = |event| play(&mut fetch_head(AT, id(), &token), vec![(&asked, event)]);
    let body = vec![7; PREVIEW_HEAD_BYTES];
    let head = |bytes: &[u8], blob_bytes| {
        let bytes = bytes.to_vec();
        Ok(Some(Head { bytes, blob_bytes }))
    };

    let part = answer(206, "Content-Range: bytes 0-16519/500000", &body);
    assert_eq!(fetched(part), head(&body, 500_000));
    let short = answer(206, "Content-Range: bytes 0-999/1000", &body[..1000]);
    assert_eq!(fetched(short), head(&body[..1000], 1000));
    // Without ranges: a short blob as it is, and of a long one as much as was read.
    let whole = answer(200, "Content-Length: 1000", &body[..1000]);
    assert_eq!(fetched(whole), head(&body[..1000], 1000));
    let begun = answer(200, "Content-Length: 500000", &[&body[..], b"7"].concat());
    assert_eq!(fetched(begun), head(&body, 500_000));
    // A driver that did not read on, and a length that says nothing.
    for unknown in [
        answer(200, "Content-Length: 500000", b""),
        answer(200, "", &body),
        answer(200, "Content-Length: 16520\nContent-Encoding: gzip", &body),
    ] {
        assert_eq!(fetched(unknown), Ok(None));
    }
    // Views are not spent on previews: the server wants one, so there is none.
    let limited = answer(428, "Pellicle-Views-Left: 1", br#"{"code":"view-limited"}"#);
    assert_eq!(fetched(limited), Ok(None));

    for (event, expected) in [
        (answer(206, "", &body), Code::ServerError),
        (
            answer(206, "Content-Range: bytes 5-16519/500000", &body),
            Code::ServerError,
        ),
        (
            answer(206, "Content-Range: bytes 0-16519/500000", &body[1..]),
            Code::ServerError,
        ),
        (answer(401, "", b""), Code::WrongKey),
        (answer(410, "", b""), Code::Gone),
    ] {
        assert_eq!(code(fetched(event)), expected);
    }
}
