//! Connections: hyper's server with a limit on everything that a client can drag out, and an end that finishes requests.

use crate::config::Config;
use crate::source::Peer;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt as _;

/// After a failed accept (no file descriptors, mostly) trying again at once would only burn time.
const BREATHER: Duration = Duration::from_millis(100);
/// What hyper may hold of a request's head or body at once: headers of ours are under 1 KiB, and hyper's own 400 KiB
/// would let the connections of one client fill the memory.
const BUFFER_BYTES: usize = 64 * 1024;

/// Serves until `stop` completes, then lets requests finish for a bounded time.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    config: &Config,
    stop: impl Future<Output = ()>,
) {
    let mut http = http1::Builder::new();
    // Without this a client that sends its headers a byte a minute holds a connection for ever.
    http.timer(TokioTimer::new())
        .header_read_timeout(config.header_timeout.duration())
        .max_buf_size(BUFFER_BYTES);
    let places = Arc::new(Semaphore::new(config.connections));
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener, &places) => accepted,
        };
        let Some((stream, peer, place)) = accepted else {
            continue;
        };
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(config.body_timeout.duration()));
        let stream = TokioIo::new(Box::pin(stream));
        let service = app
            .clone()
            .map_request(move |request: hyper::Request<Incoming>| {
                let mut request: Request = request.map(Body::new);
                request.extensions_mut().insert(peer);
                request
            });
        let connection =
            graceful.watch(http.serve_connection(stream, TowerToHyperService::new(service)));
        tokio::spawn(async move {
            // A connection that breaks is the client's affair.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(config.stop_timeout.duration(), graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("requests that were still going on were cut");
    }
}

type Place = tokio::sync::OwnedSemaphorePermit;

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, Peer, Place)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, address)) => {
            // Small answers should not wait for an acknowledgement.
            let _ = stream.set_nodelay(true);
            Some((stream, Peer(address), place))
        }
        Err(error) => {
            tracing::warn!(%error, "a connection could not be accepted");
            tokio::time::sleep(BREATHER).await;
            None
        }
    }
}
