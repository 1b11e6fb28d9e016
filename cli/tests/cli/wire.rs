//! A wire between program and server: it records what the program sends, and can be cut.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A listener on a free port that passes everything on.
pub struct Wire {
    address: SocketAddr,
    sent: Arc<Mutex<Vec<u8>>>,
}

impl Wire {
    /// A wire to this server. Each of `cuts` cuts one connection, in order, after so many bytes from the program.
    pub fn to(server: SocketAddr, cuts: &[usize]) -> Self {
        Self::new(server, cuts, Pauses::default())
    }

    /// A wire that takes this long for every 4 KiB from the program.
    pub fn slow(server: SocketAddr, there: Duration) -> Self {
        let back = Duration::ZERO;
        Self::new(server, &[], Pauses { there, back })
    }

    /// A wire on which every answer is this late.
    pub fn late(server: SocketAddr, back: Duration) -> Self {
        let there = Duration::ZERO;
        Self::new(server, &[], Pauses { there, back })
    }

    fn new(server: SocketAddr, cuts: &[usize], pauses: Pauses) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let sent = Arc::new(Mutex::new(Vec::new()));
        let (record, cuts) = (sent.clone(), cuts.to_vec());
        thread::spawn(move || {
            let mut cuts = cuts.into_iter();
            for client in listener.incoming() {
                let (client, cut, record) = (client.unwrap(), cuts.next(), record.clone());
                let cut_bytes = cut.unwrap_or(usize::MAX);
                thread::spawn(move || relay(client, server, cut_bytes, pauses, &record));
            }
        });
        Self { address, sent }
    }

    /// What the program takes for the server.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Everything that the program sent.
    pub fn sent(&self) -> Vec<u8> {
        self.sent.lock().unwrap().clone()
    }
}

/// How long each 4 KiB take on their way.
#[derive(Clone, Copy, Default)]
struct Pauses {
    /// From the program.
    there: Duration,
    /// To it.
    back: Duration,
}

fn relay(
    mut client: TcpStream,
    server: SocketAddr,
    cut_bytes: usize,
    pauses: Pauses,
    record: &Mutex<Vec<u8>>,
) {
    let mut server = TcpStream::connect(server).unwrap();
    let (mut answers, mut reader) = (server.try_clone().unwrap(), client.try_clone().unwrap());
    let back = thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(read @ 1..) = answers.read(&mut buffer) {
            thread::sleep(pauses.back);
            if client.write_all(&buffer[..read]).is_err() {
                break;
            }
        }
        let _ = client.shutdown(Shutdown::Both);
    });
    let mut left = cut_bytes;
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = reader.read(&mut buffer) {
        let passed = read.min(left);
        record.lock().unwrap().extend(&buffer[..passed]);
        if server.write_all(&buffer[..passed]).is_err() {
            break;
        }
        thread::sleep(pauses.there);
        left -= passed;
        if left == 0 {
            break;
        }
    }
    let _ = server.shutdown(Shutdown::Both);
    let _ = reader.shutdown(Shutdown::Both);
    let _ = back.join();
}
