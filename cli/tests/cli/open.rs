//! Does a link open for whoever holds all of it, and is every other case told apart?

use crate::photo::jpeg;
use crate::program::{pellicle, pellicle_reading};
use crate::server::Server;
use std::fs;
use std::net::TcpListener;
use tempfile::{TempDir, tempdir};

#[test]
fn without_a_name_the_id_is_taken_and_never_an_existing_file() {
    let shared = Shared::new(&[], b"");
    let name = format!("{}.jpg", shared.id());
    assert_eq!(shared.open(&[]).printed(), name);
    let first = fs::read(shared.folder.path().join(&name)).unwrap();
    assert!(first.starts_with(&[0xFF, 0xD8, 0xFF]));
    shared.open(&[]).failed_with("file");
    shared.open(&["-o", &name]).failed_with("file");
    assert_eq!(shared.open(&["-o", &name, "--force"]).printed(), "");
}

#[test]
fn the_link_and_the_picture_pass_through_pipes() {
    let shared = Shared::new(&[], b"");
    let link = format!("{}\n", shared.link);
    let run = pellicle_reading(
        shared.folder.path(),
        &["open", "-", "-o", "-"],
        link.as_bytes(),
    );
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.starts_with(&[0xFF, 0xD8, 0xFF]));
}

#[test]
fn a_password_is_asked_for_and_a_wrong_one_told() {
    let shared = Shared::new(&["--password-stdin"], "pässwörd\n".as_bytes());
    shared.open(&[]).failed_with("password-needed");
    let open = ["open", &shared.link, "--password-stdin", "-o", "out.jpg"];
    pellicle_reading(shared.folder.path(), &open, b"wrong\n").failed_with("wrong-key");
    pellicle_reading(shared.folder.path(), &open, "pässwörd\r\n".as_bytes()).printed();
}

#[test]
fn opening_spends_a_view_and_says_how_many_are_left() {
    let shared = Shared::new(&["--views", "2"], b"");
    // What cannot be written spends nothing.
    shared.open(&["-o", "missing/out.jpg"]).failed_with("file");
    for left in ["1", "0"] {
        let run = shared.open(&["-o", &format!("{left}.jpg")]);
        assert_eq!(run.printed(), "");
        assert_eq!(run.stderr, format!("views left: {left}\n"));
    }
    shared.open(&["-o", "none.jpg"]).failed_with("gone");
    assert!(!shared.folder.path().join("none.jpg").exists());
}

#[test]
fn a_wrong_password_spends_no_view() {
    let shared = Shared::new(&["--views", "1", "--password-stdin"], b"right\n");
    let open = ["open", &shared.link, "--password-stdin", "-o", "out.jpg"];
    shared
        .open(&["-o", "out.jpg"])
        .failed_with("password-needed");
    pellicle_reading(shared.folder.path(), &open, b"wrong\n").failed_with("wrong-key");
    pellicle_reading(shared.folder.path(), &open, b"right\n").printed();
}

#[test]
fn deleted_expired_and_unknown_pictures_are_told_apart() {
    let shared = Shared::new(&[], b"");
    let stranger = shared.link.replace(&shared.id(), "4vJ9JU1bJJE96FWS");
    pellicle(shared.folder.path(), &["open", &stranger]).failed_with("not-found");
    shared.delete(&"A".repeat(43)).failed_with("wrong-token");
    shared.delete("short").failed_with("wrong-token");
    shared.delete("").failed_with("wrong-token");
    shared.delete(&shared.token).printed();
    shared.open(&[]).failed_with("gone");
    shared.delete(&shared.token).failed_with("gone");

    let shared = Shared::new(&["--expires-in", "1h"], b"");
    shared.server.clock.advance(3601);
    shared.open(&[]).failed_with("gone");
}

#[test]
fn a_link_of_another_picture_is_a_wrong_key() {
    let (shared, other) = (Shared::new(&[], b""), Shared::new(&[], b""));
    let (place, _) = shared.link.split_once('#').unwrap();
    let (_, fragment) = other.link.split_once('#').unwrap();
    let crossed = format!("{place}#{fragment}");
    pellicle(shared.folder.path(), &["open", &crossed]).failed_with("wrong-key");
}

#[test]
fn a_link_that_a_rewriter_broke_opens_with_a_warning() {
    let shared = Shared::new(&[], b"");
    let exposed = shared.link.replace('#', "%23");
    let run = pellicle(shared.folder.path(), &["open", &exposed, "-o", "out.jpg"]);
    assert_eq!(run.printed(), "");
    assert!(run.stderr.contains("share the picture again"), "{run:?}");
}

#[test]
fn a_server_that_is_away_is_offline_and_plain_http_to_elsewhere_refused() {
    let shared = Shared::new(&[], b"");
    // Bound and let go, so that no one listens there.
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let away = shared
        .link
        .replace(&shared.server.address.to_string(), &free.to_string());
    pellicle(shared.folder.path(), &["open", &away]).failed_with("offline");
    let plain = shared
        .link
        .replace(&shared.server.address.to_string(), "pic.invalid");
    for command in [&["open", &plain][..], &["delete", &plain, "--token-stdin"]] {
        let token = "A".repeat(43);
        pellicle_reading(shared.folder.path(), command, token.as_bytes()).failed_with("bad-option");
    }
}

#[test]
fn a_proxy_that_cannot_be_understood_stops_everything() {
    let shared = Shared::new(&[], b"");
    let link = shared
        .link
        .replace(&shared.server.origin(), "https://pic.invalid");
    let open = |link: &str, proxy: &str| {
        let mut command = crate::program::command(shared.folder.path(), &["open", link, "-o", "-"]);
        let output = command.env("ALL_PROXY", proxy).output().unwrap();
        crate::program::Run::from(output)
    };
    open(&link, "sock5://127.0.0.1:9050").failed_with("bad-option");
    // The way to this machine leads through no proxy.
    assert_eq!(open(&shared.link, "socks5h://127.0.0.1:1").code, Some(0));
}

/// A picture on a server of its own.
struct Shared {
    server: Server,
    folder: TempDir,
    link: String,
    token: String,
}

impl Shared {
    fn new(options: &[&str], stdin: &[u8]) -> Self {
        let (server, folder) = (Server::start(|_| {}), tempdir().unwrap());
        fs::write(folder.path().join("in.jpg"), jpeg(300, 200)).unwrap();
        let send = ["send", "in.jpg", "--server", &server.origin()];
        let run = pellicle_reading(folder.path(), &[&send, options].concat(), stdin);
        let link = run.printed().to_owned();
        let token = run.stderr.trim_end().to_owned();
        Self {
            server,
            folder,
            link,
            token,
        }
    }

    fn id(&self) -> String {
        let (_, rest) = self.link.split_once("/i/").unwrap();
        rest[..16].to_owned()
    }

    fn open(&self, options: &[&str]) -> crate::program::Run {
        pellicle(
            self.folder.path(),
            &[&["open", &self.link], options].concat(),
        )
    }

    fn delete(&self, token: &str) -> crate::program::Run {
        let delete = ["delete", &self.link, "--token-stdin"];
        pellicle_reading(self.folder.path(), &delete, format!("{token}\n").as_bytes())
    }
}
