//! The rules of `Store`, which every place for blobs keeps. A new place is one more test that calls `conforms`.

use futures_util::TryStreamExt as _;
use pellicle_server::id::BlobId;
use pellicle_server::store::{LocalStore, Store, StoreError};
use std::path::{Path, PathBuf};

/// Holds a store to its contract; `upload` writes a synced file that the store can publish.
async fn conforms(store: &dyn Store, upload: impl Fn(&str, &[u8]) -> PathBuf) {
    let bytes: Vec<u8> = (0..100_000_u32).map(|n| n as u8).collect();
    let id = BlobId::random().unwrap();

    // 1. There whole or not at all.
    assert!(matches!(
        store.read(&id, 0..1).await.map(drop),
        Err(StoreError::Missing)
    ));
    let file = upload("first", &bytes);
    store.publish(&id, &file).await.unwrap();
    assert_eq!(read(store, &id, 0..100_000).await, bytes);

    // 2. Nothing is replaced.
    let other = upload("second", b"other bytes");
    assert!(matches!(
        store.publish(&id, &other).await,
        Err(StoreError::Exists)
    ));
    assert_eq!(read(store, &id, 0..100_000).await, bytes);

    // 3. The published blob does not need the upload's file.
    std::fs::remove_file(file).unwrap();
    assert_eq!(read(store, &id, 0..100_000).await, bytes);

    // 4. Exactly the range, and to the end though the blob is removed meanwhile.
    for range in [0..1, 99_999..100_000, 12_345..54_321] {
        assert_eq!(
            read(store, &id, range.clone()).await,
            bytes[range.start as usize..range.end as usize]
        );
    }
    let begun = store.read(&id, 0..100_000).await.unwrap();

    // 5. Removed is removed, twice is fine, and the name is free.
    store.remove(&id).await.unwrap();
    store.remove(&id).await.unwrap();
    assert_eq!(gather(begun).await, bytes);
    assert!(matches!(
        store.read(&id, 0..1).await.map(drop),
        Err(StoreError::Missing)
    ));
    store.publish(&id, &other).await.unwrap();
    assert_eq!(read(store, &id, 0..11).await, b"other bytes");
    store.remove(&BlobId::random().unwrap()).await.unwrap();

    // An upload whose file is not there becomes nothing.
    let missing = other.with_file_name("missing");
    let id = BlobId::random().unwrap();
    assert!(store.publish(&id, &missing).await.is_err());
    assert!(matches!(
        store.read(&id, 0..1).await.map(drop),
        Err(StoreError::Missing)
    ));
}

async fn read(store: &dyn Store, id: &BlobId, range: std::ops::Range<u64>) -> Vec<u8> {
    gather(store.read(id, range).await.unwrap()).await
}

async fn gather(stream: pellicle_server::store::Bytestream) -> Vec<u8> {
    stream
        .try_fold(Vec::new(), async |mut all, bytes| {
            all.extend_from_slice(&bytes);
            Ok(all)
        })
        .await
        .unwrap()
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    std::fs::create_dir_all(folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    std::fs::File::open(&path).unwrap().sync_all().unwrap();
    path
}

#[tokio::test]
async fn the_local_disk_keeps_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().canonicalize().unwrap();
    let store = LocalStore::open(&data).unwrap();
    conforms(&store, |name, bytes| {
        write(&data.join("uploads"), name, bytes)
    })
    .await;
}
