//! Are pages served under the right status, policy, form and cache rules?

use crate::world::World;

/// A site with one of everything.
async fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("index.html", &"<!doctype html>upload ".repeat(200));
    write("view.html", &"<!doctype html>viewer ".repeat(200));
    write("embed.html", "<!doctype html>embed");
    write("app.html", "<!doctype html>app");
    write("app/worker.js", "addEventListener('fetch', () => {})");
    write("app/manifest.webmanifest", "{}");
    write("assets/index-abc123.js", &"export const x = 1;".repeat(200));
    write("assets/worker-abc123.js", "postMessage(1)");
    write("assets/pellicle_bg-abc123.wasm", "\0asm");
    write("assets/style-abc123.css", "as it is");
    write("assets/style-abc123.css.br", "brotli of it");
    write("favicon.svg", "<svg/>");
    World::with(|c| c.site = Some(folder.path().into())).await
}

#[tokio::test]
async fn the_pages_have_the_strict_policy_and_workers_their_own() {
    let world = world().await;
    for path in ["/", "/index.html", "/i/1111111111111111"] {
        let answer = world.get(path, &[]).await;
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        let policy = answer.header("content-security-policy");
        assert_eq!(
            policy,
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; \
             worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
             require-trusted-types-for 'script'; trusted-types pellicle pellicle-early"
        );
        for weak in [
            "unsafe-inline",
            "'unsafe-eval'",
            "http:",
            "https:",
            "data:",
            "*",
        ] {
            assert!(!policy.contains(weak), "{weak}");
        }
    }
    let worker = world.get("/assets/worker-abc123.js", &[]).await;
    assert_eq!(
        worker.header("content-security-policy"),
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
    );
    assert_eq!(
        worker.header("content-type"),
        "text/javascript; charset=utf-8"
    );
    assert_eq!(
        world
            .get("/assets/pellicle_bg-abc123.wasm", &[])
            .await
            .header("content-type"),
        "application/wasm"
    );
}

#[tokio::test]
async fn the_viewer_is_one_page_for_every_link_even_a_broken_one() {
    let world = world().await;
    let whole = world.get("/i/1111111111111111", &[]).await;
    assert_eq!(whole.status, 404);
    assert!(String::from_utf8_lossy(&whole.body).contains("viewer"));
    for broken in [
        "/i/1111111111111111%236abc",
        "/i/1111111111111111%25236abc",
        "/i/1111111111111111/",
        "/i/x",
        "/i/1111111111111111/a/b",
    ] {
        let answer = world.get(broken, &[]).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.body),
            (404, &whole.body),
            "{broken}"
        );
        assert!(answer.header("x-robots-tag").contains("noindex"));
    }
}

#[tokio::test]
async fn what_has_a_hash_in_its_name_is_kept_for_ever_and_the_rest_is_asked_for_again() {
    let world = world().await;
    let asset = world.get("/assets/index-abc123.js", &[]).await;
    assert_eq!(
        asset.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    for path in ["/", "/favicon.svg"] {
        let first = world.get(path, &[]).await;
        assert_eq!(first.header("cache-control"), "no-cache");
        let tag = first.header("etag").to_owned();
        for known in [tag.clone(), format!("\"other\", W/{tag}")] {
            let again = world.get(path, &[("if-none-match", &known)]).await;
            assert_eq!(
                (
                    again.status.as_u16(),
                    again.body.len(),
                    again.header("etag")
                ),
                (304, 0, tag.as_str())
            );
        }
        assert_eq!(
            world
                .get(path, &[("if-none-match", "\"other\"")])
                .await
                .status,
            200
        );
    }
    // A viewer that is not fine is never "unchanged": its status would be lost.
    let tag = world.get("/view.html", &[]).await.header("etag").to_owned();
    assert_eq!(
        world
            .get("/i/1111111111111111", &[("if-none-match", &tag)])
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn what_was_compressed_goes_out_compressed_to_whoever_takes_it() {
    let world = world().await;
    world.server.site.compress();
    let page = async |accepted: &str| world.get("/", &[("accept-encoding", accepted)]).await;
    let plain = page("").await;
    for (accepted, encoding) in [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("identity", ""),
        ("brotli", ""),
    ] {
        let answer = page(accepted).await;
        assert_eq!(answer.header("content-encoding"), encoding, "{accepted}");
        assert_eq!(answer.header("vary"), "accept-encoding");
        assert_eq!(
            answer.header("etag") == plain.header("etag"),
            encoding.is_empty(),
            "{accepted}"
        );
        assert_eq!(answer.body.len() < plain.body.len(), !encoding.is_empty());
    }
    let built = world
        .get("/assets/style-abc123.css", &[("accept-encoding", "br")])
        .await;
    assert_eq!(
        (built.header("content-encoding"), &built.body[..]),
        ("br", &b"brotli of it"[..]),
        "a form that came with the site is used"
    );
    assert_eq!(
        world.get("/assets/style-abc123.css.br", &[]).await.status,
        404
    );
}

#[tokio::test]
async fn no_path_leaves_the_site() {
    let world = world().await;
    for path in [
        "/../data/ledger.sqlite",
        "/..%2Fdata%2Fledger.sqlite",
        "/assets/../index.html",
        "//index.html/x",
        "/assets/",
        "/assets",
    ] {
        assert_eq!(world.get(path, &[]).await.status, 404, "{path}");
    }
    assert_eq!(world.ask("POST", "/favicon.svg", &[], "").await.status, 405);
}

#[tokio::test]
async fn the_app_has_every_file_below_its_own_address_and_alone_may_register_a_worker() {
    let world = world().await;
    let page = world.get("/app/", &[]).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.body, "<!doctype html>app");
    assert_eq!(page.header("cache-control"), "no-cache");
    let strict = world.get("/", &[]).await;
    let strict = strict.header("content-security-policy");
    assert!(!strict.contains("pellicle-app"));
    assert_eq!(
        page.header("content-security-policy"),
        format!("{strict} pellicle-app")
    );

    let bare = world.get("/app", &[]).await;
    assert_eq!(bare.status, 308);
    assert_eq!(bare.header("location"), "/app/");

    let asset = world.get("/app/assets/worker-abc123.js", &[]).await;
    assert_eq!(asset.body, "postMessage(1)");
    assert_eq!(
        asset.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    let worker = world.get("/app/worker.js", &[]).await;
    assert_eq!(worker.header("cache-control"), "no-cache");
    assert_eq!(
        worker.header("content-security-policy"),
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
    );
    let manifest = world.get("/app/manifest.webmanifest", &[]).await;
    assert_eq!(manifest.header("content-type"), "application/manifest+json");
    for path in ["/app/index.html", "/app/i/1111111111111111", "/app/assets"] {
        assert_eq!(world.get(path, &[]).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_site_that_was_not_built_says_so() {
    let empty = tempfile::tempdir().unwrap();
    let world = World::with(|c| c.site = Some(empty.path().into())).await;
    let answer = world.get("/", &[]).await;
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    assert!(String::from_utf8_lossy(&answer.body).contains("without its pages"));
}

#[tokio::test]
async fn the_box_is_framed_by_those_who_are_listed_and_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("embed.html"), "<!doctype html>embed").unwrap();
    let policy_of = async |origins: &[&str]| {
        let world = World::with(|c| {
            c.site = Some(folder.path().into());
            c.embed_origins = origins.iter().map(|&origin| origin.into()).collect();
        });
        let answer = world.await.get("/embed", &[]).await;
        assert_eq!(answer.status, 200);
        answer.header("content-security-policy").to_owned()
    };
    let nobody = policy_of(&[]).await;
    assert!(nobody.contains("frame-ancestors 'none'"), "{nobody}");
    let two = policy_of(&["https://a.example", "https://b.example:8443"]).await;
    let ancestors = "frame-ancestors https://a.example https://b.example:8443;";
    assert_eq!(two, nobody.replace("frame-ancestors 'none';", ancestors));
}
