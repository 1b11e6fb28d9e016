//! The command: arguments, settings, then serve until asked to stop.

use clap::{Parser, Subcommand};
use pellicle_server::clock::Clock;
use pellicle_server::config::{self, Config};
use pellicle_server::server::Server;
use pellicle_server::{app::app, log, serve::serve, sweeper};
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing::level_filters::LevelFilter;

/// Serves sealed pictures that it cannot look at.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    operation: Operation,
}

#[derive(Subcommand)]
enum Operation {
    /// Serves pages and blobs. A flag wins over PELLICLE_… in the environment, that over the file, that over the default.
    Serve {
        /// A TOML file with settings; `pellicle-server.example.toml` shows all of them.
        #[arg(long, env = "PELLICLE_CONFIG")]
        config: Option<PathBuf>,
        /// The address to listen on [default: 127.0.0.1:8080]; port 0 picks a free one.
        #[arg(long)]
        listen: Option<SocketAddr>,
        /// The folder of everything that is kept [default: pellicle-data].
        #[arg(long)]
        data: Option<PathBuf>,
        /// A folder to take the pages from, instead of those in the program.
        #[arg(long)]
        site: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    let Operation::Serve {
        config,
        listen,
        data,
        site,
    } = Arguments::parse().operation;
    let settings = config::load(config.as_deref(), |name| std::env::var(name).ok()).and_then(
        |mut settings| {
            settings.listen = listen.unwrap_or(settings.listen);
            settings.data = data.unwrap_or(settings.data);
            settings.site = site.or(settings.site);
            settings.check().map(|()| settings)
        },
    );
    match settings {
        Ok(settings) => run(settings),
        Err(error) => fail(2, &error.to_string()),
    }
}

#[tokio::main]
async fn run(config: Config) -> ExitCode {
    log::start(config.log.parse().unwrap_or(LevelFilter::INFO));
    let address = config.listen;
    let listener = match TcpListener::bind(address).await {
        Ok(listener) => listener,
        Err(error) => return fail(1, &format!("{address} cannot be listened on: {error}")),
    };
    let server = match Server::open(config, Clock::system()).await {
        Ok(server) => server,
        Err(sentence) => return fail(1, &sentence),
    };
    let site = Arc::clone(&server.site);
    std::thread::spawn(move || site.compress());
    let sweeping = tokio::spawn(sweeper::run(Arc::clone(&server)));
    announce(listener.local_addr().unwrap_or(address));
    serve(
        listener,
        app(Arc::clone(&server)),
        &server.config,
        asked_to_stop(),
    )
    .await;
    sweeping.abort();
    server.ledger.close().await;
    ExitCode::SUCCESS
}

/// Tells whoever started the server that it is ready, and where.
fn announce(address: SocketAddr) {
    let mut out = std::io::stdout();
    // Nobody may be reading; the server serves all the same.
    let _ = writeln!(out, "listening on http://{address}").and_then(|()| out.flush());
}

async fn asked_to_stop() {
    let (Ok(mut term), Ok(mut int)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
    }
    tracing::info!("asked to stop");
}

fn fail(code: u8, sentence: &str) -> ExitCode {
    eprintln!("pellicle-server: {sentence}");
    ExitCode::from(code)
}
