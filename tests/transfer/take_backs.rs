//! What is asked for when an upload is taken back, in which order.

use super::*;

/// An upload of 1000 bytes that the server has taken on, and that was stopped before it heard more.
fn stopped() -> Upload<'static> {
    let mut machine = upload(1000);
    machine.step(Event::Start);
    machine.step(answer(201, CREATED, b""));
    machine
}

fn take_back(script: Vec<(&str, Event)>) -> Result<(), Error> {
    let token = DeleteToken::from_bytes([0x22; 32]);
    let mut machine = stopped()
        .take_back(&token)
        .expect("there is something to take back");
    play(&mut machine, script)
}

const END: &str = "DELETE https://pic.example/api/blobs/u1";
const ASK: &str = "HEAD https://pic.example/api/blobs/u1";

#[test]
fn what_was_not_begun_needs_no_request() {
    let token = DeleteToken::from_bytes([0x22; 32]);
    assert!(upload(1000).take_back(&token).is_none());
    let mut machine = upload(1000);
    machine.step(Event::Start);
    machine.step(Event::NetworkFailed);
    assert!(machine.take_back(&token).is_none());
}

#[test]
fn an_unfinished_upload_is_given_up() {
    assert_eq!(take_back(vec![(END, answer(204, "", b""))]), Ok(()));
    // The first answer was lost, and there is nothing any more.
    for status in [404, 410] {
        let lost = vec![(END, Event::NetworkFailed), (END, answer(status, "", b""))];
        assert_eq!(take_back(lost), Ok(()));
    }
}

#[test]
fn one_whose_last_piece_arrived_unheard_is_deleted_by_its_token() {
    let delete = format!("DELETE {AT}/b/7Hk2mQx9TzRv4WbN {BEARER}");
    for status in [204, 410] {
        let script = vec![
            (END, answer(423, "", b"")),
            (END, answer(409, "", b"")),
            (ASK, answer(200, ENDED, b"")),
            (&delete, Event::Silent),
            (&delete, answer(status, "", b"")),
        ];
        assert_eq!(take_back(script), Ok(()));
    }
}

#[test]
fn a_server_that_contradicts_itself_is_not_asked_for_ever() {
    let mut script = Vec::new();
    for _ in 0..4 {
        script.push((END, answer(409, "", b"")));
        script.push((ASK, answer(200, "", b"")));
    }
    assert_eq!(code(take_back(script)), Code::Offline);
    let strange = vec![
        (END, answer(409, "", b"")),
        (ASK, answer(200, "Pellicle-ID: ../x", b"")),
    ];
    assert_eq!(code(take_back(strange)), Code::ServerError);
}
