//! Who may read a blob, and what do others learn?

use crate::world::{Sealed, World, bearer, kept};

#[tokio::test]
async fn without_the_view_token_not_a_byte() {
    let (world, sealed, id) = kept(5000).await;
    let path = format!("/b/{id}");
    let wrong = [
        bearer(&[9; 32]),
        bearer(&[]),
        "Basic YTpi".into(),
        sealed.delete_bearer(),
        sealed.bearer() + "A",
    ];
    for token in wrong.iter().map(String::as_str).chain([""]) {
        for method in ["GET", "HEAD"] {
            let answer = world
                .ask(
                    method,
                    &path,
                    &[("authorization", token), ("range", "bytes=0-9")],
                    "",
                )
                .await;
            assert_eq!(answer.status, 401, "{method} {token}");
            assert_eq!(answer.header("www-authenticate"), "Bearer");
            for told in ["pellicle-expires", "pellicle-views-left", "content-range"] {
                assert_eq!(answer.header(told), "", "{told}");
            }
        }
    }
    assert_eq!(world.get(&path, &[]).await.code(), "wrong-key");
    assert_eq!(
        world
            .get(&(path + "?token=" + &sealed.bearer()[7..]), &[])
            .await
            .status,
        401,
        "a token in a query is none"
    );
}

#[tokio::test]
async fn with_it_the_blob_and_every_range_of_it() {
    let (world, sealed, id) = kept(50_000).await;
    let (path, token) = (format!("/b/{id}"), sealed.bearer());
    let whole = world.get(&path, &[("authorization", &token)]).await;
    assert_eq!(
        (
            whole.status.as_u16(),
            whole.header("content-length"),
            whole.header("accept-ranges")
        ),
        (200, "50000", "bytes")
    );
    assert_eq!(whole.body, sealed.blob);
    let expires: i64 = whole.header("pellicle-expires").parse().unwrap();
    assert_eq!(expires, world.clock.now() + 30 * 86_400);
    for (range, from, to) in [
        ("0-0", 0, 1),
        ("0-16519", 0, 16_520),
        ("49999-", 49_999, 50_000),
        ("-10", 49_990, 50_000),
        ("40000-999999", 40_000, 50_000),
    ] {
        let range = format!("bytes={range}");
        let part = world
            .get(&path, &[("authorization", &token), ("range", &range)])
            .await;
        assert_eq!(part.status, 206, "{range}");
        assert_eq!(
            part.header("content-range"),
            format!("bytes {from}-{}/50000", to - 1)
        );
        assert_eq!(part.header("content-length"), (to - from).to_string());
        assert_eq!(part.body, sealed.blob[from..to]);
    }
    let behind = world
        .get(
            &path,
            &[("authorization", &token), ("range", "bytes=50000-")],
        )
        .await;
    assert_eq!(
        (behind.status.as_u16(), behind.header("content-range")),
        (416, "bytes */50000")
    );
    let head = world
        .ask("HEAD", &path, &[("authorization", &token)], "")
        .await;
    assert_eq!(
        (
            head.status.as_u16(),
            head.header("content-length"),
            head.body.len()
        ),
        (200, "50000", 0)
    );
}

#[tokio::test]
async fn the_header_is_for_everyone_and_does_not_hold_v() {
    let world = World::new().await;
    let sealed = Sealed::with_password(5000);
    let id = world.put(&sealed, "").await;
    let answer = world.get(&format!("/b/{id}/header"), &[]).await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("content-type")),
        (200, "application/octet-stream")
    );
    assert_eq!(answer.body, sealed.blob[..32]);
}

#[tokio::test]
async fn what_never_existed_is_404_before_any_token() {
    let world = World::new().await;
    for path in [
        "/b/1111111111111111",
        "/b/x",
        "/b/0000000000000000",
        "/b/1111111111111111/header",
        "/b/..%2F..%2Fetc%2Fpasswd",
    ] {
        let answer = world
            .get(path, &[("authorization", &bearer(&[1; 32]))])
            .await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (404, "not-found"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn guesses_at_a_password_are_slowed_per_source() {
    let world = World::with(|c| {
        (
            c.wrong_tokens_per_minute_per_source,
            c.wrong_tokens_per_minute_per_blob,
        ) = (5, 100)
    })
    .await;
    let (guarded, open) = (Sealed::with_password(5000), Sealed::new(5000));
    let (guarded_id, open_id) = (world.put(&guarded, "").await, world.put(&open, "").await);
    let path = format!("/b/{guarded_id}");
    for _ in 0..5 {
        assert_eq!(
            world
                .get(&path, &[("authorization", &bearer(&[9; 32]))])
                .await
                .status,
            401
        );
    }
    let limited = world
        .get(&path, &[("authorization", &bearer(&[9; 32]))])
        .await;
    assert_eq!(
        (limited.status.as_u16(), limited.code().as_str()),
        (429, "rate-limited")
    );
    assert!(limited.header("retry-after").parse::<u32>().unwrap() >= 1);
    // Even the right token: an answer would tell right from wrong.
    assert_eq!(
        world
            .get(&path, &[("authorization", &guarded.bearer())])
            .await
            .status,
        429
    );
    // Without a token nothing was tried, and what has no password cannot be guessed.
    assert_eq!(world.get(&path, &[]).await.status, 401);
    for _ in 0..20 {
        assert_eq!(
            world
                .get(
                    &format!("/b/{open_id}"),
                    &[("authorization", &bearer(&[9; 32]))]
                )
                .await
                .status,
            401
        );
    }
}

#[tokio::test]
async fn guesses_at_a_password_are_slowed_per_blob_and_from_everywhere() {
    let world = World::with(|c| {
        (
            c.wrong_tokens_per_minute_per_source,
            c.wrong_tokens_per_minute_per_blob,
        ) = (5, 8);
        c.trusted_proxies = vec!["::/0".parse().unwrap(), "0.0.0.0/8".parse().unwrap()];
    })
    .await;
    let (first, second) = (Sealed::with_password(5000), Sealed::with_password(5000));
    let (first_id, second_id) = (world.put(&first, "").await, world.put(&second, "").await);
    let guess = async |id: &str, from: u8, token: &str| {
        let from = format!("192.0.2.{from}");
        world
            .get(
                &format!("/b/{id}"),
                &[("authorization", token), ("x-forwarded-for", &from)],
            )
            .await
            .status
            .as_u16()
    };
    for source in 0..8 {
        assert_eq!(guess(&first_id, source, &bearer(&[9; 32])).await, 401);
    }
    assert_eq!(guess(&first_id, 100, &bearer(&[9; 32])).await, 429);
    assert_eq!(
        guess(&second_id, 100, &second.bearer()).await,
        200,
        "another picture is not concerned"
    );
}

#[tokio::test]
async fn a_reader_with_the_right_token_is_not_counted_with_each_range() {
    let world = World::with(|c| {
        (
            c.wrong_tokens_per_minute_per_source,
            c.wrong_tokens_per_minute_per_blob,
        ) = (2, 2)
    })
    .await;
    let sealed = Sealed::with_password(5000);
    let id = world.put(&sealed, "").await;
    for _ in 0..30 {
        let part = world
            .get(
                &format!("/b/{id}"),
                &[("authorization", &sealed.bearer()), ("range", "bytes=0-9")],
            )
            .await;
        assert_eq!(part.status, 206);
    }
}

#[tokio::test]
async fn an_album_of_pictures_with_passwords_is_not_guessing() {
    let world = World::with(|c| c.wrong_tokens_per_minute_per_source = 2).await;
    for _ in 0..20 {
        let sealed = Sealed::with_password(1000);
        let id = world.put(&sealed, "").await;
        let got = world.fetch(&id, &sealed).await;
        assert_eq!(got.status, 200);
    }
}

#[tokio::test]
async fn strangers_who_guess_do_not_stop_a_reader_half_way() {
    let world = World::with(|c| c.wrong_tokens_per_minute_per_source = 2).await;
    let sealed = Sealed::with_password(5000);
    let id = world.put(&sealed, "").await;
    let path = format!("/b/{id}");
    let read = async || world.fetch(&id, &sealed).await.status;
    assert_eq!(read().await, 200);
    for status in [401, 401, 401] {
        let guessed = world
            .get(&path, &[("authorization", &bearer(&[9; 32]))])
            .await
            .status;
        assert_eq!(guessed, status, "who has shown the right one may be wrong");
    }
    assert_eq!(read().await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_guesses_at_once_are_no_more_than_the_limit() {
    let world = World::with(|c| c.wrong_tokens_per_minute_per_source = 5).await;
    let sealed = Sealed::with_password(1000);
    let url = format!(
        "http://{}/b/{}",
        world.listen().await,
        world.put(&sealed, "").await
    );
    let guesses = (0..100).map(|n| {
        let request = reqwest::Client::new()
            .get(&url)
            .header("authorization", bearer(&[n; 32]));
        async move { request.send().await.unwrap().status().as_u16() }
    });
    let answers = futures_util::future::join_all(guesses).await;
    let judged = answers.iter().filter(|status| **status == 401).count();
    // On a slow machine the time that they take makes room for one more.
    assert!((5..=6).contains(&judged), "{answers:?}");
    assert!(answers.iter().all(|status| [401, 429].contains(status)));
}
