//! What may the holder of the delete token do, and nobody else?

use crate::world::{Sealed, World, bearer, kept};

#[tokio::test]
async fn the_delete_token_deletes_and_nothing_else_does() {
    let (world, sealed, id) = kept(5000).await;
    let path = format!("/b/{id}");
    for token in ["", &bearer(&[9; 32]), &sealed.bearer()] {
        for method in ["DELETE", "PATCH"] {
            let refused = world
                .ask(
                    method,
                    &path,
                    &[("authorization", token)],
                    r#"{"expires_in":60}"#,
                )
                .await;
            assert_eq!(
                (refused.status.as_u16(), refused.code().as_str()),
                (401, "wrong-token"),
                "{method} {token}"
            );
        }
    }
    assert_eq!(world.delete(&id, &sealed.delete_bearer()).await.status, 204);
    assert_eq!(world.files(), [""; 0], "the bytes are gone at once");
    let told = world.fetch(&id, &sealed).await;
    assert_eq!(
        (told.status.as_u16(), told.header("pellicle-gone")),
        (410, "deleted")
    );
    assert_eq!(world.delete(&id, &sealed.delete_bearer()).await.status, 410);
}

#[tokio::test]
async fn a_picture_without_a_verifier_is_ended_by_its_expiry_alone() {
    let world = World::new().await;
    let sealed = Sealed::new(1000);
    let (_, id) = world.upload(&sealed, "").await;
    for token in [sealed.delete_bearer(), sealed.bearer(), bearer(&[0; 32])] {
        assert_eq!(world.delete(&id, &token).await.status, 401);
    }
}

#[tokio::test]
async fn the_expiry_moves_both_ways_from_now() {
    let (world, sealed, id) = kept(5000).await;
    let path = format!("/b/{id}");
    let owner = sealed.delete_bearer();
    let set = async |body: &'static str| {
        world
            .ask("PATCH", &path, &[("authorization", &owner)], body)
            .await
    };
    for secs in [31_536_000, 60] {
        let answer = set(format!("{{\"expires_in\":{secs}}}").leak()).await;
        assert_eq!(answer.status, 200);
        let told: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(told["expires"], world.clock.now() + secs);
        let head = world.inspect(&id, &sealed).await;
        assert_eq!(head.header("pellicle-expires"), told["expires"].to_string());
    }
    for wrong in [
        "",
        "{}",
        "60",
        r#"{"expires_in":0}"#,
        r#"{"expires_in":-5}"#,
        r#"{"expires_in":31536001}"#,
        r#"{"expires_in":"60"}"#,
        r#"{"expires_in":1.5}"#,
        r#"{"expires_in":60,"x":1}"#,
    ] {
        assert_eq!(set(wrong).await.status, 400, "{wrong}");
    }
    assert_eq!(set(" ".repeat(5000).leak()).await.code(), "too-large");
    world.clock.advance(60);
    assert_eq!(
        set(r#"{"expires_in":60}"#).await.status,
        410,
        "what is over does not come back"
    );
}

#[tokio::test]
async fn a_picture_that_was_taken_down_is_451_to_everyone() {
    use pellicle_server::{id::BlobId, ledger::Reason};
    let (world, sealed, id) = kept(5000).await;
    let blob = BlobId::parse(&id).unwrap();
    assert!(
        world
            .server
            .ledger
            .entomb(&blob, Reason::TakenDown, world.clock.now())
            .await
            .unwrap()
    );
    for (path, token) in [
        (format!("/b/{id}"), sealed.bearer()),
        (format!("/b/{id}"), String::new()),
        (format!("/b/{id}/header"), String::new()),
    ] {
        let answer = world.get(&path, &[("authorization", &token)]).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (451, "removed")
        );
    }
    assert_eq!(world.get(&format!("/i/{id}"), &[]).await.status, 451);
    assert_eq!(world.delete(&id, &sealed.delete_bearer()).await.status, 451);
}
