//! Does Ctrl-C end the program at once, as a failure, and take back what was half sent?
#![cfg(unix)]

use crate::photo::{holds, jpeg};
use crate::program::{Run, command, names_in, pellicle};
use crate::server::Server;
use crate::wire::Wire;
use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::tempdir;

#[test]
fn an_upload_on_its_way_is_taken_back() {
    let (server, folder) = (Server::start(|_| {}), tempdir().unwrap());
    fs::write(folder.path().join("in.jpg"), jpeg(3000, 2000)).unwrap();
    let wire = Wire::slow(server.address, Duration::from_millis(10));
    let origin = wire.origin();
    let send = ["send", "in.jpg", "--server", &origin, "--max-edge", "full"];
    let child = start(command(folder.path(), &send));
    wait_until(|| holds(&wire.sent(), b"PATCH /api/blobs/"));
    interrupt(&child);
    ended(child).failed_with("cancelled");
    assert!(holds(&wire.sent(), b"DELETE /api/blobs/"));
    assert_eq!(server.kept_bytes(), 0);
}

#[test]
fn an_upload_that_is_complete_before_anyone_heard_so_is_taken_back() {
    let (server, folder) = (Server::start(|_| {}), tempdir().unwrap());
    fs::write(folder.path().join("in.jpg"), jpeg(300, 200)).unwrap();
    // One piece is all of it, and the answer to it comes after Ctrl-C.
    let wire = Wire::late(server.address, Duration::from_millis(500));
    let origin = wire.origin();
    let child = start(command(
        folder.path(),
        &["send", "in.jpg", "--server", &origin],
    ));
    wait_until(|| holds(&wire.sent(), b"PATCH /api/blobs/") && server.kept_bytes() > 0);
    interrupt(&child);
    ended(child).failed_with("cancelled");
    assert!(
        holds(&wire.sent(), b"DELETE /b/"),
        "the picture itself was deleted"
    );
    assert_eq!(server.kept_bytes(), 0);
}

#[test]
fn a_server_that_never_answers_is_left_at_once() {
    let folder = tempdir().unwrap();
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    // A link of the right form; what it leads to never comes.
    fs::write(folder.path().join("in.jpg"), jpeg(60, 40)).unwrap();
    let seal = ["seal", "in.jpg", "-o", "photo.blob"];
    let sealed = pellicle(folder.path(), &seal);
    let address = silent.local_addr().unwrap();
    let link = format!("http://{address}/i/4vJ9JU1bJJE96FWS#{}", sealed.printed());
    let child = start(command(folder.path(), &["open", &link]));
    let _connection = silent.accept().unwrap();
    let start = Instant::now();
    interrupt(&child);
    ended(child).failed_with("cancelled");
    assert!(
        start.elapsed() < Duration::from_secs(4),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn what_no_one_hears_keeps_no_program_from_ending() {
    let folder = tempdir().unwrap();
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = silent.local_addr().unwrap();
    fs::write(folder.path().join("in.jpg"), jpeg(60, 40)).unwrap();
    let origin = format!("http://{address}");
    let mut child = start(command(
        folder.path(),
        &["send", "in.jpg", "--server", &origin],
    ));
    drop(child.stderr.take());
    let _connection = silent.accept().unwrap();
    let start = Instant::now();
    interrupt(&child);
    assert_eq!(ended(child).code, Some(1));
    assert!(
        start.elapsed() < Duration::from_secs(4),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn an_output_is_whole_or_leaves_nothing_behind_whenever_it_is_stopped() {
    let folder = tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("in.jpg"), jpeg(5000, 4000)).unwrap();
    let seal = ["seal", "in.jpg", "-o", "in.blob", "--original"];
    let sealed = pellicle(folder.path(), &seal);
    let open = ["open", "--blob", "in.blob", sealed.printed(), "-o"];
    pellicle(folder.path(), &[&open[..], &["whole.jpg"]].concat()).printed();
    let whole = fs::read(at("whole.jpg")).unwrap();
    let before = names_in(folder.path());
    let (mut runs, mut stopped) = (0, 0);
    while stopped < 8 {
        assert!(runs < 200, "runs are over before they are stopped");
        let child = start(command(folder.path(), &[&open[..], &["out.jpg"]].concat()));
        // From the first byte on, and a little later each time: it writes, syncs, or gives the file its name.
        wait_closely_until(|| is_written(folder.path()));
        thread::sleep(Duration::from_micros(100) * (runs % 20));
        signal(&child, ["-INT", "-TERM", "-HUP"][runs as usize % 3]);
        let run = ended(child);
        runs += 1;
        if let Ok(bytes) = fs::read(at("out.jpg")) {
            assert!(bytes == whole, "{} of {}", bytes.len(), whole.len());
            fs::remove_file(at("out.jpg")).unwrap();
        } else {
            run.failed_with("cancelled");
            stopped += 1;
        }
        assert_eq!(names_in(folder.path()), before);
    }
}

#[test]
fn a_blob_goes_while_its_fragment_is_not_told() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("in.jpg"), jpeg(60, 40)).unwrap();
    // No one reads what fills this pipe, so the fragment has to wait.
    let (_reader, writer) = std::io::pipe().unwrap();
    let mut filling = writer.try_clone().unwrap();
    thread::spawn(move || filling.write_all(&[b'x'; 1 << 20]));
    let child = command(folder.path(), &["seal", "in.jpg", "-o", "photo.blob"])
        .stdout(writer)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    wait_until(|| folder.path().join("photo.blob").exists());
    interrupt(&child);
    ended(child).failed_with("cancelled");
    assert_eq!(names_in(folder.path()), ["in.jpg"]);
}

/// Whether an output has its first bytes, under its hidden name or its own.
fn is_written(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).unwrap().filter_map(Result::ok);
    entries
        .filter(|entry| {
            let name = entry.file_name();
            name == "out.jpg" || name.to_string_lossy().starts_with(".pellicle-")
        })
        // It may go between being listed and being asked.
        .any(|entry| entry.metadata().is_ok_and(|metadata| metadata.len() > 0))
}

fn start(mut command: Command) -> Child {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What a terminal sends on Ctrl-C.
fn interrupt(child: &Child) {
    signal(child, "-INT");
}

fn signal(child: &Child, signal: &str) {
    let id = child.id().to_string();
    let kill = Command::new("kill").args([signal, &id]).status().unwrap();
    assert!(kill.success());
}

fn ended(child: Child) -> Run {
    child.wait_with_output().unwrap().into()
}

fn wait_until(reached: impl FnMut() -> bool) {
    wait_in_steps(Duration::from_millis(10), reached);
}

/// For what lasts only for milliseconds.
fn wait_closely_until(reached: impl FnMut() -> bool) {
    wait_in_steps(Duration::ZERO, reached);
}

fn wait_in_steps(step: Duration, mut reached: impl FnMut() -> bool) {
    let start = Instant::now();
    while !reached() {
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "it never came to this"
        );
        thread::sleep(step);
    }
}
