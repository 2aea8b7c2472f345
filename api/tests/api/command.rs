//! The program itself: its commands, its start, its end.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::harness::Scratch;

pub(crate) fn api(folder: &Scratch) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_api"));
    command
        .env_clear()
        .env("ANJU_DATA_DIR", folder.path())
        .env("ANJU_SITE_DIR", folder.path().join("site"))
        .env("ANJU_OIDC_CLIENT_SECRET", "secret")
        .env("ANJU_DRAIN_SECONDS", "0")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

pub(crate) fn sentence(output: &Output) -> String {
    assert!(!output.status.success());
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(text.lines().count(), 1, "{text}");
    text
}

/// A server that is ended with the test, however that ends.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ended_already = self.0.kill();
        let _reaped = self.0.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

fn serving(folder: &Scratch, port: u16, issuer: &str) -> Command {
    let mut command = api(folder);
    command
        .arg("serve")
        .env("ANJU_LISTEN", format!("127.0.0.1:{port}"))
        .env("ANJU_OIDC_ISSUER", issuer);
    command
}

fn serve(folder: &Scratch, port: u16, issuer: &str) -> Server {
    let mut server = Server(serving(folder, port, issuer).spawn().unwrap());
    wait_until_ready(&mut server, port);
    server
}

fn wait_until_ready(server: &mut Server, port: u16) {
    let begun = Instant::now();
    while status(port, "/health/ready") != Some(200) {
        assert_eq!(server.0.try_wait().unwrap(), None, "it ended at once");
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "it does not start"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn status(port: u16, path: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )
    .ok()?;
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).ok()?;
    line.split(' ').nth(1)?.parse().ok()
}

fn send_signal(server: &Server, signal: &str) {
    let id = server.0.id().to_string();
    assert!(
        Command::new("kill")
            .args([signal, &id])
            .status()
            .unwrap()
            .success()
    );
}

fn ended(server: &mut Server) -> (bool, String) {
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = server.0.try_wait().unwrap() {
            break status;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "it does not end");
        std::thread::sleep(Duration::from_millis(20));
    };
    let mut log = String::new();
    server
        .0
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut log)
        .unwrap();
    (status.success(), log)
}

#[cfg(unix)]
#[test]
fn data_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Scratch::new();
    let data = folder.path().join("new/data");
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    let mut server = Server(
        api(&folder)
            .arg("serve")
            .env("ANJU_DATA_DIR", &data)
            .env("ANJU_LISTEN", "127.0.0.1:0")
            .spawn()
            .unwrap(),
    );
    let begun = Instant::now();
    // The log beside it comes with the first change.
    while !data.join("anju.db-wal").exists() {
        assert_eq!(server.0.try_wait().unwrap(), None, "it ended at once");
        assert!(begun.elapsed() < Duration::from_secs(30));
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(mode(&data), 0o700);
    for file in ["keys", "anju.db", "anju.db-wal"] {
        assert_eq!(mode(&data.join(file)), 0o600, "{file}");
    }
    server.0.kill().unwrap();
}

#[test]
fn the_description_is_printed_without_any_configuration() {
    let output = Command::new(env!("CARGO_BIN_EXE_api"))
        .env_clear()
        .arg("openapi")
        .output()
        .unwrap();
    assert!(output.status.success());
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        api::http::openapi::text().unwrap()
    );
}

#[test]
fn what_keeps_it_from_starting_is_one_sentence() {
    let folder = Scratch::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = api(&folder)
        .arg("serve")
        .env("ANJU_LISTEN", &address)
        .output()
        .unwrap();
    assert!(sentence(&output).contains(&address));
    for (name, value) in [
        ("ANJU_OIDC_CLIENT_SECRET", ""),
        ("ANJU_PUBLIC_URL", "here"),
        ("ANJU_VALIDITY_DAYS", "many"),
        ("ANJU_BEHIND_PROXY", "maybe"),
        ("ANJU_INDEX_KEY", "alone"),
        ("ANJU_OPERATOR_FILE", "nowhere.json"),
    ] {
        let output = api(&folder).arg("serve").env(name, value).output().unwrap();
        assert!(sentence(&output).contains(name));
    }
}

#[test]
fn keys_are_made_once_and_for_the_owner_alone() {
    let folder = Scratch::new();
    let migrate = || {
        assert!(
            api(&folder)
                .arg("migrate")
                .output()
                .unwrap()
                .status
                .success()
        )
    };
    migrate();
    let keys = folder.path().join("keys");
    let made = std::fs::read_to_string(&keys).unwrap();
    let mode = std::os::unix::fs::PermissionsExt::mode(&keys.metadata().unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    migrate();
    assert_eq!(std::fs::read_to_string(&keys).unwrap(), made);
}

#[test]
fn a_balancer_can_see_that_it_stops_before_it_does() {
    let folder = Scratch::new();
    let port = free_port();
    let mut server = Server(
        serving(&folder, port, "http://127.0.0.1:1")
            .env("ANJU_DRAIN_SECONDS", "3")
            .spawn()
            .unwrap(),
    );
    wait_until_ready(&mut server, port);
    send_signal(&server, "-TERM");
    let begun = Instant::now();
    while status(port, "/health/ready") != Some(503) {
        assert!(
            begun.elapsed() < Duration::from_secs(2),
            "nobody can see it"
        );
    }
    assert_eq!(status(port, "/health/live"), Some(200));
    assert!(ended(&mut server).0);
    assert!(begun.elapsed() > Duration::from_millis(2500));
}

/// Lets a process write no files any more, or again: each write is an I/O error (EFBIG).
fn limit_files(server: &Server, bytes: &str) {
    let id = server.0.id().to_string();
    let mut limit = Command::new("prlimit");
    limit.args(["--pid", &id, &format!("--fsize={bytes}:unlimited")]);
    assert!(limit.status().unwrap().success());
}

#[test]
fn a_disk_that_fails_is_told_and_forgotten_once_it_works_again() {
    let folder = Scratch::new();
    let port = free_port();
    let serving = serving(&folder, port, "http://127.0.0.1:1");
    // What a signal that is ignored would do to the process is an error of the write instead.
    let mut deaf = Command::new("sh");
    deaf.args(["-c", "trap '' XFSZ; exec \"$0\" serve"])
        .arg(serving.get_program())
        .env_clear()
        .stdout(Stdio::piped());
    for (name, value) in serving.get_envs() {
        deaf.env(name, value.unwrap());
    }
    let mut server = Server(deaf.spawn().unwrap());
    wait_until_ready(&mut server, port);
    let until = |expected: u16| {
        let begun = Instant::now();
        while status(port, "/health/ready") != Some(expected) {
            assert!(begun.elapsed() < Duration::from_secs(20), "not {expected}");
            std::thread::sleep(Duration::from_millis(100));
        }
    };
    for _ in 0..2 {
        limit_files(&server, "1");
        until(503);
        // What is not written goes on.
        assert_eq!(status(port, "/api/v1/policies"), Some(200));
        limit_files(&server, "unlimited");
        until(200);
    }
    send_signal(&server, "-TERM");
    assert!(ended(&mut server).0);
}

#[test]
fn it_stops_when_it_is_asked_to_and_finishes_what_it_began() {
    let folder = Scratch::new();
    for signal in ["-TERM", "-INT"] {
        // An identity provider that takes its time keeps a request under way.
        let provider = TcpListener::bind("127.0.0.1:0").unwrap();
        let issuer = format!("http://{}", provider.local_addr().unwrap());
        let port = free_port();
        let mut server = serve(&folder, port, &issuer);
        let mut under_way = TcpStream::connect(("127.0.0.1", port)).unwrap();
        write!(under_way, "GET /auth/sign-in HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let (mut asked, _) = provider.accept().unwrap();
        send_signal(&server, signal);
        // Nobody new is let in, and the request gets its answer all the same.
        let begun = Instant::now();
        while status(port, "/health/live").is_some() {
            assert!(begun.elapsed() < Duration::from_secs(10), "it goes on");
        }
        assert_eq!(server.0.try_wait().unwrap(), None, "it did not wait");
        write!(asked, "HTTP/1.1 500 x\r\nContent-Length: 0\r\n\r\n").unwrap();
        let mut line = String::new();
        BufReader::new(under_way).read_line(&mut line).unwrap();
        assert_eq!(line.trim_end(), "HTTP/1.1 303 See Other");
        let (success, log) = ended(&mut server);
        assert!(success, "{log}");
        assert!(log.contains("\"message\":\"stopped\""), "{log}");
        assert!(log.lines().all(|line| line.starts_with('{')), "{log}");
    }
}
