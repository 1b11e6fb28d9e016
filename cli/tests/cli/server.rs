//! A real server on a free port, with a clock that a test can move.

use pellicle_server::app::app;
use pellicle_server::clock::Clock;
use pellicle_server::config::Config;
use pellicle_server::serve::serve;
use pellicle_server::server::Server as Inner;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// A server that ends with its test.
pub struct Server {
    pub address: SocketAddr,
    pub clock: Clock,
    data: TempDir,
    _runtime: Runtime,
}

impl Server {
    /// A server with these changes to its default settings.
    pub fn start(change: impl FnOnce(&mut Config)) -> Self {
        let data = tempfile::tempdir().unwrap();
        let runtime = Runtime::new().unwrap();
        let clock = Clock::stopped(Clock::system().now());
        let mut config = Config {
            data: data.path().to_owned(),
            ..Config::default()
        };
        change(&mut config);
        let address = runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let server = Inner::open(config, clock.clone()).await.unwrap();
            tokio::spawn(async move {
                let app = app(server.clone());
                serve(listener, app, &server.config, std::future::pending()).await;
            });
            address
        });
        Self {
            address,
            clock,
            data,
            _runtime: runtime,
        }
    }

    /// What is given as `--server`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Whether any file of the server holds these bytes.
    pub fn keeps(&self, wanted: &[u8]) -> bool {
        any_file_holds(self.data.path(), wanted)
    }

    /// How many bytes all files of finished and unfinished uploads have, the ledger left out.
    pub fn kept_bytes(&self) -> u64 {
        bytes_below(self.data.path())
    }
}

fn any_file_holds(folder: &Path, wanted: &[u8]) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            any_file_holds(&path, wanted)
        } else {
            crate::photo::holds(&fs::read(path).unwrap(), wanted)
        }
    })
}

fn bytes_below(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| match entry.path() {
            path if path.is_dir() => bytes_below(&path),
            path if path.to_string_lossy().contains("ledger") => 0,
            // A file may go between being listed and being asked.
            _ => entry.metadata().map_or(0, |metadata| metadata.len()),
        })
        .sum()
}
