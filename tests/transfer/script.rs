//! Drives a machine by a script: what it must ask for, and what then happens.

use pellicle::Error;
use pellicle::transfer::{Body, Event, Machine, Request, Response, Step};

/// A request in one line: method, path, the headers that matter, and the body.
pub fn line(request: &Request) -> String {
    let mut line = format!("{} {}", request.method.as_str(), request.url);
    for (name, value) in &request.headers {
        const ELSEWHERE: [&str; 4] = [
            "Tus-Resumable",
            "Content-Type",
            "Upload-Metadata",
            "Upload-Checksum",
        ];
        if !ELSEWHERE.contains(name) {
            line += &format!(" {name}={value}");
        }
    }
    match &request.body {
        Body::Empty => {}
        Body::BlobRange(range) => line += &format!(" blob[{range:?}]"),
        Body::Bytes(bytes) => line += &format!(" {}", String::from_utf8_lossy(bytes)),
    }
    line
}

/// Plays a script against a machine from its start: at each step the request that must come, and the event it leads to.
/// Waits are waited for. Gives the end.
pub fn play<M: Machine>(
    machine: &mut M,
    script: Vec<(impl AsRef<str>, Event)>,
) -> Result<M::Output, Error> {
    let mut step = machine.step(Event::Start);
    for (expected, event) in script {
        while let Step::Wait(_) = step {
            step = machine.step(Event::Waited);
        }
        let Step::Request(request) = step else {
            panic!("it should have asked: {}", expected.as_ref());
        };
        assert_eq!(line(&request), expected.as_ref());
        step = machine.step(event);
    }
    match step {
        Step::Done(result) => result,
        Step::Request(request) => panic!("it asks further: {}", line(&request)),
        Step::Wait(_) => panic!("it waits further"),
    }
}

/// An answer with this status, these headers (`Name: value` by line) and this body.
pub fn answer(status: u16, headers: &str, body: &[u8]) -> Event {
    Event::Response(response(status, headers, body))
}

/// An answer whose body was cut.
pub fn cut(status: u16, headers: &str, body: &[u8]) -> Event {
    Event::Cut(response(status, headers, body))
}

fn response(status: u16, headers: &str, body: &[u8]) -> Response {
    let headers = headers
        .split('\n')
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect();
    Response {
        status,
        headers,
        body: body.to_vec(),
        took: None,
    }
}
