//! What an upload asks for, in which order.

use super::*;
use core::time::Duration;

#[test]
fn an_upload_is_created_and_sent_in_growing_pieces() {
    let mut machine = upload(2000 * K);
    let end = format!("Upload-Offset: {}\n{ENDED}", 2000 * K);
    let done = play(
        &mut machine,
        vec![
            ("POST https://pic.example/api/blobs Upload-Length=2048000", answer(201, CREATED, b"")),
            ("PATCH https://pic.example/api/blobs/u1 Upload-Offset=0 blob[0..262144]", at(256 * K)),
            ("PATCH https://pic.example/api/blobs/u1 Upload-Offset=262144 blob[262144..786432]", at(768 * K)),
            ("PATCH https://pic.example/api/blobs/u1 Upload-Offset=786432 blob[786432..1835008]", at(1792 * K)),
            ("PATCH https://pic.example/api/blobs/u1 Upload-Offset=1835008 blob[1835008..2048000]", answer(204, &end, b"")),
        ],
    )
    .expect("uploaded");
    assert_eq!(done.id, id());
    assert_eq!(done.expires_unix_secs, Some(1_800_000_000));
    assert_eq!(machine.sent_bytes(), machine.total_bytes());
}

#[test]
fn what_the_uploader_asks_for_travels_as_tus_metadata() {
    let options = UploadOptions {
        expires_in_secs: Some(3600),
        views: Some(5),
        delete_verifier: Some([0xff; 32]),
    };
    let Step::Request(request) = Upload::new(AT, &[0], &options).step(Event::Start) else {
        panic!("a request");
    };
    let header = |name| {
        request
            .headers
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.as_str())
    };
    // `3600`, `5`, and 43 characters of base64url, each in base64.
    assert_eq!(
        header("Upload-Metadata"),
        Some(
            "expires-in MzYwMA==,views NQ==,delete-verifier X19fX19fX19fX19fX19fX19fX19fX19fX19fX19fX19fX19fX19fX19fOA=="
        )
    );
    assert_eq!(header("Tus-Resumable"), Some("1.0.0"));
}

#[test]
fn a_broken_upload_goes_on_from_the_servers_offset() {
    let end = format!("Upload-Offset: {}\n{ENDED}", 600 * K);
    let done = play(
        &mut upload(600 * K),
        vec![
            (
                "POST https://pic.example/api/blobs Upload-Length=614400",
                Event::NetworkFailed,
            ),
            (
                "POST https://pic.example/api/blobs Upload-Length=614400",
                answer(201, CREATED, b""),
            ),
            (
                "PATCH https://pic.example/api/blobs/u1 Upload-Offset=0 blob[0..262144]",
                Event::NetworkFailed,
            ),
            (
                "HEAD https://pic.example/api/blobs/u1",
                Event::NetworkFailed,
            ),
            ("HEAD https://pic.example/api/blobs/u1", at(100 * K)),
            (
                "PATCH https://pic.example/api/blobs/u1 Upload-Offset=102400 blob[102400..167936]",
                answer(409, "", b""),
            ),
            ("HEAD https://pic.example/api/blobs/u1", at(0)),
            (
                "PATCH https://pic.example/api/blobs/u1 Upload-Offset=0 blob[0..32768]",
                answer(460, "", b""),
            ),
            ("HEAD https://pic.example/api/blobs/u1", at(580 * K)),
            // The last answer is lost; the next HEAD comes before the blob is durable.
            (
                "PATCH https://pic.example/api/blobs/u1 Upload-Offset=593920 blob[593920..614400]",
                Event::NetworkFailed,
            ),
            ("HEAD https://pic.example/api/blobs/u1", at(600 * K)),
            (
                "HEAD https://pic.example/api/blobs/u1",
                answer(200, &end, b""),
            ),
        ],
    );
    assert_eq!(done.expect("uploaded").id, id());
}

#[test]
fn a_server_that_lost_the_upload_gets_it_anew_but_not_for_ever() {
    let created = "POST https://pic.example/api/blobs Upload-Length=614400";
    let first = "PATCH https://pic.example/api/blobs/u1 Upload-Offset=0 blob[0..262144]";
    // Smaller, since the piece before it broke.
    let again = "PATCH https://pic.example/api/blobs/u1 Upload-Offset=0 blob[0..131072]";
    let ended = play(
        &mut upload(600 * K),
        vec![
            (created, answer(201, CREATED, b"")),
            (first, at(256 * K)),
            (
                "PATCH https://pic.example/api/blobs/u1 Upload-Offset=262144 blob[262144..614400]",
                Event::NetworkFailed,
            ),
            (
                "HEAD https://pic.example/api/blobs/u1",
                answer(404, "", b""),
            ),
            (created, answer(201, CREATED, b"")),
            (again, answer(404, "", b"")),
            (created, answer(201, CREATED, b"")),
            (again, answer(404, "", b"")),
        ],
    );
    assert_eq!(code(ended), Code::NotFound);
}

/// How often an upload is tried, and for how long it waits in all, after its creation was or was not answered.
fn patience(created: bool, mishap: fn() -> Event) -> (u32, Duration) {
    let mut machine = upload(1000);
    let mut step = machine.step(Event::Start);
    if created {
        step = machine.step(answer(201, CREATED, b""));
    }
    let (mut tries, mut waited) = (0, Duration::ZERO);
    loop {
        step = match step {
            Step::Request(_) => {
                tries += 1;
                machine.step(mishap())
            }
            Step::Wait(wait) => {
                waited += wait;
                machine.step(Event::Waited)
            }
            Step::Done(result) => {
                assert_eq!(code(result), Code::Offline);
                return (tries, waited);
            }
        };
        assert!(tries < 100, "it never gives up");
    }
}

#[test]
fn a_server_that_never_took_the_upload_on_is_told_within_seconds() {
    let (tries, waited) = patience(false, || Event::NetworkFailed);
    assert_eq!(tries, 5);
    assert!((7..12).contains(&waited.as_secs()), "{waited:?}");
    assert_eq!(patience(false, || Event::Silent).0, 2);
    assert_eq!(patience(false, || answer(502, "", b"")).0, 5);
}

#[test]
fn a_server_that_goes_away_in_the_middle_is_waited_for() {
    for mishap in [|| Event::NetworkFailed, || Event::Silent] {
        let (tries, waited) = patience(true, mishap);
        assert_eq!(tries, 9);
        assert!((90..140).contains(&waited.as_secs()), "{waited:?}");
    }
}

#[test]
fn every_piece_travels_with_its_checksum() {
    let mut machine = Upload::new(AT, b"abc", &UploadOptions::default());
    machine.step(Event::Start);
    let Step::Request(request) = machine.step(answer(201, CREATED, b"")) else {
        panic!("a request");
    };
    let checksum = (
        "Upload-Checksum",
        "sha256 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=".to_owned(),
    );
    assert!(
        request.headers.contains(&checksum),
        "FIPS 180-4's own example, in base64: {request:?}"
    );
}

#[test]
fn a_server_that_keeps_losing_what_it_had_ends_with_a_code() {
    let mut machine = upload(4000 * K);
    let mut step = machine.step(Event::Start);
    for _ in 0..1000 {
        step = match step {
            Step::Request(request) => machine.step(match (request.method, request.body) {
                (Method::Post, _) => answer(201, CREATED, b""),
                (_, Body::BlobRange(range)) if range.start == 0 => at(range.end),
                (_, Body::BlobRange(_)) => answer(409, "", b""),
                _ => at(0),
            }),
            Step::Wait(_) => machine.step(Event::Waited),
            Step::Done(result) => return assert_eq!(code(result), Code::Offline),
        };
    }
    panic!("it never gave up");
}

#[test]
fn an_upload_is_never_sent_elsewhere() {
    for location in [
        "https://evil.example/api/blobs/u1",
        "//evil.example/api/blobs/u1",
        "https://pic.example.evil.example/api/blobs/u1",
        "/b/7Hk2mQx9TzRv4WbN",
        "/api/blobs/a b",
        "",
    ] {
        let ended = play(
            &mut upload(1000),
            vec![(
                "POST https://pic.example/api/blobs Upload-Length=1000",
                answer(201, &format!("Location: {location}"), b""),
            )],
        );
        assert_eq!(code(ended), Code::ServerError, "{location}");
    }
}

#[test]
fn answers_that_make_no_sense_end_an_upload() {
    let patch = "PATCH https://pic.example/api/blobs/u1 Upload-Offset=0 blob[0..1000]";
    for (headers, expected) in [
        ("", Code::ServerError),
        ("Upload-Offset: 0", Code::ServerError),
        ("Upload-Offset: 1001", Code::ServerError),
        ("Upload-Offset: -1", Code::ServerError),
        (
            "Upload-Offset: 1000\nPellicle-ID: ../etc/passwd_",
            Code::ServerError,
        ),
    ] {
        let script = vec![
            (
                "POST https://pic.example/api/blobs Upload-Length=1000",
                answer(201, CREATED, b""),
            ),
            (patch, answer(204, headers, b"")),
        ];
        assert_eq!(code(play(&mut upload(1000), script)), expected, "{headers}");
    }
}

#[test]
fn refusals_carry_the_servers_code() {
    for (status, body, expected) in [
        (413, "", Code::TooLarge),
        (507, "", Code::Full),
        (403, r#"{"code":"refused","message":"no"}"#, Code::Refused),
        (
            503,
            r#"{"code":"incident","message":"back soon"}"#,
            Code::Incident,
        ),
        (
            400,
            r#"{"code":"bad-option","message":"views"}"#,
            Code::BadOption,
        ),
    ] {
        let script = vec![(
            "POST https://pic.example/api/blobs Upload-Length=1000",
            answer(status, "", body.as_bytes()),
        )];
        assert_eq!(code(play(&mut upload(1000), script)), expected, "{status}");
    }
}

#[test]
fn a_short_retry_after_is_waited_for_and_a_long_one_is_not() {
    let post = "POST https://pic.example/api/blobs Upload-Length=1000";
    let mut machine = upload(1000);
    assert!(matches!(machine.step(Event::Start), Step::Request(_)));
    let Step::Wait(wait) = machine.step(answer(429, "Retry-After: 20", b"")) else {
        panic!("a wait");
    };
    assert!((20..=30).contains(&wait.as_secs()), "{wait:?}");
    let long = vec![(post, answer(429, "Retry-After: 3600", b""))];
    assert_eq!(code(play(&mut upload(1000), long)), Code::RateLimited);
}
