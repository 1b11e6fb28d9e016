//! What becomes of an upload whose connection breaks, or that two requests write to?

use crate::world::{World, begun};
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Begins a PATCH of so many bytes, sends these, and leaves the connection open.
async fn patch(
    address: SocketAddr,
    upload: &str,
    offset: usize,
    announced: usize,
    bytes: &[u8],
    more: &str,
) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "PATCH {upload} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: {offset}\r\n\
         Content-Type: application/offset+octet-stream\r\nContent-Length: {announced}\r\n{more}\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    stream
}

async fn answer(mut stream: TcpStream) -> String {
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn every_byte_that_arrived_before_the_break_counts() {
    let (world, sealed, upload) = begun(1_000_000).await;
    let address = world.listen().await;
    drop(patch(address, &upload, 0, 1_000_000, &sealed.blob[..300_001], "").await);
    let stands = world.stands(&upload).await;
    assert_eq!(stands.header("upload-offset"), "300001");
    let done = world
        .patch(&upload, 300_001, sealed.blob[300_001..].to_vec())
        .await;
    let id = done.header("pellicle-id");
    let got = world.fetch(id, &sealed).await;
    assert!(got.body == sealed.blob);
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_that_a_checksum_was_to_vouch_for_do_not_count_without_it() {
    let world = World::new().await;
    let upload = world.begin(1_000_000, "").await;
    let address = world.listen().await;
    world.patch(&upload, 0, vec![1; 1000]).await;
    let checksum = "Upload-Checksum: sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n";
    drop(patch(address, &upload, 1000, 999_000, &[2; 300_000], checksum).await);
    assert_eq!(world.stands(&upload).await.header("upload-offset"), "1000");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_writers_at_once_are_one_too_many() {
    let (world, sealed, upload) = begun(1_000_000).await;
    let address = world.listen().await;
    let mut first = patch(address, &upload, 0, 1_000_000, &sealed.blob[..100], "").await;
    let second = world.patch(&upload, 0, sealed.blob.clone()).await;
    assert_eq!(
        (second.status.as_u16(), second.code().as_str()),
        (423, "bad-option")
    );
    first.write_all(&sealed.blob[100..]).await.unwrap();
    assert!(answer(first).await.starts_with("HTTP/1.1 204"));
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_where_it_stands_ends_a_connection_that_is_dead_without_knowing() {
    let (world, sealed, upload) = begun(1_000_000).await;
    let address = world.listen().await;
    // The client's network is gone; nothing told the server.
    let dead = patch(address, &upload, 0, 1_000_000, &sealed.blob[..5000], "").await;
    let began = Instant::now();
    let stands = world.stands(&upload).await;
    assert_eq!(
        (stands.status.as_u16(), stands.header("upload-offset")),
        (200, "5000")
    );
    assert!(began.elapsed() < Duration::from_secs(2));
    assert_eq!(
        world
            .patch(&upload, 5000, sealed.blob[5000..].to_vec())
            .await
            .status,
        204
    );
    assert!(answer(dead).await.starts_with("HTTP/1.1 423"));
}

#[tokio::test(flavor = "multi_thread")]
async fn giving_up_while_writing_leaves_nothing() {
    let world = World::new().await;
    let upload = world.begin(1_000_000, "").await;
    let address = world.listen().await;
    let writing = patch(address, &upload, 0, 1_000_000, &[1; 5000], "").await;
    assert_eq!(world.give_up(&upload).await.status, 204);
    assert!(answer(writing).await.starts_with("HTTP/1.1 423"));
    assert_eq!(world.files(), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_falls_silent_is_let_go_and_keeps_what_it_sent() {
    let world = World::with(|c| c.body_timeout = pellicle_server::config::Span::secs(1)).await;
    let upload = world.begin(1_000_000, "").await;
    let address = world.listen().await;
    let silent = patch(address, &upload, 0, 1_000_000, &[1; 5000], "").await;
    let told = answer(silent).await;
    assert!(
        told.starts_with("HTTP/1.1 409") && told.contains("timed-out"),
        "{told}"
    );
    assert_eq!(world.stands(&upload).await.header("upload-offset"), "5000");
}
