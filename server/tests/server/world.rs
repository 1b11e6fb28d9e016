//! What the tests need: a server in a folder of its own, a clock to move, sealed pictures, and requests in one line.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use http_body_util::BodyExt as _;
use pellicle_server::app::app;
use pellicle_server::clock::Clock;
use pellicle_server::config::Config;
use pellicle_server::serve::serve;
use pellicle_server::server::Server;
use pellicle_server::store::{LocalStore, Store};
use sha2::{Digest as _, Sha256};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt as _;

/// A server, its folder and its clock.
pub struct World {
    pub server: Arc<Server>,
    pub clock: Clock,
    _folder: TempDir,
    app: Router,
}

/// An answer, whole.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    /// The code of an error in its one shape.
    pub fn code(&self) -> String {
        let value: serde_json::Value = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(value.as_object().unwrap().len(), 2, "{value}");
        assert!(value["message"].is_string());
        value["code"].as_str().unwrap().to_owned()
    }
}

impl World {
    pub async fn new() -> Self {
        Self::with(|_| ()).await
    }

    pub async fn with(edit: impl FnOnce(&mut Config)) -> Self {
        Self::around(edit, |data| Arc::new(LocalStore::open(data).unwrap())).await
    }

    /// With a store of the test's own.
    pub async fn around<S: Store>(
        edit: impl FnOnce(&mut Config),
        store: impl FnOnce(&Path) -> Arc<S>,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config {
            data: folder.path().join("data"),
            ..Config::default()
        };
        edit(&mut config);
        config.check().unwrap();
        let data = config.data.clone();
        let clock = Clock::stopped(1_800_000_000);
        let mut server = Server::open(config, clock.clone()).await.unwrap();
        Arc::get_mut(&mut server).unwrap().store = store(&data);
        Self {
            app: app(server.clone()),
            server,
            clock,
            _folder: folder,
        }
    }

    /// One request, without a network.
    pub async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self
            .app
            .clone()
            .oneshot(request.body(body.into()).unwrap())
            .await
            .unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await.unwrap().to_bytes(),
        }
    }

    pub async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask("GET", path, headers, "").await
    }

    /// Begins an upload and gives its address.
    pub async fn begin(&self, length: usize, metadata: &str) -> String {
        let length = length.to_string();
        let headers = [
            TUS,
            ("upload-length", &length),
            ("upload-metadata", metadata),
        ];
        let answer = self
            .ask(
                "POST",
                "/api/blobs",
                &headers[..if metadata.is_empty() { 2 } else { 3 }],
                "",
            )
            .await;
        assert_eq!(answer.status, 201, "{answer:?}");
        answer.header("location").to_owned()
    }

    pub async fn patch(&self, upload: &str, offset: usize, bytes: impl Into<Body>) -> Answer {
        let offset = offset.to_string();
        self.ask(
            "PATCH",
            upload,
            &[TUS, ("upload-offset", &offset), OFFSET_STREAM],
            bytes,
        )
        .await
    }

    /// Where an upload stands.
    pub async fn stands(&self, upload: &str) -> Answer {
        self.ask("HEAD", upload, &[TUS], "").await
    }

    pub async fn give_up(&self, upload: &str) -> Answer {
        self.ask("DELETE", upload, &[TUS], "").await
    }

    /// Uploads a whole blob and gives its id.
    pub async fn put(&self, sealed: &Sealed, metadata: &str) -> String {
        let metadata = [metadata, &sealed.delete_verifier()]
            .into_iter()
            .filter(|m| !m.is_empty())
            .collect::<Vec<_>>()
            .join(",");
        self.upload(sealed, &metadata).await.1
    }

    /// Uploads a whole blob with this metadata alone, and gives the upload's address and the blob's id.
    pub async fn upload(&self, sealed: &Sealed, metadata: &str) -> (String, String) {
        let upload = self.begin(sealed.blob.len(), metadata).await;
        let answer = self.patch(&upload, 0, sealed.blob.clone()).await;
        assert_eq!(answer.status, 204, "{answer:?}");
        let id = answer.header("pellicle-id").to_owned();
        (upload, id)
    }

    /// Reads a blob as whoever has its link.
    pub async fn fetch(&self, id: &str, sealed: &Sealed) -> Answer {
        let token = sealed.bearer();
        self.get(&format!("/b/{id}"), &[("authorization", &token)])
            .await
    }

    /// Asks about a blob as whoever has its link.
    pub async fn inspect(&self, id: &str, sealed: &Sealed) -> Answer {
        let token = sealed.bearer();
        self.ask(
            "HEAD",
            &format!("/b/{id}"),
            &[("authorization", &token)],
            "",
        )
        .await
    }

    pub async fn delete(&self, id: &str, bearer: &str) -> Answer {
        self.ask(
            "DELETE",
            &format!("/b/{id}"),
            &[("authorization", bearer)],
            "",
        )
        .await
    }

    /// The same server on a port, as the program serves it.
    pub async fn listen(&self) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (app, config) = (self.app.clone(), self.server.config.clone());
        tokio::spawn(async move { serve(listener, app, &config, std::future::pending()).await });
        address
    }

    /// Every file in a folder under the data folder: blobs and uploads, not the ledger and the lock.
    pub fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.server.config.data.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.parent() != Some(&self.server.config.data) {
                    found.push(path.file_name().unwrap().to_string_lossy().into_owned());
                }
            }
        }
        found
    }
}

/// A world with an upload of a blob of this size, of which nothing was sent yet.
pub async fn begun(blob_bytes: usize) -> (World, Sealed, String) {
    let (world, sealed) = (World::new().await, Sealed::new(blob_bytes));
    let upload = world.begin(blob_bytes, "").await;
    (world, sealed, upload)
}

/// A world with a blob of this size, and its id.
pub async fn kept(blob_bytes: usize) -> (World, Sealed, String) {
    let (world, sealed) = (World::new().await, Sealed::new(blob_bytes));
    let id = world.put(&sealed, "").await;
    (world, sealed, id)
}

/// A world with one blob that can be read so many times.
pub struct Limited {
    pub world: World,
    pub sealed: Sealed,
    pub id: String,
}

impl Limited {
    pub async fn to(views: u32, blob_bytes: usize) -> Self {
        let world = World::new().await;
        let sealed = Sealed::new(blob_bytes);
        let id = world.put(&sealed, &pair("views", &views.to_string())).await;
        Self { world, sealed, id }
    }

    pub async fn left(&self) -> String {
        let told = self.world.inspect(&self.id, &self.sealed).await;
        told.header("pellicle-views-left").to_owned()
    }
}

pub const TUS: (&str, &str) = ("tus-resumable", "1.0.0");
pub const OFFSET_STREAM: (&str, &str) = ("content-type", "application/offset+octet-stream");

/// A blob of the right structure with noise for chunks, and the tokens that belong to it.
pub struct Sealed {
    pub blob: Vec<u8>,
    pub token: [u8; 32],
    pub delete_token: [u8; 32],
}

impl Sealed {
    pub fn new(bytes: usize) -> Self {
        Self::of_kind(bytes, 0)
    }

    pub fn with_password(bytes: usize) -> Self {
        Self::of_kind(bytes, 1)
    }

    fn of_kind(bytes: usize, kdf: u8) -> Self {
        let (token, delete_token) = (random::<32>(), random::<32>());
        let mut blob = vec![0; bytes];
        getrandom::fill(&mut blob[64..]).unwrap();
        blob[..8].copy_from_slice(&[0x89, 0x50, 0x4C, 0x43, 0x4C, 0x0D, 0x0A, 0x1A]);
        (blob[8], blob[9]) = (1, kdf);
        if kdf == 1 {
            blob[16..32].copy_from_slice(&random::<16>());
        }
        blob[32..64].copy_from_slice(&labelled("pellicle/v1 view verifier", &token));
        Self {
            blob,
            token,
            delete_token,
        }
    }

    pub fn bearer(&self) -> String {
        bearer(&self.token)
    }

    pub fn delete_bearer(&self) -> String {
        bearer(&self.delete_token)
    }

    /// As a pair of `Upload-Metadata`.
    pub fn delete_verifier(&self) -> String {
        let verifier = labelled("pellicle/v1 delete verifier", &self.delete_token);
        pair("delete-verifier", &URL_SAFE_NO_PAD.encode(verifier))
    }
}

pub fn bearer(token: &[u8]) -> String {
    format!("Bearer {}", URL_SAFE_NO_PAD.encode(token))
}

/// A new value for `Pellicle-View`.
pub fn view() -> String {
    URL_SAFE_NO_PAD.encode(random::<16>())
}

/// A pair of `Upload-Metadata`.
pub fn pair(key: &str, value: &str) -> String {
    format!("{key} {}", STANDARD.encode(value))
}

pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

fn labelled(label: &str, token: &[u8; 32]) -> [u8; 32] {
    Sha256::new()
        .chain_update(label)
        .chain_update([0])
        .chain_update(token)
        .finalize()
        .into()
}
