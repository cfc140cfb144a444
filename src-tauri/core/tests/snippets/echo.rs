//! A server that answers 200 and keeps what was asked of it.
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// A request as it arrived.
#[derive(Debug)]
pub(crate) struct Heard {
    pub(crate) method: String,
    /// Path and query.
    pub(crate) target: String,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, Vec<u8>)>,
    pub(crate) body: Vec<u8>,
}

impl Heard {
    /// The header's value, which must have come at most once.
    pub(crate) fn header(&self, name: &str) -> Option<&[u8]> {
        let mut values = self
            .headers
            .iter()
            .filter(|(own, _)| *own == name.to_lowercase());
        let first = values.next().map(|(_, value)| value.as_slice());
        assert!(values.next().is_none(), "{name} came twice");
        first
    }
}

pub(crate) struct Echo {
    /// `http://127.0.0.1:PORT`
    pub(crate) address: String,
    heard: Receiver<Heard>,
}

impl Echo {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (tell, heard) = channel();
        std::thread::spawn(move || {
            for socket in listener.incoming() {
                if tell.send(hear(socket.unwrap())).is_err() {
                    return;
                }
            }
        });
        Self { address, heard }
    }

    /// The one request that came.
    pub(crate) fn heard(&self) -> Heard {
        let heard = self
            .heard
            .recv_timeout(Duration::from_secs(30))
            .expect("nothing was sent");
        assert!(self.heard.try_recv().is_err(), "more than one request");
        heard
    }
}

fn hear(socket: TcpStream) -> Heard {
    let mut reader = BufReader::new(socket);
    let line = |reader: &mut BufReader<TcpStream>| {
        let mut line = Vec::new();
        reader.read_until(b'\n', &mut line).unwrap();
        assert!(line.ends_with(b"\r\n"), "{line:?}");
        line.truncate(line.len() - 2);
        line
    };
    let first = String::from_utf8(line(&mut reader)).unwrap();
    let [method, target, _] = first.split(' ').collect::<Vec<_>>()[..] else {
        panic!("{first}")
    };
    let mut headers = Vec::new();
    loop {
        let line = line(&mut reader);
        if line.is_empty() {
            break;
        }
        let colon = line.iter().position(|byte| *byte == b':').unwrap();
        let name = String::from_utf8(line[..colon].to_ascii_lowercase()).unwrap();
        headers.push((name, line[colon + 1..].trim_ascii().to_vec()));
    }
    let mut heard = Heard {
        method: method.to_owned(),
        target: target.to_owned(),
        headers,
        body: vec![],
    };
    assert!(heard.header("transfer-encoding").is_none(), "{heard:?}");
    let length = heard.header("content-length").map_or(0, |length| {
        std::str::from_utf8(length).unwrap().parse().unwrap()
    });
    heard.body = vec![0; length];
    reader.read_exact(&mut heard.body).unwrap();
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nheard";
    let answer = if method == "HEAD" {
        &answer[..answer.len() - 5]
    } else {
        answer
    };
    reader.get_mut().write_all(answer.as_bytes()).unwrap();
    heard
}
