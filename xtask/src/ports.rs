//! TCP ports on 127.0.0.1, and asking a server whether it is ready.

use crate::outcome::Outcome;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4, TcpListener, TcpStream};
use std::time::Duration;

fn local(port: u16) -> SocketAddr {
    SocketAddr::V4(SocketAddrV4::new(Ipv4Addr::LOCALHOST, port))
}

/// Fails with a sentence when something listens there already.
pub(crate) fn must_be_free(port: u16, flag: &str) -> Outcome {
    TcpListener::bind(local(port)).map(drop).map_err(|problem| {
        if problem.kind() == std::io::ErrorKind::PermissionDenied {
            format!("Port {port} is reserved for the system: choose one above 1023 with {flag}.")
        } else {
            format!(
                "Port {port} is in use: stop what listens there, or choose another with {flag}."
            )
        }
    })
}

/// A port that nobody uses at the moment.
pub(crate) fn free() -> Outcome<u16> {
    TcpListener::bind(local(0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|problem| format!("No free port on 127.0.0.1: {problem}."))
}

/// The HTTP status that `http://127.0.0.1:port/path` answers, if it answers within a second.
pub(crate) fn http_status(port: u16, path: &str) -> Option<u16> {
    ask("GET", port, path)
}

/// The same of a `PUT` without a body.
pub(crate) fn put(port: u16, path: &str) -> Option<u16> {
    ask("PUT", port, path)
}

fn ask(method: &str, port: u16, path: &str) -> Option<u16> {
    let patience = Duration::from_secs(1);
    let mut stream = TcpStream::connect_timeout(&local(port), patience).ok()?;
    stream.set_read_timeout(Some(patience)).ok()?;
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    let _cut_short = stream.take(64).read_to_string(&mut answer);
    status_of(&answer)
}

fn status_of(answer: &str) -> Option<u16> {
    answer
        .strip_prefix("HTTP/1.")?
        .split(' ')
        .nth(1)?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_is_held_is_refused_in_one_sentence() {
        let holder = TcpListener::bind(local(0)).unwrap();
        let port = holder.local_addr().unwrap().port();
        let sentence = must_be_free(port, "--port").unwrap_err();
        assert!(sentence.contains(&port.to_string()) && sentence.contains("--port"));
        drop(holder);
        // A program that another test is starting just then may hold it a moment longer.
        let freed = (0..100).any(|_| {
            std::thread::sleep(Duration::from_millis(20));
            must_be_free(port, "--port").is_ok()
        });
        assert!(freed);
    }

    #[test]
    fn the_status_is_the_second_word_of_the_first_line() {
        assert_eq!(status_of("HTTP/1.1 503 Service Unavailable\r\n"), Some(503));
        assert_eq!(status_of("HTTP/1.0 200 OK\r\n"), Some(200));
        assert_eq!(status_of("SSH-2.0-OpenSSH"), None);
    }
}
