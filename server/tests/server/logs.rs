//! What does the program write down? The real one, at its most talkative, and everything that it wrote.

use crate::program::Program;
use crate::world::{Sealed, pair, view};
use reqwest::Client;
use std::time::Duration;

#[tokio::test]
async fn nothing_of_a_client_is_in_the_log_but_a_blobs_id() {
    let data = tempfile::tempdir().unwrap();
    let variables = [
        ("PELLICLE_LOG", "trace"),
        ("RUST_LOG", "trace"),
        ("PELLICLE_TRUSTED_PROXIES", "127.0.0.0/8"),
    ];
    let program = Program::start(data.path(), &variables);
    let client = Client::builder()
        .user_agent("SecretAgent/7")
        .build()
        .unwrap();
    let sealed = Sealed::with_password(1000);
    let value = view();
    let marked = |request: reqwest::RequestBuilder| {
        request
            .header("tus-resumable", "1.0.0")
            .header("x-forwarded-for", "203.0.113.77")
            .header("referer", "https://secret-referrer.example/")
    };
    let metadata = format!(
        "{},{},{}",
        pair("views", "5"),
        pair("filename", "secret-name.jpg"),
        sealed.delete_verifier()
    );
    let created = marked(client.post(format!("{}/api/blobs?secret-query", program.url)))
        .header("upload-length", 1000)
        .header("upload-metadata", &metadata);
    let created = created.send().await.unwrap();
    let upload = created.headers()["location"].to_str().unwrap().to_owned();
    let patch = marked(client.patch(format!("{}{upload}", program.url))).header("upload-offset", 0);
    let done = patch
        .header("content-type", "application/offset+octet-stream")
        .body(sealed.blob.clone())
        .send()
        .await
        .unwrap();
    let id = done.headers()["pellicle-id"].to_str().unwrap().to_owned();
    let urls = [
        format!("{}/b/{id}?secret-query=1", program.url),
        format!("{}/b/{id}/header", program.url),
        format!("{}/b/{id}/secret-path", program.url),
        format!("{}/i/{id}%23secretfragment", program.url),
        format!("{}/i/{id}/secret-path", program.url),
        format!("{}/secret-path/{id}", program.url),
        format!("{}{upload}", program.url),
    ];
    for url in urls {
        for token in [
            sealed.bearer(),
            sealed.delete_bearer(),
            "Bearer c2VjcmV0".into(),
        ] {
            marked(client.get(&url))
                .header("authorization", token)
                .header("pellicle-view", &value)
                .send()
                .await
                .unwrap();
        }
    }
    let delete = marked(client.delete(format!("{}/b/{id}", program.url)))
        .header("authorization", sealed.delete_bearer());
    assert_eq!(delete.send().await.unwrap().status(), 204);
    let address = program.address().to_owned();
    program.ask_to_stop();
    let (status, log) = program.ended(Duration::from_secs(10));
    assert_eq!(status, Some(0));

    assert!(
        log.contains(&id) && log.lines().count() > 20,
        "the log is there at all: {log}"
    );
    let (token, delete_token) = (sealed.bearer(), sealed.delete_bearer());
    let upload_id = upload.rsplit('/').next().unwrap();
    let kept_out = [
        &token[7..],
        &delete_token[7..],
        &value,
        upload_id,
        "203.0.113",
        "127.0.0.1",
        &address,
        "SecretAgent",
    ];
    for secret in
        kept_out
            .into_iter()
            .chain(["secret", "c2VjcmV0", "authorization", "%23", "Bearer"])
    {
        assert!(
            !log.to_lowercase().contains(&secret.to_lowercase()),
            "{secret} is in the log:\n{log}"
        );
    }
}

#[tokio::test]
async fn a_quiet_program_is_quiet() {
    let data = tempfile::tempdir().unwrap();
    let program = Program::start(data.path(), &[("PELLICLE_LOG", "off")]);
    reqwest::get(format!("{}/healthz", program.url))
        .await
        .unwrap();
    program.ask_to_stop();
    assert_eq!(
        program.ended(Duration::from_secs(10)),
        (Some(0), String::new())
    );
}
