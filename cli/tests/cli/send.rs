//! Does a picture become a link, and does nothing else leave this machine?

use crate::photo::{ARTIST, CAMERA, TRAILER, holds, jpeg};
use crate::program::{Run, pellicle, pellicle_reading};
use crate::server::Server;
use crate::wire::Wire;
use std::fs;
use tempfile::{TempDir, tempdir};

#[test]
fn a_link_opens_to_what_prepare_gives() {
    let (server, folder) = (Server::start(|_| {}), with_photo());
    let sent = send(&folder, &server.origin(), &[]);
    let link = sent.printed();
    assert!(
        link.starts_with(&format!("{}/i/", server.origin())),
        "{link}"
    );
    assert_eq!(link.lines().count(), 1);
    // The delete token and nothing else, for `2> token.txt`.
    assert_eq!(sent.stderr.trim_end().len(), 43, "{sent:?}");
    pellicle(folder.path(), &["open", link, "-o", "back.jpg"]).printed();
    pellicle(folder.path(), &["prepare", "in.jpg", "-o", "prepared.jpg"]).printed();
    let back = fs::read(folder.path().join("back.jpg")).unwrap();
    assert_eq!(back, fs::read(folder.path().join("prepared.jpg")).unwrap());
    assert!(!holds(&back, CAMERA.as_bytes()));
}

#[test]
fn with_json_link_token_and_receipt_are_one_line() {
    let (server, folder) = (Server::start(|_| {}), with_photo());
    let sent = send(&folder, &server.origin(), &["--json", "--expires-in", "2d"]);
    assert_eq!(sent.stderr, "");
    assert_eq!(sent.printed().lines().count(), 1);
    let line: serde_json::Value = serde_json::from_str(sent.printed()).unwrap();
    assert_eq!(line["file"], "in.jpg");
    assert_eq!(line["receipt"]["input"]["width"], 600);
    let expires = line["expires"].as_i64().unwrap() - server.clock.now();
    assert!((172_700..=172_800).contains(&expires), "{expires}");
    let token = format!("{}\n", line["delete_token"].as_str().unwrap());
    let delete = ["delete", line["link"].as_str().unwrap(), "--token-stdin"];
    pellicle_reading(folder.path(), &delete, token.as_bytes()).printed();
}

#[test]
fn of_several_files_one_that_fails_does_not_stop_the_others() {
    let (server, folder) = (Server::start(|_| {}), with_photo());
    fs::write(folder.path().join("text.jpg"), "no picture").unwrap();
    fs::write(folder.path().join("second.jpg"), jpeg(50, 60)).unwrap();
    let files = ["send", "in.jpg", "text.jpg", "missing.jpg", "second.jpg"];
    let run = pellicle(
        folder.path(),
        &[&files[..], &["--server", &server.origin()]].concat(),
    );
    run.failed_in_part_with("unsupported");
    for told in [
        "text.jpg: not sent (unsupported)",
        "missing.jpg: not sent (file)",
    ] {
        assert!(run.stderr.contains(told), "{run:?}");
    }
    let links = String::from_utf8(run.stdout).unwrap();
    assert_eq!(links.lines().count(), 2);
    for link in links.lines() {
        assert!(
            !pellicle(folder.path(), &["open", link, "-o", "-"])
                .stdout
                .is_empty()
        );
    }
}

#[test]
fn what_leaves_is_only_ciphertext_and_says_nothing_of_this_machine() {
    const PASSWORD: &str = "password-of-the-test";
    let (server, folder) = (Server::start(|_| {}), with_photo());
    let wire = Wire::to(server.address, &[]);
    let options = ["--password-stdin", "--max-edge", "full", "--views", "5"];
    let origin = wire.origin();
    let send = [&["send", "in.jpg", "--server", &origin], &options[..]].concat();
    let sent = pellicle_reading(folder.path(), &send, format!("{PASSWORD}\n").as_bytes());
    let link = sent.printed();
    let open = ["open", link, "--password-stdin", "-o", "back.jpg"];
    pellicle_reading(folder.path(), &open, format!("{PASSWORD}\n").as_bytes()).printed();

    let picture = fs::read(folder.path().join("back.jpg")).unwrap();
    let (_, fragment) = link.split_once('#').unwrap();
    let middle = picture.len() / 2;
    let on_the_wire = wire.sent();
    for secret in [
        PASSWORD.as_bytes(),
        fragment.as_bytes(),
        sent.stderr.trim_end().as_bytes(),
        b"in.jpg",
        CAMERA.as_bytes(),
        ARTIST.as_bytes(),
        TRAILER,
        &picture[middle..middle + 16],
    ] {
        assert!(!holds(&on_the_wire, secret) && !server.keeps(secret));
    }
    // The recorder works.
    assert!(holds(&on_the_wire, b"POST /api/blobs HTTP/1.1\r\n"));
    assert_eq!(unexpected_headers(&on_the_wire), Vec::<String>::new());
}

#[test]
fn an_upload_goes_on_where_its_connection_broke() {
    let (server, folder) = (Server::start(|_| {}), tempdir().unwrap());
    fs::write(folder.path().join("in.jpg"), jpeg(2400, 1800)).unwrap();
    // In the first piece, in a later one, and in the download's way there.
    let wire = Wire::to(server.address, &[100_000, 150_000]);
    let sent = send(&folder, &wire.origin(), &["--max-edge", "full"]);
    let link = sent.printed();
    assert!(
        holds(&wire.sent(), b"HEAD /api/blobs/"),
        "nothing was resumed"
    );
    pellicle(folder.path(), &["open", link, "-o", "back.jpg"]).printed();
    let prepare = [
        "prepare",
        "in.jpg",
        "-o",
        "prepared.jpg",
        "--max-edge",
        "full",
    ];
    pellicle(folder.path(), &prepare).printed();
    let read = |name| fs::read(folder.path().join(name)).unwrap();
    assert_eq!(read("back.jpg"), read("prepared.jpg"));
}

#[test]
fn what_the_server_refuses_is_told() {
    let folder = with_photo();
    let small = Server::start(|config| config.blob_bytes = 20_000);
    send(&folder, &small.origin(), &[]).failed_with("too-large");
    let paused = Server::start(|config| config.incident = Some("Paused for a test.".into()));
    let run = send(&folder, &paused.origin(), &[]);
    run.failed_with("incident");
    assert!(run.stderr.contains("Paused for a test."), "{run:?}");
    let server = Server::start(|_| {});
    send(&folder, &server.origin(), &["--expires-in", "9999d"]).failed_with("bad-option");
    send(&folder, &server.origin(), &["--views", "99999999"]).failed_with("bad-option");
    assert_eq!(server.kept_bytes(), 0);
}

#[test]
fn an_empty_password_is_told_before_the_server_is_asked() {
    let folder = with_photo();
    // Nothing listens there.
    let send = ["send", "in.jpg", "--server", "https://pellicle.invalid"];
    let send = [&send[..], &["--password-stdin"]].concat();
    let run = pellicle_reading(folder.path(), &send, b"\n");
    run.failed_with("bad-option");
    assert!(run.stderr.contains("password is empty"), "{run:?}");
}

#[test]
fn without_a_size_the_operators_counts() {
    let folder = with_photo();
    let server = Server::start(|config| config.max_edge = 300);
    for (options, width) in [
        (&["--json"][..], 300),
        (&["--json", "--max-edge", "full"], 600),
    ] {
        let sent = send(&folder, &server.origin(), options);
        let line: serde_json::Value = serde_json::from_str(sent.printed()).unwrap();
        assert_eq!(line["receipt"]["output"]["width"], width);
    }
}

#[test]
fn a_link_that_cannot_be_printed_leaves_no_picture_behind() {
    use std::process::Stdio;
    let (server, folder) = (Server::start(|_| {}), with_photo());
    let send = ["send", "in.jpg", "--server", &server.origin()];
    let mut child = crate::program::command(folder.path(), &send)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let run = Run::from(child.wait_with_output().unwrap());
    run.failed_with("file");
    assert_eq!(server.kept_bytes(), 0);
}

#[test]
fn a_server_that_is_away_is_told_before_anything_is_prepared() {
    let folder = with_photo();
    fs::write(folder.path().join("in.jpg"), "no picture").unwrap();
    // Bound and let go, so that no one listens there.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    send(&folder, &origin, &[]).failed_with("offline");
}

#[test]
fn a_server_that_says_nothing_is_told_within_a_minute() {
    let folder = with_photo();
    // It takes every connection, and answers none.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", silent.local_addr().unwrap());
    let start = std::time::Instant::now();
    send(&folder, &origin, &[]).failed_with("offline");
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

/// A folder with `in.jpg`.
fn with_photo() -> TempDir {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("in.jpg"), jpeg(600, 400)).unwrap();
    folder
}

fn send(folder: &TempDir, server: &str, options: &[&str]) -> Run {
    let send = ["send", "in.jpg", "--server", server];
    pellicle(folder.path(), &[&send, options].concat())
}

/// The request headers that are not among those which the protocol needs.
fn unexpected_headers(sent: &[u8]) -> Vec<String> {
    const NEEDED: [&str; 11] = [
        "host",
        "user-agent",
        "content-length",
        "content-type",
        "authorization",
        "tus-resumable",
        "upload-length",
        "upload-metadata",
        "upload-offset",
        "upload-checksum",
        "pellicle-view",
    ];
    let text = String::from_utf8_lossy(sent);
    let heads = text.split("\r\n\r\n").filter_map(|part| {
        // A head stands behind the body before it.
        let start = [" /api/", " /b/"]
            .iter()
            .find_map(|path| part.rfind(path))?;
        part[start..].split_once("\r\n")
    });
    heads
        .flat_map(|(_, headers)| headers.lines())
        .filter_map(|header| header.split_once(':'))
        .filter(|(name, value)| {
            let name = name.to_lowercase();
            let version = concat!("pellicle/", env!("CARGO_PKG_VERSION"));
            !NEEDED.contains(&name.as_str()) || (name == "user-agent" && value.trim() != version)
        })
        .map(|(name, value)| format!("{name}:{value}"))
        .collect()
}
