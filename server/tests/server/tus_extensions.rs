//! Is it tus 1.0? The extensions: creation, expiration, termination, checksum.

use crate::world::{OFFSET_STREAM, Sealed, TUS, World, begun, pair};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::Digest as _;

#[tokio::test]
async fn what_no_sealed_picture_can_be_is_refused_before_it_is_sent() {
    let world = World::new().await;
    let begun = async |length: &str| {
        let headers = [TUS, ("upload-length", length)];
        world.ask("POST", "/api/blobs", &headers, "").await
    };
    for (length, status, code) in [
        ("", 400, "bad-option"),
        ("-1", 400, "bad-option"),
        ("1e3", 400, "bad-option"),
        ("135", 422, "truncated"),
        ("16520", 422, "truncated"),
        ("33554433", 413, "too-large"),
        ("99999999999999999999999999", 413, "too-large"),
    ] {
        let answer = begun(length).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (status, code),
            "{length}"
        );
    }
    assert_eq!(
        world
            .ask(
                "POST",
                "/api/blobs",
                &[TUS, ("upload-defer-length", "1")],
                ""
            )
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn malformed_metadata_is_400() {
    let world = World::new().await;
    let day = pair("expires-in", "31536001");
    let views = pair("views", "1001");
    for metadata in [
        "expires-in",
        "expires-in ???",
        "views MA==",
        "delete-verifier c2hvcnQ=",
        ",",
        &day,
        &views,
    ] {
        let headers = [TUS, ("upload-length", "136"), ("upload-metadata", metadata)];
        let answer = world.ask("POST", "/api/blobs", &headers, "").await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (400, "bad-option"),
            "{metadata}"
        );
    }
}

#[tokio::test]
async fn a_file_name_that_a_client_tells_is_not_kept() {
    let world = World::new().await;
    let metadata = format!(
        "{},{}",
        pair("filename", "secret-holiday.jpg"),
        pair("views", "3")
    );
    let upload = world.begin(136, &metadata).await;
    let head = world.stands(&upload).await;
    assert_eq!(head.header("upload-metadata"), pair("views", "3"));
    for file in std::fs::read_dir(&world.server.config.data).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(path).unwrap();
            assert!(!bytes.windows(14).any(|w| w == b"secret-holiday"));
        }
    }
}

#[tokio::test]
async fn an_upload_that_is_not_finished_expires_and_leaves_nothing() {
    let world = World::new().await;
    let upload = world.begin(1000, "").await;
    world.patch(&upload, 0, vec![1; 500]).await;
    assert_eq!(world.files().len(), 1);
    world.clock.advance(86_399);
    assert_eq!(world.stands(&upload).await.status, 200);
    world.clock.advance(1);
    assert_eq!(world.stands(&upload).await.status, 410);
    assert_eq!(world.patch(&upload, 500, vec![1; 500]).await.status, 410);
    pellicle_server::sweeper::sweep(&world.server)
        .await
        .unwrap();
    assert_eq!(world.stands(&upload).await.status, 404);
    assert_eq!(world.files(), [""; 0]);
}

#[tokio::test]
async fn a_finished_upload_tells_its_blob_for_an_hour_and_the_blob_outlives_it() {
    let world = World::new().await;
    let sealed = Sealed::new(1000);
    let (upload, id) = world.upload(&sealed, "").await;
    world.clock.advance(3599);
    pellicle_server::sweeper::sweep(&world.server)
        .await
        .unwrap();
    assert_eq!(world.stands(&upload).await.header("pellicle-id"), id);
    world.clock.advance(1);
    pellicle_server::sweeper::sweep(&world.server)
        .await
        .unwrap();
    assert_eq!(world.stands(&upload).await.status, 404);
    let got = world.fetch(&id, &sealed).await;
    assert_eq!(got.body, sealed.blob);
}

#[tokio::test]
async fn giving_up_leaves_nothing() {
    let world = World::new().await;
    let upload = world.begin(1000, "").await;
    world.patch(&upload, 0, vec![1; 500]).await;
    assert_eq!(world.give_up(&upload).await.status, 204);
    assert_eq!(world.stands(&upload).await.status, 404);
    assert_eq!(world.files(), [""; 0]);
}

#[tokio::test]
async fn bytes_that_do_not_match_their_checksum_are_not_kept() {
    let (world, sealed, upload) = begun(1000).await;
    let (first, second) = sealed.blob.split_at(400);
    let sha1 = format!("sha1 {}", STANDARD.encode(sha1::Sha1::digest(first)));
    let sha256 = format!("sha256 {}", STANDARD.encode(sha2::Sha256::digest(second)));
    let send = async |offset: &str, sum: &str, bytes: &[u8]| {
        let headers = [
            TUS,
            OFFSET_STREAM,
            ("upload-offset", offset),
            ("upload-checksum", sum),
        ];
        world
            .ask("PATCH", &upload, &headers, bytes.to_vec())
            .await
            .status
            .as_u16()
    };
    assert_eq!(send("0", &sha256, first).await, 460);
    assert_eq!(send("0", &sha1, &first[1..]).await, 460);
    assert_eq!(send("0", "md5 AAAA", first).await, 400);
    assert_eq!(send("0", "sha1", first).await, 400);
    assert_eq!(world.stands(&upload).await.header("upload-offset"), "0");
    assert_eq!(send("0", &sha1, first).await, 204);
    assert_eq!(send("400", &sha256, second).await, 204);
}

#[tokio::test]
async fn what_is_no_sealed_picture_is_refused_at_the_end_and_removed() {
    let world = World::new().await;
    for (at, status, code) in [
        (0, 415, "not-pellicle"),
        (8, 415, "unsupported-version"),
        (9, 415, "unsupported-version"),
        (15, 415, "unsupported-version"),
    ] {
        let mut sealed = Sealed::new(1000);
        sealed.blob[at] = 7;
        let upload = world.begin(1000, "").await;
        let answer = world.patch(&upload, 0, sealed.blob).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (status, code),
            "byte {at}"
        );
        assert_eq!(world.stands(&upload).await.status, 404);
    }
    assert_eq!(world.files(), [""; 0]);
}
