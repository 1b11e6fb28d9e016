//! When does a picture go, and what is told of it then?

use crate::world::{Sealed, World, bearer, pair};
use pellicle_server::sweeper::sweep;

#[tokio::test]
async fn it_goes_by_the_clock_and_not_by_the_sweeper() {
    let world = World::new().await;
    let sealed = Sealed::new(5000);
    let id = world.put(&sealed, &pair("expires-in", "60")).await;
    let path = format!("/b/{id}");
    let token = [("authorization", sealed.bearer())].map(|(n, v)| (n, v.leak() as &str));
    world.clock.advance(59);
    assert_eq!(world.get(&path, &token).await.status, 200);
    world.clock.advance(1);
    for address in [&path, &format!("{path}/header"), &format!("/i/{id}")] {
        assert_eq!(world.get(address, &token).await.status, 410, "{address}");
    }
    assert_eq!(world.files(), [id], "nothing has swept yet");
    sweep(&world.server).await.unwrap();
    assert_eq!(world.files(), [""; 0]);
    assert_eq!(world.get(&path, &token).await.status, 410);
}

#[tokio::test]
async fn the_reason_is_for_those_who_had_it() {
    let world = World::new().await;
    let sealed = Sealed::new(5000);
    let id = world.put(&sealed, &pair("expires-in", "60")).await;
    world.clock.advance(60);
    for swept in [false, true] {
        let path = format!("/b/{id}");
        for token in [sealed.bearer(), sealed.delete_bearer()] {
            let told = world.get(&path, &[("authorization", &token)]).await;
            assert_eq!(
                (
                    told.status.as_u16(),
                    told.code().as_str(),
                    told.header("pellicle-gone")
                ),
                (410, "gone", "expired"),
                "{swept}"
            );
        }
        for token in ["", &bearer(&[9; 32])] {
            let told = world.get(&path, &[("authorization", token)]).await;
            assert_eq!(
                (told.status.as_u16(), told.header("pellicle-gone")),
                (410, ""),
                "{swept}"
            );
            assert!(
                !String::from_utf8_lossy(&told.body).contains("time"),
                "{told:?}"
            );
        }
        sweep(&world.server).await.unwrap();
    }
}

#[tokio::test]
async fn a_tombstone_answers_password_guesses_as_slowly_as_the_picture_did() {
    let world = World::with(|c| c.wrong_tokens_per_minute_per_source = 3).await;
    let sealed = Sealed::with_password(5000);
    let id = world.put(&sealed, &pair("expires-in", "60")).await;
    world.clock.advance(60);
    let path = format!("/b/{id}");
    for _ in 0..3 {
        world
            .get(&path, &[("authorization", &bearer(&[9; 32]))])
            .await;
    }
    let told = world.fetch(&id, &sealed).await;
    assert_eq!(
        (told.status.as_u16(), told.header("pellicle-gone")),
        (410, "")
    );
}

#[tokio::test]
async fn whoever_asks_how_pictures_went_is_not_locked_out_of_others() {
    let world = World::with(|c| c.wrong_tokens_per_minute_per_source = 2).await;
    let here = Sealed::with_password(5000);
    let here_id = world.put(&here, "").await;
    for _ in 0..3 {
        let id = world
            .put(&Sealed::with_password(5000), &pair("expires-in", "60"))
            .await;
        world.clock.advance(60);
        let path = format!("/b/{id}");
        let told = world
            .get(&path, &[("authorization", &bearer(&[9; 32]))])
            .await;
        assert_eq!(told.status, 410);
    }
    assert_eq!(world.fetch(&here_id, &here).await.status, 200);
}

#[tokio::test]
async fn it_counts_from_the_completed_upload() {
    let world = World::new().await;
    let sealed = Sealed::new(1000);
    let upload = world.begin(1000, &pair("expires-in", "60")).await;
    world.clock.advance(3600);
    let done = world.patch(&upload, 0, sealed.blob).await;
    let expires: i64 = done.header("pellicle-expires").parse().unwrap();
    assert_eq!(expires, world.clock.now() + 60);
}
