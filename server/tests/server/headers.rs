//! Does every answer carry what keeps browsers from doing harm with it?

use crate::world::{TUS, World, kept};

#[tokio::test]
async fn every_answer_is_guarded() {
    let (world, sealed, id) = kept(1000).await;
    let token = sealed.bearer();
    let answers = [
        world.get("/", &[]).await,
        world.get(&format!("/i/{id}"), &[]).await,
        world.get("/api/instance", &[]).await,
        world.get("/healthz", &[]).await,
        world.get("/nowhere", &[]).await,
        world.ask("PUT", "/", &[], "").await,
        world
            .ask("POST", "/api/blobs", &[TUS, ("upload-length", "136")], "")
            .await,
        world.get(&format!("/b/{id}"), &[]).await,
        world
            .get(&format!("/b/{id}"), &[("authorization", &token)])
            .await,
    ];
    for answer in answers {
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert!(
            answer
                .header("permissions-policy")
                .contains("geolocation=()")
        );
        assert!(
            answer
                .header("content-security-policy")
                .starts_with("default-src 'none'"),
            "{answer:?}"
        );
        assert_eq!(answer.header("server"), "");
        assert_eq!(answer.header("set-cookie"), "");
    }
}

#[tokio::test]
async fn a_blob_is_bytes_and_nothing_that_a_browser_could_run_or_keep() {
    let (world, sealed, id) = kept(1000).await;
    let answer = world.fetch(&id, &sealed).await;
    assert_eq!(answer.header("content-type"), "application/octet-stream");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(
        answer.header("content-security-policy"),
        "default-src 'none'; frame-ancestors 'none'; sandbox"
    );
    for path in [
        format!("/b/{id}"),
        format!("/b/{id}/header"),
        "/b/1111111111111111".into(),
    ] {
        assert_eq!(
            world.get(&path, &[]).await.header("cache-control"),
            "no-store",
            "{path}"
        );
    }
}

#[tokio::test]
async fn errors_have_one_shape_everywhere() {
    let world = World::new().await;
    for (method, path, code) in [
        ("GET", "/nowhere", "not-found"),
        ("GET", "/b/x", "not-found"),
        ("GET", "/b/%ff", "not-found"),
        ("GET", "/b/%ff/header", "not-found"),
        ("PATCH", "/api/blobs/%ff", "not-found"),
        ("GET", "/i/%ff", "not-found"),
        ("GET", "/api/nothing", "not-found"),
        ("PUT", "/", "bad-option"),
        ("POST", "/b/1111111111111111", "bad-option"),
        ("GET", "/api/blobs", "bad-option"),
        ("DELETE", "/api/instance", "bad-option"),
        ("POST", "/healthz", "bad-option"),
    ] {
        assert_eq!(
            world.ask(method, path, &[TUS], "").await.code(),
            code,
            "{method} {path}"
        );
    }
}

#[tokio::test]
async fn the_instance_tells_what_clients_need() {
    let world = World::with(|c| {
        (c.contact, c.siblings) = (
            Some("mailto:a@example.org".into()),
            vec!["https://b.example".into()],
        )
    })
    .await;
    for path in ["/api/instance", "/.well-known/pellicle/instance.json"] {
        let told: serde_json::Value =
            serde_json::from_slice(&world.get(path, &[]).await.body).unwrap();
        assert_eq!(
            told,
            serde_json::json!({
                "name": "Pellicle", "version": env!("CARGO_PKG_VERSION"),
                "limits": {"file_bytes": 52_428_800, "blob_bytes": 33_554_432, "expires_in_max_secs": 31_536_000, "views_max": 1000},
                "defaults": {"max_edge": 2048, "expires_in_secs": 2_592_000, "views": null},
                "contact": "mailto:a@example.org", "moderation_key": null, "siblings": ["https://b.example"],
            })
        );
    }
}

#[tokio::test]
async fn a_paused_server_says_so_everywhere() {
    let world = World::with(|c| c.incident = Some("Back tonight.".into())).await;
    for (method, path) in [
        ("POST", "/api/blobs"),
        ("PATCH", "/api/blobs/x"),
        ("GET", "/b/1111111111111111"),
        ("DELETE", "/b/x"),
        ("GET", "/b/x/header"),
    ] {
        let answer = world.ask(method, path, &[TUS], "").await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (503, "incident"),
            "{method} {path}"
        );
        assert!(String::from_utf8_lossy(&answer.body).contains("Back tonight."));
        assert_ne!(answer.header("retry-after"), "");
    }
    assert_eq!(world.get("/i/1111111111111111", &[]).await.status, 503);
    assert_eq!(world.get("/", &[]).await.status, 200);
    assert_eq!(world.get("/api/instance", &[]).await.status, 200);
}
