//! Transfers by script: what is asked for, in which order, when connections break and servers err.
#![cfg(not(target_arch = "wasm32"))]

#[path = "transfer/downloads.rs"]
mod downloads;
#[path = "transfer/script.rs"]
mod script;
#[path = "transfer/server.rs"]
mod server;
#[path = "transfer/storms.rs"]
mod storms;
#[path = "transfer/take_backs.rs"]
mod take_backs;
#[path = "transfer/uploads.rs"]
mod uploads;

use pellicle::seal::{BlobId, DeleteToken, Keys, PREVIEW_HEAD_BYTES, Secret, ViewToken};
use pellicle::transfer::{
    Body, Download, DownloadOptions, Downloaded, Event, Head, Machine, Method, Step, Upload,
    UploadOptions, ViewValue, fetch_head, fetch_header, inspect, instance, prove, remove,
    set_expiry,
};
use pellicle::{Code, Error, Gone, Link};
use script::{answer, cut, play};

const AT: &str = "https://pic.example";
/// base64url of 32 bytes of 0x22.
const BEARER: &str = "Authorization=Bearer IiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiI";
const K: usize = 1024;

fn id() -> BlobId {
    BlobId::new("7Hk2mQx9TzRv4WbN").expect("an id")
}

/// Uploads this many bytes, all zero.
fn upload(bytes: usize) -> Upload<'static> {
    static ZEROS: [u8; 4000 * K] = [0; 4000 * K];
    Upload::new(AT, &ZEROS[..bytes], &UploadOptions::default())
}

fn download(view: Option<ViewValue>) -> Download {
    let options = DownloadOptions {
        view,
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

    let proved = |status| {
        let script = vec![(&head, answer(status, "", b""))];
        play(&mut prove(AT, id(), &view), script).map_err(|error| error.code())
    };
    assert_eq!(proved(200), Ok(()));
    assert_eq!(proved(401), Err(Code::WrongKey));
}

#[test]
fn a_header_says_how_keys_are_made_or_how_the_picture_went() {
    let link = Link {
        origin: AT.into(),
        id: id(),
        secret: Secret::from_bytes([7; 32]),
    };
    let header = format!("GET {AT}/b/7Hk2mQx9TzRv4WbN/header");
    let header = header.as_str();
    let bytes = vec![(header, answer(200, "", &[1; 32]))];
    assert_eq!(play(&mut fetch_header(&link), bytes), Ok(vec![1; 32]));
    let short = vec![(header, answer(200, "", &[1; 31]))];
    assert_eq!(
        code(play(&mut fetch_header(&link), short)),
        Code::ServerError
    );

    // The token of a picture without a password is made of the link alone.
    let mut begins = [0; 32];
    begins[..9].copy_from_slice(b"\x89PLCL\r\n\x1a\x01");
    let keys = Keys::derive(&begins, &link.secret, None).expect("keys");
    let token = keys.view_token().to_base64url().to_string();
    let why = format!("HEAD {AT}/b/7Hk2mQx9TzRv4WbN Authorization=Bearer {token}");
    let gone = |answers: Vec<Event>| {
        let mut script = vec![(header, answer(410, "", b""))];
        script.extend(answers.into_iter().map(|event| (why.as_str(), event)));
        let error = play(&mut fetch_header(&link), script).expect_err("gone");
        assert_eq!(error.code(), Code::Gone);
        error.gone()
    };
    let told = "pellicle-gone: views-spent";
    assert_eq!(gone(vec![answer(410, told, b"")]), Some(Gone::ViewsSpent));
    // It had a password, or the server is of another mind: gone it is all the same.
    for status in [410, 401, 404, 200] {
        assert_eq!(gone(vec![answer(status, "", b"")]), None, "{status}");
    }
    let later = vec![answer(503, "retry-after: 1", b""), answer(410, told, b"")];
    assert_eq!(gone(later), Some(Gone::ViewsSpent));
    let never = vec![
        Event::NetworkFailed,
        Event::NetworkFailed,
        Event::NetworkFailed,
        Event::NetworkFailed,
    ];
    assert_eq!(gone(never), None);
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
    let Step::Request(request) = download(None).step(Event::Start) else {
        panic!("a request");
    };
    let printed = format!("{request:?} {:?}", ViewToken::from_bytes([0x22; 32]));
    assert!(
        !printed.contains("IiIi") && !printed.contains("34, 34") && !request.url.contains("IiIi"),
        "{printed}"
    );
}
