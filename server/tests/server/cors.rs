//! Which other sites may talk to the server from a browser?

use crate::world::{Answer, Sealed, TUS, World};

const STRANGER: (&str, &str) = ("origin", "https://stranger.example");
const FRIEND: (&str, &str) = ("origin", "https://friend.example");

async fn world() -> World {
    World::with(|c| c.allowed_origins = vec!["https://friend.example".into()]).await
}

async fn preflight(world: &World, path: &str, origin: (&str, &str), method: &str) -> Answer {
    world
        .ask(
            "OPTIONS",
            path,
            &[origin, ("access-control-request-method", method)],
            "",
        )
        .await
}

#[tokio::test]
async fn everyone_may_upload_and_ask_what_the_server_is() {
    let world = world().await;
    for path in [
        "/api/blobs",
        "/api/blobs/x",
        "/api/instance",
        "/.well-known/pellicle/instance.json",
    ] {
        let answer = preflight(&world, path, STRANGER, "PATCH").await;
        assert_eq!(answer.status, 204, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(
            answer.header("access-control-allow-credentials"),
            "",
            "never with credentials"
        );
        assert_eq!(answer.header("access-control-max-age"), "7200");
        for method in ["POST", "PATCH", "HEAD", "DELETE"] {
            assert!(
                answer
                    .header("access-control-allow-methods")
                    .contains(method),
                "{method}"
            );
        }
        for name in [
            "Tus-Resumable",
            "Upload-Length",
            "Upload-Offset",
            "Upload-Metadata",
            "Upload-Checksum",
            "Content-Type",
        ] {
            assert!(
                answer.header("access-control-allow-headers").contains(name),
                "{name}"
            );
        }
    }
    let created = world
        .ask(
            "POST",
            "/api/blobs",
            &[STRANGER, TUS, ("upload-length", "136")],
            "",
        )
        .await;
    assert_eq!(
        (
            created.status.as_u16(),
            created.header("access-control-allow-origin")
        ),
        (201, "*")
    );
    for name in [
        "Location",
        "Upload-Offset",
        "Upload-Expires",
        "Pellicle-ID",
        "Pellicle-Expires",
        "Tus-Resumable",
    ] {
        assert!(
            created
                .header("access-control-expose-headers")
                .contains(name),
            "{name}"
        );
    }
    let refused = world.ask("POST", "/api/blobs", &[STRANGER, TUS], "").await;
    assert_eq!(
        (
            refused.status.as_u16(),
            refused.header("access-control-allow-origin")
        ),
        (400, "*"),
        "errors are readable too"
    );
}

#[tokio::test]
async fn blobs_are_for_the_origins_that_the_operator_allows() {
    let world = world().await;
    let sealed = Sealed::new(1000);
    let path = format!("/b/{}", world.put(&sealed, "").await);
    let token = sealed.bearer();
    let allowed = world.get(&path, &[FRIEND, ("authorization", &token)]).await;
    assert_eq!(allowed.header("access-control-allow-origin"), FRIEND.1);
    for name in ["Content-Range", "Pellicle-Views-Left", "Pellicle-Expires"] {
        assert!(
            allowed
                .header("access-control-expose-headers")
                .contains(name),
            "{name}"
        );
    }
    let asked = preflight(&world, &path, FRIEND, "GET").await;
    assert_eq!(
        (
            asked.status.as_u16(),
            asked.header("access-control-allow-origin")
        ),
        (204, FRIEND.1),
        "without a token"
    );
    for name in ["Authorization", "Pellicle-View", "Range"] {
        assert!(
            asked.header("access-control-allow-headers").contains(name),
            "{name}"
        );
    }
    for answer in [
        world
            .get(&path, &[STRANGER, ("authorization", &token)])
            .await,
        preflight(&world, &path, STRANGER, "GET").await,
    ] {
        assert_eq!(answer.header("access-control-allow-origin"), "");
        assert_eq!(answer.header("access-control-allow-headers"), "");
        assert_eq!(answer.header("vary"), "origin");
    }
}

#[tokio::test]
async fn by_default_no_other_site_reads_blobs() {
    let world = World::new().await;
    for origin in [STRANGER, FRIEND, ("origin", "null")] {
        assert_eq!(
            preflight(&world, "/b/1111111111111111", origin, "GET")
                .await
                .header("access-control-allow-origin"),
            ""
        );
    }
}

#[tokio::test]
async fn pages_are_not_shared() {
    let world = world().await;
    for path in ["/", "/i/1111111111111111", "/healthz"] {
        assert_eq!(
            world
                .get(path, &[FRIEND])
                .await
                .header("access-control-allow-origin"),
            "",
            "{path}"
        );
    }
}
