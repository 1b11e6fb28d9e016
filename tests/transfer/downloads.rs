//! What a download asks for, in which order.

use super::*;

#[test]
fn a_download_that_is_not_limited_takes_one_request() {
    let headers = "Content-Length: 5\nPellicle-Expires: 1800000000";
    let done = play(
        &mut download(true),
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
    let limited = || {
        answer(
            428,
            "Pellicle-Views-Left: 3",
            br#"{"code":"view-limited","message":"ask"}"#,
        )
    };
    let mut machine = download(false);
    assert_eq!(
        code(play(&mut machine, vec![(&get(""), limited())])),
        Code::ViewLimited
    );
    assert_eq!(machine.views_left(), Some(3));

    let mut machine = download(true);
    machine.step(Event::Start);
    let Step::Request(request) = machine.step(limited()) else {
        panic!("a request");
    };
    let view = &request
        .headers
        .iter()
        .find(|(name, _)| *name == "Pellicle-View")
        .expect("a view")
        .1;
    assert_eq!(view.len(), 22, "16 bytes in base64url");
    // A cut answer and a lost one are the same view.
    let Step::Wait(_) = machine.step(cut(
        200,
        "Content-Length: 9\nPellicle-Views-Left: 2",
        b"123",
    )) else {
        panic!("a wait");
    };
    let Step::Request(again) = machine.step(Event::Waited) else {
        panic!("a request");
    };
    assert_eq!(
        line(&again),
        get(&format!(" Pellicle-View={view} Range=bytes=3-"))
    );
    machine.step(Event::NetworkFailed);
    let Step::Request(again) = machine.step(Event::Waited) else {
        panic!("a request");
    };
    assert_eq!(
        line(&again),
        get(&format!(" Pellicle-View={view} Range=bytes=3-"))
    );
    let Step::Done(Ok(done)) = machine.step(answer(206, "Content-Range: bytes 3-8/9", b"456789"))
    else {
        panic!("the end");
    };
    assert_eq!(
        (done.blob.as_slice(), done.views_left),
        (&b"123456789"[..], Some(2))
    );
}

#[test]
fn a_server_that_says_nothing_is_left_after_the_second_time() {
    let asked = get("");
    let script = vec![(&asked, Event::Silent), (&asked, Event::Silent)];
    assert_eq!(code(play(&mut download(false), script)), Code::Offline);
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
            &mut download(false),
            vec![(&get(""), first()), (&rest, second)],
        );
        assert_eq!(done.expect("downloaded").blob, b"123456789");
    }
    // A driver that did not notice that the body was short.
    let done = play(
        &mut download(false),
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
        let ended = play(&mut download(false), script);
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
            code(play(&mut download(false), vec![(&get(""), event)])),
            Code::TooLarge
        );
    }
    let more = answer(200, "Content-Length: 3", b"1234");
    assert_eq!(
        code(play(&mut download(false), vec![(&get(""), more)])),
        Code::ServerError
    );
    let Step::Request(request) = download(false).step(Event::Start) else {
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
            code(play(&mut download(false), vec![(&get(""), event)])),
            expected,
            "{status}"
        );
    }
}
