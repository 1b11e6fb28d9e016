//! What survives when the program is killed?

use crate::program::Program;
use crate::world::{Sealed, pair, view};
use reqwest::{Client, RequestBuilder, Response};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt as _;

fn tus(request: RequestBuilder) -> RequestBuilder {
    request.header("tus-resumable", "1.0.0")
}

fn told<'a>(response: &'a Response, name: &str) -> &'a str {
    response
        .headers()
        .get(name)
        .map_or("", |v| v.to_str().unwrap())
}

async fn begin(program: &Program, length: usize, metadata: &str) -> String {
    let request = tus(Client::new().post(format!("{}/api/blobs", program.url)))
        .header("upload-length", length);
    let answer = request
        .header("upload-metadata", metadata)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 201);
    told(&answer, "location").to_owned()
}

async fn patch(program: &Program, upload: &str, offset: usize, bytes: &[u8]) -> Response {
    let request = tus(Client::new().patch(format!("{}{upload}", program.url)))
        .header("upload-offset", offset);
    request
        .header("content-type", "application/offset+octet-stream")
        .body(bytes.to_vec())
        .send()
        .await
        .unwrap()
}

async fn head(program: &Program, upload: &str) -> Response {
    tus(Client::new().head(format!("{}{upload}", program.url)))
        .send()
        .await
        .unwrap()
}

async fn get(program: &Program, id: &str, sealed: &Sealed, value: &str) -> Response {
    let request = Client::new()
        .get(format!("{}/b/{id}", program.url))
        .header("authorization", sealed.bearer());
    request.header("pellicle-view", value).send().await.unwrap()
}

fn file_of(data: &Path, upload: &str) -> PathBuf {
    data.join("uploads")
        .join(upload.rsplit('/').next().unwrap())
}

/// Waits until something has happened in the program.
async fn until(happened: impl Fn() -> bool) {
    let began = Instant::now();
    while !happened() {
        assert!(began.elapsed() < Duration::from_secs(20));
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn an_upload_that_was_cut_by_a_kill_goes_on_where_it_stood() {
    let data = tempfile::tempdir().unwrap();
    let sealed = Sealed::new(3_000_000);
    let program = Program::start(data.path(), &[]);
    let upload = begin(&program, sealed.blob.len(), &pair("expires-in", "3600")).await;
    assert_eq!(
        patch(&program, &upload, 0, &sealed.blob[..1_000_000])
            .await
            .status(),
        204
    );
    // The next piece is on its way when the program dies.
    let mut stream = tokio::net::TcpStream::connect(program.address())
        .await
        .unwrap();
    let request = format!(
        "PATCH {upload} HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 1000000\r\n\
         Content-Type: application/offset+octet-stream\r\nContent-Length: 2000000\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    stream
        .write_all(&sealed.blob[1_000_000..2_000_000])
        .await
        .unwrap();
    let file = file_of(data.path(), &upload);
    until(|| file.metadata().is_ok_and(|m| m.len() > 1_000_000)).await;
    program.kill();

    let program = Program::start(data.path(), &[]);
    let stands = head(&program, &upload).await;
    assert_eq!(
        (stands.status().as_u16(), told(&stands, "upload-length")),
        (200, "3000000")
    );
    let offset: usize = told(&stands, "upload-offset").parse().unwrap();
    assert!(
        (1_000_001..=2_000_000).contains(&offset),
        "what had arrived of the broken piece is kept: {offset}"
    );
    let done = patch(&program, &upload, offset, &sealed.blob[offset..]).await;
    assert_eq!(done.status(), 204);
    let id = told(&done, "pellicle-id").to_owned();
    program.kill();

    let program = Program::start(data.path(), &[]);
    let whole = get(&program, &id, &sealed, &view()).await;
    let expires: i64 = told(&whole, "pellicle-expires").parse().unwrap();
    assert!((expires - pellicle_server::clock::Clock::system().now() - 3600).abs() < 60);
    assert!(whole.bytes().await.unwrap() == sealed.blob);
    assert_eq!(told(&head(&program, &upload).await, "pellicle-id"), id);
}

#[tokio::test]
async fn what_was_acknowledged_is_there_whenever_it_is_killed() {
    let data = tempfile::tempdir().unwrap();
    for round in 0..5 {
        let sealed = Sealed::new(200_000);
        let program = Program::start(data.path(), &[]);
        let metadata = format!("{},{}", pair("views", "3"), sealed.delete_verifier());
        let upload = begin(&program, sealed.blob.len(), &metadata).await;
        let done = patch(&program, &upload, 0, &sealed.blob).await;
        let id = told(&done, "pellicle-id").to_owned();
        program.kill();

        let program = Program::start(data.path(), &[]);
        let first = view();
        let read = get(&program, &id, &sealed, &first).await;
        assert_eq!(
            (read.status().as_u16(), told(&read, "pellicle-views-left")),
            (200, "2"),
            "round {round}"
        );
        program.kill();

        let program = Program::start(data.path(), &[]);
        let again = get(&program, &id, &sealed, &first).await;
        assert_eq!(
            told(&again, "pellicle-views-left"),
            "2",
            "the window is open after a crash, and the view stays spent"
        );
        let delete = Client::new()
            .delete(format!("{}/b/{id}", program.url))
            .header("authorization", sealed.delete_bearer());
        assert_eq!(delete.send().await.unwrap().status(), 204);
        program.kill();

        let program = Program::start(data.path(), &[]);
        let gone = get(&program, &id, &sealed, &view()).await;
        assert_eq!(
            (gone.status().as_u16(), told(&gone, "pellicle-gone")),
            (410, "deleted")
        );
    }
}

#[tokio::test]
async fn a_kill_between_the_last_byte_and_the_blob_is_made_good() {
    let data = tempfile::tempdir().unwrap();
    let sealed = Sealed::new(100_000);
    let program = Program::start(data.path(), &[]);
    let upload = begin(&program, sealed.blob.len(), "").await;
    assert_eq!(
        patch(&program, &upload, 0, &sealed.blob[..50_000])
            .await
            .status(),
        204
    );
    program.kill();
    // As the disk looks when the program dies after its last write and before anything else.
    let file = file_of(data.path(), &upload);
    std::fs::write(&file, &sealed.blob).unwrap();

    let program = Program::start(data.path(), &[]);
    let stands = head(&program, &upload).await;
    assert_eq!(told(&stands, "upload-offset"), "100000");
    let id = told(&stands, "pellicle-id").to_owned();
    assert!(
        get(&program, &id, &sealed, &view())
            .await
            .bytes()
            .await
            .unwrap()
            == sealed.blob
    );
    assert!(!file.exists());
}

#[tokio::test]
async fn asked_to_stop_it_finishes_what_is_going_on_and_takes_no_more() {
    let data = tempfile::tempdir().unwrap();
    let sealed = Sealed::new(200_000);
    let program = Program::start(data.path(), &[]);
    let upload = begin(&program, sealed.blob.len(), "").await;
    let mut stream = tokio::net::TcpStream::connect(program.address())
        .await
        .unwrap();
    let request = format!(
        "PATCH {upload} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n\
         Content-Type: application/offset+octet-stream\r\nContent-Length: 200000\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    stream.write_all(&sealed.blob[..100_000]).await.unwrap();
    until(|| file_of(data.path(), &upload).exists()).await;
    program.ask_to_stop();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(
        tokio::net::TcpStream::connect(program.address())
            .await
            .is_err(),
        "it takes no more connections"
    );
    stream.write_all(&sealed.blob[100_000..]).await.unwrap();
    let mut answer = String::new();
    tokio::io::AsyncReadExt::read_to_string(&mut stream, &mut answer)
        .await
        .unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 204") && answer.contains("pellicle-id"),
        "{answer}"
    );
    assert_eq!(program.ended(Duration::from_secs(10)).0, Some(0));
}

#[tokio::test]
async fn a_client_that_never_ends_does_not_keep_it_from_stopping() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::start(data.path(), &[("PELLICLE_STOP_TIMEOUT", "1s")]);
    let upload = begin(&program, 200_000, "").await;
    let mut stream = tokio::net::TcpStream::connect(program.address())
        .await
        .unwrap();
    let request = format!(
        "PATCH {upload} HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n\
         Content-Type: application/offset+octet-stream\r\nContent-Length: 200000\r\n\r\nsome"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    until(|| file_of(data.path(), &upload).exists()).await;
    program.ask_to_stop();
    assert_eq!(program.ended(Duration::from_secs(5)).0, Some(0));
}
