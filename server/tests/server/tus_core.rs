//! Is it tus 1.0? The core protocol: version, offsets, errors.

use crate::world::{OFFSET_STREAM, Sealed, TUS, World, begun};

#[tokio::test]
async fn an_upload_in_pieces_becomes_the_blob_that_was_sent() {
    let (world, sealed, upload) = begun(50_000).await;
    let name = upload.strip_prefix("/api/blobs/").unwrap();
    assert_eq!(name.len(), 43, "32 bytes in base64url");
    for start in (0..50_000).step_by(20_000) {
        let end = (start + 20_000).min(50_000);
        let answer = world
            .patch(&upload, start, sealed.blob[start..end].to_vec())
            .await;
        assert_eq!(answer.status, 204);
        assert_eq!(answer.header("upload-offset"), end.to_string());
        assert_eq!(answer.header("pellicle-id").is_empty(), end < 50_000);
        assert_eq!(answer.header("upload-expires").is_empty(), end == 50_000);
    }
    let head = world.stands(&upload).await;
    assert_eq!(
        (head.header("upload-offset"), head.header("upload-length")),
        ("50000", "50000")
    );
    let id = head.header("pellicle-id");
    assert_ne!(id, "", "HEAD names the blob for an hour");
    assert!(
        !name.contains(id),
        "the upload's name does not tell the blob's"
    );
    let got = world.fetch(id, &sealed).await;
    assert_eq!(got.body, sealed.blob);
}

#[tokio::test]
async fn every_answer_and_every_request_names_the_version() {
    let world = World::new().await;
    let upload = world.begin(136, "").await;
    for (method, path) in [
        ("POST", "/api/blobs"),
        ("HEAD", upload.as_str()),
        ("PATCH", &upload),
        ("DELETE", &upload),
    ] {
        for wrong in [&[][..], &[("tus-resumable", "0.2.2")]] {
            let answer = world.ask(method, path, wrong, "").await;
            assert_eq!(answer.status, 412, "{method}");
            assert_eq!(
                (answer.header("tus-version"), answer.header("tus-resumable")),
                ("1.0.0", "1.0.0")
            );
        }
    }
}

#[tokio::test]
async fn options_tells_what_the_server_can_do() {
    let world = World::new().await;
    let answer = world.ask("OPTIONS", "/api/blobs", &[], "").await;
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("tus-version"), "1.0.0");
    assert_eq!(
        answer.header("tus-extension"),
        "creation,expiration,termination,checksum"
    );
    assert_eq!(answer.header("tus-checksum-algorithm"), "sha1,sha256");
    assert_eq!(answer.header("tus-max-size"), "33554432");
}

#[tokio::test]
async fn a_wrong_offset_changes_nothing() {
    let (world, sealed, upload) = begun(1000).await;
    world.patch(&upload, 0, sealed.blob[..500].to_vec()).await;
    for offset in [0, 499, 501, 1000] {
        let answer = world
            .patch(&upload, offset, sealed.blob[..100].to_vec())
            .await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (409, "bad-option"),
            "{offset}"
        );
    }
    assert_eq!(world.stands(&upload).await.header("upload-offset"), "500");
    assert_eq!(
        world
            .patch(&upload, 500, sealed.blob[500..].to_vec())
            .await
            .status,
        204
    );
}

#[tokio::test]
async fn a_request_that_breaks_the_rules_is_refused() {
    let world = World::new().await;
    let upload = world.begin(1000, "").await;
    let zero = ("upload-offset", "0");
    let refused = |headers: &'static [(&str, &str)]| world.ask("PATCH", &upload, headers, "x");
    assert_eq!(
        refused(&[TUS, ("upload-offset", "0"), ("content-type", "text/plain")])
            .await
            .status,
        415
    );
    assert_eq!(refused(&[TUS, OFFSET_STREAM]).await.status, 400);
    assert_eq!(
        refused(&[TUS, OFFSET_STREAM, ("upload-offset", "-1")])
            .await
            .status,
        400
    );
    assert_eq!(
        refused(&[TUS, OFFSET_STREAM, ("upload-offset", "")])
            .await
            .status,
        400
    );
    let unknown = format!("/api/blobs/{}", "A".repeat(43));
    for path in [
        unknown.as_str(),
        "/api/blobs/x",
        "/api/blobs/..%2F..%2Fledger.sqlite",
    ] {
        assert_eq!(
            world
                .ask("PATCH", path, &[TUS, OFFSET_STREAM, zero], "x")
                .await
                .status,
            404,
            "{path}"
        );
        assert_eq!(
            world.ask("HEAD", path, &[TUS], "").await.status,
            404,
            "{path}"
        );
        assert_eq!(
            world.ask("DELETE", path, &[TUS], "").await.status,
            404,
            "{path}"
        );
    }
    assert_eq!(
        world.ask("PUT", &upload, &[TUS], "").await.code(),
        "bad-option"
    );
}

#[tokio::test]
async fn more_bytes_than_announced_are_not_kept() {
    let (world, sealed, upload) = begun(1000).await;
    world.patch(&upload, 0, sealed.blob[..400].to_vec()).await;
    let answer = world.patch(&upload, 400, vec![0; 601]).await;
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (413, "too-large")
    );
    // The same without a Content-Length, as a stream whose end nobody knows.
    let frames = vec![vec![0_u8; 300], vec![0; 301]]
        .into_iter()
        .map(Ok::<_, std::io::Error>);
    let stream = axum::body::Body::from_stream(futures_util::stream::iter(frames));
    assert_eq!(world.patch(&upload, 400, stream).await.status, 413);
    assert_eq!(world.stands(&upload).await.header("upload-offset"), "400");
    assert_eq!(
        world
            .patch(&upload, 400, sealed.blob[400..].to_vec())
            .await
            .status,
        204
    );
}

#[tokio::test]
async fn a_finished_upload_is_dead_to_patch_and_delete() {
    let world = World::new().await;
    let sealed = Sealed::new(1000);
    let (upload, id) = world.upload(&sealed, "").await;
    assert_eq!(world.patch(&upload, 1000, "").await.status, 409);
    assert_eq!(
        world.patch(&upload, 0, sealed.blob.clone()).await.status,
        409
    );
    assert_eq!(world.give_up(&upload).await.status, 409);
    let got = world.fetch(&id, &sealed).await;
    assert_eq!(got.body, sealed.blob);
}

#[tokio::test]
async fn clients_that_cannot_send_patch_name_the_method_they_mean() {
    let (world, sealed, upload) = begun(1000).await;
    let headers = [
        TUS,
        OFFSET_STREAM,
        ("upload-offset", "0"),
        ("x-http-method-override", "PATCH"),
    ];
    assert_eq!(
        world
            .ask("POST", &upload, &headers, sealed.blob[..10].to_vec())
            .await
            .header("upload-offset"),
        "10"
    );
    assert_eq!(
        world
            .ask(
                "POST",
                &upload,
                &[TUS, ("x-http-method-override", "DELETE")],
                ""
            )
            .await
            .status,
        204
    );
    assert_eq!(world.ask("POST", &upload, &[TUS], "").await.status, 405);
}
