//! The virus scanner: what waits for it, what it finds, and that its silence lets nothing through.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use lopdf::Object;
use shared::application::Detail;
use shared::problem::ProblemKind;
use shared::upload::{Upload, UploadState};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::desk::{id_of, stored};
use super::files::{document, pdf, written};
use crate::harness::{World, in_world, in_world_with};

/// What the scanner of these tests finds.
const SIGNATURE: &[u8] = b"ANJU-TEST-VIRUS";

/// A scanner that speaks as clamd does (clamd(8), INSTREAM).
struct Clamd {
    listener: std::net::TcpListener,
    /// As long as it is, connections are closed without a word.
    is_silent: Arc<AtomicBool>,
}

impl Clamd {
    fn silent(is_silent: bool) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        Self {
            listener,
            is_silent: Arc::new(AtomicBool::new(is_silent)),
        }
    }

    fn address(&self) -> String {
        self.listener.local_addr().unwrap().to_string()
    }

    /// Begins to answer.
    fn start(self) -> Arc<AtomicBool> {
        let listener = TcpListener::from_std(self.listener).unwrap();
        let is_silent = Arc::clone(&self.is_silent);
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                if !self.is_silent.load(Ordering::Relaxed) {
                    tokio::spawn(answer(stream));
                }
            }
        });
        is_silent
    }
}

async fn answer(mut stream: TcpStream) {
    let mut command = [0; 10];
    stream.read_exact(&mut command).await.unwrap();
    assert_eq!(&command, b"zINSTREAM\0");
    let mut content = Vec::new();
    loop {
        let length = stream.read_u32().await.unwrap();
        if length == 0 {
            break;
        }
        let mut chunk = vec![0; usize::try_from(length).unwrap()];
        stream.read_exact(&mut chunk).await.unwrap();
        content.extend(chunk);
    }
    assert!(content.starts_with(b"%PDF-"), "it gets what was uploaded");
    let found = content
        .windows(SIGNATURE.len())
        .any(|part| part == SIGNATURE);
    let says: &[u8] = if found {
        b"stream: Anju.Test FOUND\0"
    } else {
        b"stream: OK\0"
    };
    stream.write_all(says).await.unwrap();
}

fn with_virus() -> Vec<u8> {
    written(document(1, |document| {
        document.add_object(Object::string_literal(SIGNATURE));
    }))
}

async fn readiness(world: &World) -> String {
    let answer = world.browser().get("/health/ready").await.expect(200);
    answer.json::<serde_json::Value>()["virus_scanner"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn what_is_uploaded_waits_for_the_scanner() {
    let clamd = Clamd::silent(true);
    let address = clamd.address();
    in_world_with(
        |config| config.uploads.clamd = Some(address),
        async |world| {
            let is_silent = clamd.start();
            assert_eq!(readiness(world).await, "configured");
            let desk = world.refused_desk().await;
            let upload = desk.upload(&pdf(1)).await;
            assert_eq!(upload.state, UploadState::Checking);
            assert!(!upload.is_scanned);
            tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
            assert_eq!(desk.read(&upload).await.state, UploadState::Checking);
            let answer = desk.download(&upload).await;
            answer.expect(409).problem(ProblemKind::UploadNotClean);
            // So does the dispute that it belongs to.
            let answer = desk.dispute().await;
            answer.expect(409).problem(ProblemKind::UploadNotClean);
            let detail = desk.detail().await;
            assert!(detail.summary.may_ask_review && detail.disputes.is_empty());
            assert_eq!(world.count("SELECT count(*) AS n FROM locks").await, 0);
            is_silent.store(false, Ordering::Relaxed);
            let upload = desk.until(&upload, UploadState::Clean).await;
            assert!(upload.is_scanned);
            desk.download(&upload).await.expect(200);
            let opened: Detail = desk.dispute().await.expect(200).json();
            assert_eq!(opened.disputes[0].evidence, [upload.id.as_str()]);
        },
    );
}

#[test]
fn what_the_scanner_finds_is_gone() {
    let clamd = Clamd::silent(false);
    // On request the real one, with a signature of what these tests look for.
    let real = std::env::var_os("ANJU_TEST_CLAMD").map(|real| real.into_string().unwrap());
    let address = real.unwrap_or(clamd.address());
    in_world_with(
        |config| config.uploads.clamd = Some(address),
        async |world| {
            clamd.start();
            let desk = world.refused_desk().await;
            let good = desk.upload(&pdf(1)).await;
            let bad: Upload = desk.upload(&with_virus()).await;
            desk.until(&good, UploadState::Clean).await;
            let bad = desk.until(&bad, UploadState::Refused).await;
            let answer = desk.download(&bad).await;
            answer.expect(409).problem(ProblemKind::UploadNotClean);
            let mut left = stored(world).await;
            for _ in 0..100 {
                if left.len() == 1 {
                    break;
                }
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                left = stored(world).await;
            }
            assert_eq!(left.len(), 1);
            assert_eq!(left[0].0, id_of(&good));
            desk.download(&good).await.expect(200);
            // What was refused is not handed in.
            let opened: Detail = desk.dispute().await.expect(200).json();
            assert_eq!(opened.disputes[0].evidence, [good.id.as_str()]);
            assert_eq!(desk.read(&bad).await.handed_in_at, None);
            desk.take_back().await.expect(200);
            desk.delete(&bad).await.expect(204);
        },
    );
}

#[test]
fn an_upload_that_is_deleted_waits_for_nobody() {
    let clamd = Clamd::silent(true);
    let address = clamd.address();
    in_world_with(
        |config| config.uploads.clamd = Some(address),
        async |world| {
            clamd.start();
            let desk = world.refused_desk().await;
            let upload = desk.upload(&pdf(1)).await;
            desk.delete(&upload).await.expect(204);
            assert_eq!(stored(world).await.len(), 0);
        },
    );
}

#[test]
fn a_platform_without_a_scanner_says_so() {
    in_world(async |world| assert_eq!(readiness(world).await, "none"));
}
