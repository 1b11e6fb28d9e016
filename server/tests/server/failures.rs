//! What is promised when the store fails? A store that does as it is told to fail, around the real one.

use crate::world::{Sealed, World, pair, view};
use pellicle_server::id::BlobId;
use pellicle_server::store::{Bytestream, LocalStore, Store, StoreError};
use pellicle_server::sweeper::sweep;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex};

struct Failing {
    real: LocalStore,
    /// Publishing does its work and then reports this, as a failed fsync of the folder does.
    after_publish: Mutex<Option<StoreError>>,
    reading: AtomicBool,
    removing: AtomicBool,
}

#[async_trait::async_trait]
impl Store for Failing {
    async fn publish(&self, id: &BlobId, file: &Path) -> Result<(), StoreError> {
        self.real.publish(id, file).await?;
        self.after_publish
            .lock()
            .unwrap()
            .take()
            .map_or(Ok(()), Err)
    }

    async fn read(&self, id: &BlobId, range: Range<u64>) -> Result<Bytestream, StoreError> {
        failing(&self.reading)?;
        self.real.read(id, range).await
    }

    async fn remove(&self, id: &BlobId) -> Result<(), StoreError> {
        failing(&self.removing)?;
        self.real.remove(id).await
    }
}

fn failing(told: &AtomicBool) -> Result<(), StoreError> {
    if told.load(SeqCst) {
        Err(StoreError::Failed("as told".into()))
    } else {
        Ok(())
    }
}

async fn world() -> (World, Arc<Failing>) {
    let mut store = None;
    let world = World::around(
        |_| (),
        |data| {
            let real = LocalStore::open(data).unwrap();
            let failing = Arc::new(Failing {
                real,
                after_publish: Mutex::default(),
                reading: false.into(),
                removing: false.into(),
            });
            store = Some(failing.clone());
            failing
        },
    );
    (world.await, store.unwrap())
}

#[tokio::test]
async fn what_could_not_be_made_durable_is_never_acknowledged() {
    let (world, store) = world().await;
    let sealed = Sealed::new(1000);
    let upload = world.begin(1000, "").await;
    *store.after_publish.lock().unwrap() = Some(StoreError::Failed("fsync failed".into()));
    let answer = world.patch(&upload, 0, sealed.blob.clone()).await;
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (500, "server-error")
    );
    assert_eq!(answer.header("pellicle-id"), "");
    // A second fsync of the same bytes would prove nothing, so the upload is over.
    assert_eq!(world.stands(&upload).await.status, 404);
    assert_eq!(world.files(), [""; 0]);
}

#[tokio::test]
async fn an_upload_that_found_the_store_full_is_finished_when_there_is_room() {
    let (world, store) = world().await;
    let sealed = Sealed::new(1000);
    let upload = world.begin(1000, "").await;
    *store.after_publish.lock().unwrap() = Some(StoreError::Full);
    let answer = world.patch(&upload, 0, sealed.blob.clone()).await;
    assert_eq!(
        (answer.status.as_u16(), answer.code().as_str()),
        (507, "full")
    );
    // The first try has left a blob that nobody was told of; the second takes its place.
    let stands = world.stands(&upload).await;
    let got = world
        .get(
            &format!("/b/{}", stands.header("pellicle-id")),
            &[("authorization", &sealed.bearer())],
        )
        .await;
    assert_eq!(got.body, sealed.blob);
}

#[tokio::test]
async fn a_view_is_not_spent_on_bytes_that_cannot_be_read() {
    let (world, store) = world().await;
    let sealed = Sealed::new(1000);
    let path = format!("/b/{}", world.put(&sealed, &pair("views", "1")).await);
    store.reading.store(true, SeqCst);
    let (token, value) = (sealed.bearer(), view());
    let headers = [("authorization", token.as_str()), ("pellicle-view", &value)];
    assert_eq!(world.get(&path, &headers).await.status, 500);
    store.reading.store(false, SeqCst);
    assert_eq!(
        world
            .ask("HEAD", &path, &headers[..1], "")
            .await
            .header("pellicle-views-left"),
        "1"
    );
}

#[tokio::test]
async fn deleted_is_deleted_though_the_bytes_cannot_be_removed_yet() {
    let (world, store) = world().await;
    let sealed = Sealed::new(1000);
    let id = world.put(&sealed, "").await;
    store.removing.store(true, SeqCst);
    assert_eq!(world.delete(&id, &sealed.delete_bearer()).await.status, 204);
    assert_eq!(world.fetch(&id, &sealed).await.status, 410);
    sweep(&world.server).await.unwrap();
    assert_eq!(
        world.files(),
        [id.as_str()],
        "still there, and still told to nobody"
    );
    store.removing.store(false, SeqCst);
    sweep(&world.server).await.unwrap();
    assert_eq!(world.files(), [""; 0]);
}

#[tokio::test]
async fn bytes_that_are_missing_are_a_fault_and_not_an_empty_picture() {
    let (world, _) = world().await;
    let sealed = Sealed::new(1000);
    let id = world.put(&sealed, "").await;
    world
        .server
        .store
        .remove(&BlobId::parse(&id).unwrap())
        .await
        .unwrap();
    assert_eq!(world.fetch(&id, &sealed).await.status, 500);
}
