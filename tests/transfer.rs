//! Transfers by script: what is asked for, in which order, when connections break and servers err.
#![cfg(not(target_arch = "wasm32"))]

#[path = "transfer/script.rs"]
mod script;
#[path = "transfer/server.rs"]
mod server;

use pellicle::seal::{BlobId, DeleteToken, ViewToken};
use pellicle::transfer::{
    Body, Download, DownloadOptions, Downloaded, Event, Machine, Method, Step, Upload,
    UploadOptions, fetch_header, inspect, instance, remove, set_expiry,
};
use pellicle::{Code, Error};
use script::{answer, cut, line, play};

const AT: &str = "https://pic.example";
/// base64url of 32 bytes of 0x22.
const BEARER: &str = "Authorization=Bearer IiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiI";
const K: usize = 1024;

fn id() -> BlobId {
    BlobId::new("7Hk2mQx9TzRv4WbN").expect("an id")
}

fn upload(bytes: usize) -> Upload {
    Upload::new(AT, bytes, &UploadOptions::default())
}

fn download(spend_view: bool) -> Download {
    let options = DownloadOptions {
        spend_view,
        max_blob_bytes: 1000,
    };
    Download::new(AT, id(), &ViewToken::from_bytes([0x22; 32]), options)
}

fn code<T>(result: Result<T, Error>) -> Code {
    result.err().expect("a failure").code()
}

fn at(offset: usize) -> Event {
    answer(204, &format!("Upload-Offset: {offset}"), b"")
}

fn get(rest: &str) -> String {
    format!("GET {AT}/b/7Hk2mQx9TzRv4WbN {BEARER}{rest}")
}

const CREATED: &str = "Location: /api/blobs/u1";
const ENDED: &str = "Pellicle-ID: 7Hk2mQx9TzRv4WbN\nPellicle-Expires: 1800000000";

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
    let Step::Request(request) = Upload::new(AT, 1, &options).step(Event::Start) else {
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
                "PATCH https://pic.example/api/blobs/u1 Upload-Offset=102400 blob[102400..364544]",
                answer(409, "", b""),
            ),
            ("HEAD https://pic.example/api/blobs/u1", at(0)),
            (
                "PATCH https://pic.example/api/blobs/u1 Upload-Offset=0 blob[0..262144]",
                answer(460, "", b""),
            ),
            ("HEAD https://pic.example/api/blobs/u1", at(500 * K)),
            // The last answer is lost; the next HEAD comes before the blob is durable.
            (
                "PATCH https://pic.example/api/blobs/u1 Upload-Offset=512000 blob[512000..614400]",
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
            (first, answer(404, "", b"")),
            (created, answer(201, CREATED, b"")),
            (first, answer(404, "", b"")),
        ],
    );
    assert_eq!(code(ended), Code::NotFound);
}

#[test]
fn patience_ends_with_a_code() {
    let mut machine = upload(1000);
    let mut step = machine.step(Event::Start);
    for _ in 0..100 {
        step = match step {
            Step::Request(_) => machine.step(Event::NetworkFailed),
            Step::Wait(_) => machine.step(Event::Waited),
            Step::Done(result) => return assert_eq!(code(result), Code::Offline),
        };
    }
    panic!("it never gave up");
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

#[test]
fn an_aborted_upload_is_taken_back_where_it_was_begun() {
    assert_eq!(upload(1000).abort(), None);
    let mut machine = upload(1000);
    machine.step(Event::Start);
    machine.step(answer(201, CREATED, b""));
    let request = machine.abort().expect("a request");
    assert_eq!(line(&request), "DELETE https://pic.example/api/blobs/u1");
}

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

#[test]
fn small_requests_say_what_they_must_and_no_more() {
    let token = DeleteToken::from_bytes([0x22; 32]);
    let delete = format!("DELETE {AT}/b/7Hk2mQx9TzRv4WbN {BEARER}");
    assert_eq!(
        play(
            &mut remove(AT, id(), &token),
            vec![(&delete, answer(204, "", b""))]
        ),
        Ok(())
    );
    let wrong = vec![(
        delete.as_str(),
        answer(401, "", br#"{"code":"wrong-token"}"#),
    )];
    assert_eq!(
        code(play(&mut remove(AT, id(), &token), wrong)),
        Code::WrongToken
    );
    // The first answer was lost, and the picture is gone: that is what was wanted. Else it is news.
    let lost = vec![
        (delete.as_str(), Event::NetworkFailed),
        (&delete, answer(410, "", b"")),
    ];
    assert_eq!(play(&mut remove(AT, id(), &token), lost), Ok(()));
    let gone = vec![(delete.as_str(), answer(410, "", b""))];
    assert_eq!(code(play(&mut remove(AT, id(), &token), gone)), Code::Gone);

    let patch = format!("PATCH {AT}/b/7Hk2mQx9TzRv4WbN {BEARER} {{\"expires_in\":60}}");
    let expiry = vec![(
        patch.as_str(),
        answer(200, "", br#"{"expires":1800000000}"#),
    )];
    assert_eq!(
        play(&mut set_expiry(AT, id(), &token, 60), expiry),
        Ok(1_800_000_000)
    );

    let head = format!("HEAD {AT}/b/7Hk2mQx9TzRv4WbN {BEARER}");
    let headers = "content-length: 500\npellicle-expires: 7\npellicle-views-left: 2";
    let view = ViewToken::from_bytes([0x22; 32]);
    let seen = play(
        &mut inspect(AT, id(), &view),
        vec![(&head, answer(200, headers, b""))],
    )
    .expect("seen");
    assert_eq!(
        (seen.blob_bytes, seen.expires_unix_secs, seen.views_left),
        (Some(500), Some(7), Some(2))
    );

    let header = format!("GET {AT}/b/7Hk2mQx9TzRv4WbN/header");
    let bytes = vec![(header.as_str(), answer(200, "", &[1; 32]))];
    assert_eq!(play(&mut fetch_header(AT, id()), bytes), Ok(vec![1; 32]));
    let short = vec![(header.as_str(), answer(200, "", &[1; 31]))];
    assert_eq!(
        code(play(&mut fetch_header(AT, id()), short)),
        Code::ServerError
    );
}

#[test]
fn a_server_describes_itself_and_may_leave_things_out() {
    let url = format!("GET {AT}/api/instance");
    let text = br#"{"name":"Test","version":"1","limits":{"blob_bytes":1000,"views_max":null},"contact":null,"new":1}"#;
    let found = play(&mut instance(AT), vec![(&url, answer(200, "", text))]).expect("an instance");
    assert_eq!(found.name, "Test");
    assert_eq!(found.limits.blob_bytes, 1000);
    assert_eq!(found.limits.file_bytes, 52_428_800);
    assert_eq!(found.defaults.max_edge, 2048);
    let html = vec![(url.as_str(), answer(200, "", b"<html>"))];
    assert_eq!(code(play(&mut instance(AT), html)), Code::ServerError);
}

#[test]
fn nothing_that_can_be_printed_holds_a_token() {
    let Step::Request(request) = download(false).step(Event::Start) else {
        panic!("a request");
    };
    let printed = format!("{request:?} {:?}", ViewToken::from_bytes([0x22; 32]));
    assert!(
        !printed.contains("IiIi") && !printed.contains("34, 34") && !request.url.contains("IiIi"),
        "{printed}"
    );
}

mod storms {
    use super::script::answer;
    use super::server::{Mishap, Server};
    use super::{AT, Code, Event, K, Machine, Step, download, upload};
    use pellicle::transfer::{Request, Response};
    use proptest::prelude::*;

    fn mishap() -> impl Strategy<Value = Mishap> {
        prop_oneof![
            4 => Just(Mishap::None),
            1 => Just(Mishap::Lost),
            1 => Just(Mishap::AnswerLost),
            1 => any::<u8>().prop_map(Mishap::BodyCut),
            1 => any::<u16>().prop_map(Mishap::Forgets),
            1 => Just(Mishap::Restarted),
            1 => Just(Mishap::Gateway),
        ]
    }

    /// Answers a `GET` for some of `blob`, and cuts the body at `cut`, in 256ths.
    fn serve(request: &Request, blob: &[u8], cut: Option<u8>) -> Event {
        let range = request.headers.iter().find(|(name, _)| *name == "Range");
        let start = range.map_or(0, |(_, value)| {
            value
                .trim_start_matches("bytes=")
                .trim_end_matches('-')
                .parse()
                .expect("a range")
        });
        let total = blob.len();
        let headers = match range {
            None => format!("Content-Length: {total}"),
            Some(_) => format!("Content-Range: bytes {start}-{}/{total}", total - 1),
        };
        let body = &blob[start..];
        let status = if range.is_some() { 206 } else { 200 };
        match (cut, answer(status, &headers, body)) {
            (Some(cut), Event::Response(whole)) => Event::Cut(Response {
                body: body[..body.len() * usize::from(cut) / 256].to_vec(),
                ..whole
            }),
            (_, event) => event,
        }
    }

    proptest! {
        #[test]
        fn an_upload_ends_whole_or_with_a_code(
            length in 1..3000 * K,
            mishaps in proptest::collection::vec(mishap(), 0..40),
        ) {
            let blob: Vec<u8> = (0..length).map(|at| (at / 251) as u8).collect();
            let (mut machine, mut server) = (upload(length), Server::default());
            let mut step = machine.step(Event::Start);
            let mut mishaps = mishaps.into_iter();
            for _ in 0..400 {
                step = match step {
                    Step::Request(request) => {
                        prop_assert!(request.url.starts_with(AT));
                        let mishap = mishaps.next().unwrap_or(Mishap::None);
                        machine.step(server.handle(&request, &blob, mishap))
                    }
                    Step::Wait(_) => machine.step(Event::Waited),
                    Step::Done(Ok(_)) => {
                        prop_assert_eq!(server.blob(), Some(&blob[..]));
                        return Ok(());
                    }
                    Step::Done(Err(error)) => {
                        prop_assert!(matches!(error.code(), Code::Offline | Code::NotFound), "{error:?}");
                        return Ok(());
                    }
                };
            }
            prop_assert!(false, "it never ended");
        }

        #[test]
        fn a_download_ends_whole_or_with_a_code(
            blob in proptest::collection::vec(any::<u8>(), 1..1000),
            cuts in proptest::collection::vec(proptest::option::of(any::<u8>()), 0..20),
        ) {
            let mut machine = download(false);
            let mut step = machine.step(Event::Start);
            let mut cuts = cuts.into_iter();
            for _ in 0..100 {
                step = match step {
                    Step::Request(request) => machine.step(serve(&request, &blob, cuts.next().flatten())),
                    Step::Wait(_) => machine.step(Event::Waited),
                    Step::Done(Ok(done)) => {
                        prop_assert_eq!(&done.blob, &blob);
                        return Ok(());
                    }
                    Step::Done(Err(error)) => {
                        prop_assert_eq!(error.code(), Code::Offline);
                        return Ok(());
                    }
                };
            }
            prop_assert!(false, "it never ended");
        }
    }
}
