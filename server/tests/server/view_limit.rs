//! What counts as a view?

use crate::world::{Answer, Limited, kept, view};
use pellicle_server::sweeper::sweep;

impl Limited {
    async fn ask(&self, method: &str, more: &[(&str, &str)]) -> Answer {
        let token = self.sealed.bearer();
        let headers: Vec<_> = [("authorization", token.as_str())]
            .iter()
            .chain(more)
            .copied()
            .collect();
        let path = format!("/b/{}", self.id);
        self.world.ask(method, &path, &headers, "").await
    }
}

#[tokio::test]
async fn the_reader_is_asked_before_a_view_is_spent() {
    let it = Limited::to(2, 5000).await;
    let asked = it.ask("GET", &[]).await;
    assert_eq!(
        (asked.status.as_u16(), asked.code().as_str()),
        (428, "view-limited")
    );
    assert_eq!(asked.header("pellicle-views-left"), "2");
    assert_ne!(asked.header("pellicle-expires"), "");
    assert_eq!(it.left().await, "2");
}

#[tokio::test]
async fn a_new_value_spends_one_view_and_the_same_value_repeats_any_range() {
    let it = Limited::to(3, 5000).await;
    let value = view();
    let first = it.ask("GET", &[("pellicle-view", &value)]).await;
    assert_eq!(
        (first.status.as_u16(), first.header("pellicle-views-left")),
        (200, "2")
    );
    assert_eq!(first.body, it.sealed.blob);
    for range in ["bytes=0-99", "bytes=100-", "bytes=-1"] {
        let again = it
            .ask("GET", &[("pellicle-view", &value), ("range", range)])
            .await;
        assert_eq!(
            (again.status.as_u16(), again.header("pellicle-views-left")),
            (206, "2"),
            "{range}"
        );
    }
    let second = it
        .ask("GET", &[("pellicle-view", &view()), ("range", "bytes=0-9")])
        .await;
    assert_eq!(
        (second.status.as_u16(), second.header("pellicle-views-left")),
        (206, "1")
    );
}

#[tokio::test]
async fn nothing_else_spends_a_view() {
    let it = Limited::to(1, 5000).await;
    it.ask("HEAD", &[]).await;
    it.ask("HEAD", &[("pellicle-view", &view())]).await;
    it.ask("OPTIONS", &[("pellicle-view", &view())]).await;
    for wrong in [
        "",
        "short",
        "AAAAAAAAAAAAAAAAAAAAAA==",
        "AAAAAAAAAAAAAAAAAAAAAAA",
    ] {
        assert_eq!(
            it.ask("GET", &[("pellicle-view", wrong)]).await.status,
            400,
            "{wrong:?}"
        );
    }
    assert_eq!(
        it.ask(
            "GET",
            &[("pellicle-view", &view()), ("range", "bytes=5000-")]
        )
        .await
        .status,
        416
    );
    assert_eq!(
        it.world
            .get(&format!("/b/{}", it.id), &[("pellicle-view", &view())])
            .await
            .status,
        401
    );
    assert_eq!(
        it.world
            .get(
                &format!("/b/{}/header", it.id),
                &[("pellicle-view", &view())]
            )
            .await
            .status,
        200
    );
    assert_eq!(
        it.world.get(&format!("/i/{}", it.id), &[]).await.status,
        200
    );
    assert_eq!(it.left().await, "1");
}

#[tokio::test]
async fn after_the_last_view_only_its_own_window_reads_on_and_then_the_bytes_go() {
    let it = Limited::to(1, 5000).await;
    let value = view();
    assert_eq!(
        it.ask("GET", &[("pellicle-view", &value)])
            .await
            .header("pellicle-views-left"),
        "0"
    );
    for late in [
        it.ask("GET", &[("pellicle-view", &view())]).await,
        it.ask("GET", &[]).await,
        it.ask("HEAD", &[]).await,
    ] {
        assert_eq!(
            (late.status.as_u16(), late.header("pellicle-gone")),
            (410, "views-spent")
        );
    }
    it.world.clock.advance(599);
    sweep(&it.world.server).await.unwrap();
    assert_eq!(
        it.ask("GET", &[("pellicle-view", &value)]).await.body,
        it.sealed.blob
    );
    assert_eq!(
        it.ask("HEAD", &[("pellicle-view", &value)])
            .await
            .header("pellicle-views-left"),
        "0"
    );
    it.world.clock.advance(1);
    assert_eq!(
        it.ask("GET", &[("pellicle-view", &value)]).await.status,
        410,
        "by the clock, before any sweep"
    );
    assert_eq!(
        it.world.get(&format!("/i/{}", it.id), &[]).await.status,
        410
    );
    assert_eq!(it.world.files().len(), 1);
    sweep(&it.world.server).await.unwrap();
    assert_eq!(it.world.files(), [""; 0]);
    assert_eq!(
        it.ask("GET", &[("pellicle-view", &value)])
            .await
            .header("pellicle-gone"),
        "views-spent"
    );
}

#[tokio::test]
async fn the_bytes_stay_until_the_youngest_window_closes() {
    let it = Limited::to(2, 5000).await;
    let (first, second) = (view(), view());
    it.ask("GET", &[("pellicle-view", &first)]).await;
    it.world.clock.advance(400);
    it.ask("GET", &[("pellicle-view", &second)]).await;
    it.world.clock.advance(300);
    sweep(&it.world.server).await.unwrap();
    assert_eq!(
        it.ask("GET", &[("pellicle-view", &first)]).await.status,
        410,
        "its own window has closed"
    );
    assert_eq!(
        it.ask("GET", &[("pellicle-view", &second)]).await.body,
        it.sealed.blob
    );
}

#[tokio::test]
async fn a_value_whose_window_has_closed_is_never_new_again() {
    let it = Limited::to(2, 5000).await;
    let value = view();
    it.ask("GET", &[("pellicle-view", &value)]).await;
    it.world.clock.advance(600);
    sweep(&it.world.server).await.unwrap();
    let late = it.ask("GET", &[("pellicle-view", &value)]).await;
    assert_eq!(
        (late.status.as_u16(), late.header("pellicle-views-left")),
        (428, "1")
    );
    assert_eq!(it.left().await, "1");
}

#[tokio::test]
async fn a_picture_without_a_limit_takes_no_notice() {
    let (world, sealed, id) = kept(5000).await;
    let headers = [
        ("authorization", sealed.bearer()),
        ("pellicle-view", view()),
    ];
    let headers: Vec<_> = headers.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let answer = world.get(&format!("/b/{id}"), &headers).await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("pellicle-views-left")),
        (200, "")
    );
}
