//! Whatever breaks and whenever, a transfer ends with the whole or with a code.

use super::script::answer;
use super::server::{Mishap, Server};
use super::{AT, Code, DeleteToken, Event, K, Machine, Step, Upload, UploadOptions, download};
use pellicle::transfer::{Request, Response};
use proptest::prelude::*;

fn mishap() -> impl Strategy<Value = Mishap> {
    prop_oneof![
        4 => Just(Mishap::None),
        1 => Just(Mishap::Lost),
        1 => Just(Mishap::AnswerLost),
        1 => any::<u8>().prop_map(Mishap::BodyCut),
        1 => Just(Mishap::Flipped),
        1 => Just(Mishap::Silent),
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
        let mut machine = Upload::new(AT, &blob, &UploadOptions::default());
        let mut server = Server::default();
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
    fn an_upload_that_is_stopped_at_any_moment_leaves_nothing(
        length in 1..600 * K,
        steps in 0..40,
        upload_mishaps in proptest::collection::vec(mishap(), 40),
        mishaps in proptest::collection::vec(mishap(), 0..6),
    ) {
        let blob = vec![7; length];
        let mut machine = Upload::new(AT, &blob, &UploadOptions::default());
        let mut server = Server::default();
        let mut event = Event::Start;
        for (mishap, _) in upload_mishaps.into_iter().zip(0..steps) {
            event = match machine.step(event) {
                Step::Request(request) => server.handle(&request, &blob, mishap),
                Step::Wait(_) => Event::Waited,
                Step::Done(_) => break,
            };
        }
        // Whatever the last answer said, it is not heard any more.
        let Some(mut machine) = machine.take_back(&DeleteToken::from_bytes([1; 32])) else {
            // An upload whose address never arrived cannot be taken back, and has no byte.
            prop_assert_eq!(server.kept_bytes().unwrap_or(0), 0);
            return Ok(());
        };
        let mut step = machine.step(Event::Start);
        let mut mishaps = mishaps.into_iter();
        for _ in 0..50 {
            step = match step {
                Step::Request(request) => {
                    prop_assert!(request.url.starts_with(AT));
                    machine.step(server.handle(&request, &blob, mishaps.next().unwrap_or(Mishap::None)))
                }
                Step::Wait(_) => machine.step(Event::Waited),
                Step::Done(Ok(())) => {
                    prop_assert_eq!(server.kept_bytes(), None);
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

    #[test]
    fn a_download_ends_whole_or_with_a_code(
        blob in proptest::collection::vec(any::<u8>(), 1..1000),
        cuts in proptest::collection::vec(proptest::option::of(any::<u8>()), 0..20),
    ) {
        let mut machine = download(None);
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
