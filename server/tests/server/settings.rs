//! Are settings taken in the promised order, and wrong ones refused in a sentence?

use crate::program::{Program, run};

#[tokio::test]
async fn a_flag_wins_over_the_environment_and_that_over_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pellicle.toml");
    std::fs::write(
        &file,
        "name = \"file\"\ncontact = \"file\"\nlisten = \"192.0.2.1:1\"\ndata = \"/nowhere\"\n",
    )
    .unwrap();
    let variables = [
        ("PELLICLE_CONFIG", file.to_str().unwrap()),
        ("PELLICLE_NAME", "environment"),
        ("PELLICLE_LISTEN", "192.0.2.1:2"),
    ];
    // `--listen` and `--data` are given by the start.
    let program = Program::start(&folder.path().join("data"), &variables);
    let told: serde_json::Value = reqwest::get(format!("{}/api/instance", program.url))
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(
        (&told["name"], &told["contact"]),
        (&"environment".into(), &"file".into())
    );
}

#[track_caller]
fn refused(arguments: &[&str], variables: &[(&str, &str)], named: &str) {
    let output = run(arguments, variables);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(named), "{named}: {said}");
}

#[test]
fn what_is_wrong_ends_with_2_and_a_sentence_that_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pellicle.toml");
    std::fs::write(&file, "blob_byte = 5\n").unwrap();
    refused(
        &["serve", "--config", file.to_str().unwrap()],
        &[],
        "blob_byte",
    );
    refused(
        &["serve", "--config", "/nowhere.toml"],
        &[],
        "/nowhere.toml",
    );
    refused(&["serve", "--listen", "nowhere"], &[], "--listen");
    let by_variable = |name, value, named| refused(&["serve"], &[(name, value)], named);
    by_variable("PELLICLE_BLOB_BYTES", "lots", "PELLICLE_BLOB_BYTES");
    by_variable("PELLICLE_BLOB_BYTES", "100", "blob_bytes");
    by_variable("PELLICLE_EXPIRES_IN", "400d", "expires_in");
    by_variable(
        "PELLICLE_ALLOWED_ORIGINS",
        "https://a.example/x",
        "https://a.example/x",
    );
    by_variable("PELLICLE_LOG", "loud", "log");
}

#[test]
fn a_place_that_is_taken_ends_with_1_and_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = run(
        &[
            "serve",
            "--listen",
            &address,
            "--data",
            folder.path().to_str().unwrap(),
        ],
        &[],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains(&address));
    let output = run(
        &["serve", "--listen", "127.0.0.1:0", "--data", "/dev/null/x"],
        &[],
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_data_folder_is_for_one_server_and_its_owner() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let first = Program::start(&data, &[]);
    assert_eq!(
        std::fs::metadata(&data).unwrap().permissions().mode() & 0o777,
        0o700
    );
    let second = run(
        &[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--data",
            data.to_str().unwrap(),
        ],
        &[],
    );
    assert_eq!(second.status.code(), Some(1));
    assert!(
        String::from_utf8(second.stderr)
            .unwrap()
            .contains("another server")
    );
    first.kill();
    Program::start(&data, &[]);
}
