//! Is the view limit exact when many read at once and connections break? Over TCP, on the server's own connections.

use crate::world::{Limited, view};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// Larger than what the sockets of both sides hold, so that a reader who leaves leaves in the middle.
const BLOB_BYTES: usize = 4_000_000;

/// A GET as it goes over the wire.
fn request(it: &Limited, value: &str) -> String {
    let (id, token) = (&it.id, it.sealed.bearer());
    format!(
        "GET /b/{id} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: {token}\r\nPellicle-View: {value}\r\n\r\n"
    )
}

/// Reads up to so many bytes of the answer and leaves.
async fn read(address: SocketAddr, request: &str, at_most: usize) -> (u16, Vec<u8>) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut got = Vec::new();
    let mut buffer = vec![0; 65_536];
    while got.len() < at_most {
        match stream.read(&mut buffer).await.unwrap() {
            0 => break,
            n => got.extend_from_slice(&buffer[..n]),
        }
    }
    let status = std::str::from_utf8(&got[9..12]).unwrap().parse().unwrap();
    let body = got
        .windows(4)
        .position(|w| w == b"\r\n\r\n")
        .map_or(got.len(), |at| at + 4);
    (status, got.split_off(body))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_readers_at_once_get_exactly_as_many_views_as_there_are() {
    let it = Limited::to(7, BLOB_BYTES).await;
    let address = it.world.listen().await;
    let mut readers = JoinSet::new();
    for reader in 0..100 {
        let request = request(&it, &view());
        // Two of three leave in the middle: what they were given is spent all the same.
        let at_most = if reader % 3 == 0 { usize::MAX } else { 10_000 };
        readers.spawn(async move { read(address, &request, at_most).await });
    }
    let answers = readers.join_all().await;
    assert_eq!(
        answers.iter().filter(|(status, _)| *status == 200).count(),
        7
    );
    assert_eq!(
        answers.iter().filter(|(status, _)| *status == 410).count(),
        93
    );
    for (_, body) in answers.iter().filter(|(status, _)| *status == 200) {
        assert!(
            it.sealed.blob.starts_with(body),
            "every byte that came is the blob's"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_requests_of_one_reader_are_one_view() {
    let it = Limited::to(2, BLOB_BYTES).await;
    let address = it.world.listen().await;
    let request = request(&it, &view());
    let mut tries = JoinSet::new();
    for _ in 0..100 {
        let request = request.clone();
        tries.spawn(async move { read(address, &request, 1000).await.0 });
    }
    assert!(tries.join_all().await.iter().all(|status| *status == 200));
    assert_eq!(it.left().await, "1");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_whose_connection_broke_reads_on_within_its_view() {
    let it = Limited::to(1, BLOB_BYTES).await;
    let address = it.world.listen().await;
    let value = view();
    let whole = request(&it, &value);
    let (_, mut got) = read(address, &whole, 100_000).await;
    assert!(got.len() < BLOB_BYTES);
    while got.len() < BLOB_BYTES {
        let range = format!("Range: bytes={}-\r\n\r\n", got.len());
        let rest = whole.trim_end().to_owned() + "\r\n" + &range;
        let (status, more) = read(address, &rest, 1_500_000).await;
        assert_eq!(status, 206);
        got.extend(more);
    }
    assert!(got == it.sealed.blob);
    let (late, _) = read(address, &request(&it, &view()), usize::MAX).await;
    assert_eq!(late, 410);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_leaves_before_the_answer_spends_at_most_its_own_view() {
    let it = Limited::to(50, BLOB_BYTES).await;
    let address = it.world.listen().await;
    for _ in 0..20 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream
            .write_all(request(&it, &view()).as_bytes())
            .await
            .unwrap();
        drop(stream);
    }
    let (status, body) = read(address, &request(&it, &view()), usize::MAX).await;
    assert_eq!((status, body.len()), (200, BLOB_BYTES));
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    let left: i64 = it.left().await.parse().unwrap();
    assert!((29..=49).contains(&left), "{left}");
}
