//! What can a client take, and what happens when there is no more?

use crate::world::{Sealed, TUS, World};
use pellicle_server::config::Span;
use pellicle_server::errors::from_io;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

#[tokio::test]
async fn the_quota_counts_what_is_there_and_what_is_announced() {
    let world = World::with(|c| c.quota_bytes = Some(10_000)).await;
    let begun = async |length: &str| {
        world
            .ask("POST", "/api/blobs", &[TUS, ("upload-length", length)], "")
            .await
    };
    let sealed = Sealed::new(5000);
    let id = world.put(&sealed, "").await;
    let second = begun("5000").await;
    assert_eq!(second.status, 201);
    let full = begun("136").await;
    assert_eq!((full.status.as_u16(), full.code().as_str()), (507, "full"));
    world
        .ask("DELETE", second.header("location"), &[TUS], "")
        .await;
    assert_eq!(begun("4000").await.status, 201);
    assert_eq!(begun("4000").await.status, 507);
    world.delete(&id, &sealed.delete_bearer()).await;
    assert_eq!(begun("4000").await.status, 201);
}

#[tokio::test]
async fn an_upload_that_would_fill_the_disk_is_not_begun() {
    let world = World::with(|c| c.keep_free_bytes = u64::MAX / 2).await;
    let full = world
        .ask("POST", "/api/blobs", &[TUS, ("upload-length", "136")], "")
        .await;
    assert_eq!((full.status.as_u16(), full.code().as_str()), (507, "full"));
}

#[test]
fn a_full_disk_is_507_and_anything_else_a_fault() {
    // ENOSPC and EDQUOT of Linux, and EIO.
    for (error, status) in [(28, 507), (122, 507), (5, 500)] {
        let error = std::io::Error::from_raw_os_error(error);
        assert_eq!(from_io("testing", &error).status(), status, "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_that_trickle_do_not_hold_a_connection() {
    let world = World::with(|c| c.header_timeout = Span::secs(1)).await;
    let address = world.listen().await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        .await
        .unwrap();
    let began = Instant::now();
    let mut answer = Vec::new();
    let _ = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut answer))
        .await
        .unwrap();
    assert!(began.elapsed() < Duration::from_secs(5));
    assert!(!answer.starts_with(b"HTTP/1.1 200"));
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_over_the_limit_wait_for_a_place() {
    let world = World::with(|c| c.connections = 1).await;
    let address = world.listen().await;
    let request = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let holding = TcpStream::connect(address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    let mut waiting = TcpStream::connect(address).await.unwrap();
    waiting.write_all(request).await.unwrap();
    let mut answer = String::new();
    let early = tokio::time::timeout(
        Duration::from_millis(300),
        waiting.read_to_string(&mut answer),
    )
    .await;
    assert!(early.is_err(), "{answer}");
    drop(holding);
    tokio::time::timeout(Duration::from_secs(5), waiting.read_to_string(&mut answer))
        .await
        .unwrap()
        .unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_takes_nothing_does_not_hold_a_connection() {
    let world = World::with(|c| (c.connections, c.body_timeout) = (1, Span::secs(1))).await;
    let sealed = Sealed::new(20_000_000);
    let id = world.put(&sealed, "").await;
    let address = world.listen().await;
    let mut lazy = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "GET /b/{id} HTTP/1.1\r\nHost: x\r\nAuthorization: {}\r\n\r\n",
        sealed.bearer()
    );
    lazy.write_all(request.as_bytes()).await.unwrap();
    let mut waiting = TcpStream::connect(address).await.unwrap();
    waiting
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .await
        .unwrap();
    let mut answer = String::new();
    tokio::time::timeout(Duration::from_secs(8), waiting.read_to_string(&mut answer))
        .await
        .unwrap()
        .unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"));
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_without_end_are_refused() {
    let world = World::new().await;
    let mut stream = TcpStream::connect(world.listen().await).await.unwrap();
    let request = format!(
        "GET / HTTP/1.1\r\nHost: x\r\nX-Long: {}\r\n\r\n",
        "x".repeat(200_000)
    );
    let _ = stream.write_all(request.as_bytes()).await;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    assert!(
        answer.is_empty() || answer.starts_with(b"HTTP/1.1 431"),
        "{}",
        String::from_utf8_lossy(&answer)
    );
}
