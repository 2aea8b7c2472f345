//! Files that are too large, or do not come.

use std::time::{Duration, Instant};

use shared::upload::{MOST_PDF_BYTES, MOST_PICTURE_BYTES, UploadKind};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::desk::Desk;
use super::files::jpeg;
use crate::harness::{World, in_world, in_world_with};

/// A request that tells of so many bytes and brings some.
async fn begun(
    world: &World,
    desk: &Desk,
    kind: UploadKind,
    length: usize,
    file: &[u8],
) -> TcpStream {
    let address = world.url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.unwrap();
    let path = desk.path(&format!("?kind={}", kind.slug()));
    let cookie = desk.browser.cookie("anju").unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\n\
         Cookie: anju={cookie}\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(file).await.unwrap();
    stream
}

/// The status of an answer that is there within a time; none where the server still waits.
async fn status(stream: &mut TcpStream, within: Duration) -> Option<u16> {
    let mut answer = vec![0; 64];
    let read = tokio::time::timeout(within, stream.read(&mut answer))
        .await
        .ok()?;
    let text = String::from_utf8_lossy(&answer[..read.unwrap()]).into_owned();
    Some(text.split(' ').nth(1).unwrap().parse().unwrap())
}

const SOON: Duration = Duration::from_secs(3);

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    in_world(async |world| {
        let agent = world.agent().await;
        let refused = world.refused_desk().await;
        for (desk, kind, most) in [
            (&agent, UploadKind::AgentDocument, MOST_PICTURE_BYTES),
            (&refused, UploadKind::Evidence, MOST_PDF_BYTES),
        ] {
            let mut stream = begun(world, desk, kind, most + 1, b"\xff").await;
            assert_eq!(status(&mut stream, SOON).await, Some(413));
        }
        // Evidence may be larger, but not as a picture.
        let mut picture = jpeg();
        picture.resize(MOST_PICTURE_BYTES + 1, 0);
        refused
            .refused(&picture, shared::problem::ProblemKind::FileTooLarge)
            .await;
        // No other operation takes as much.
        let path = format!("/api/v1/applications/{}/answers", agent.id);
        let headers = [("content-type", "application/json"), ("if-match", "\"1\"")];
        let body = Some(vec![b' '; 70_000]);
        agent
            .browser
            .send("PUT", &path, &headers, body)
            .await
            .expect(413);
    });
}

#[test]
fn files_that_do_not_come_keep_nobody_out_and_are_given_up() {
    in_world_with(
        |config| {
            config.most_requests = 4;
            config.uploads.most_at_once = 3;
        },
        async |world| {
            let agent = world.agent().await;
            let refused = world.refused_desk().await;
            let wait =
                async |desk: &Desk, kind| begun(world, desk, kind, 100_000, b"\xff\xd8").await;
            let begun = Instant::now();
            let mut waiting = vec![
                wait(&agent, UploadKind::AgentDocument).await,
                wait(&agent, UploadKind::AgentDocument).await,
            ];
            for stream in &mut waiting {
                assert_eq!(status(stream, Duration::from_millis(300)).await, None);
            }
            // Two are enough for one person.
            let mut third = wait(&agent, UploadKind::AgentDocument).await;
            assert_eq!(status(&mut third, SOON).await, Some(429));
            waiting.push(wait(&refused, UploadKind::Evidence).await);
            assert_eq!(
                status(&mut waiting[2], Duration::from_millis(300)).await,
                None
            );
            // There is room for three, and for everybody who wants anything else.
            let mut fourth = wait(&refused, UploadKind::Evidence).await;
            assert_eq!(status(&mut fourth, SOON).await, Some(503));
            for _ in 0..4 {
                agent.browser.get("/api/v1/home").await.expect(200);
            }
            assert!(begun.elapsed() < Duration::from_secs(10));
            for stream in &mut waiting {
                assert_eq!(status(stream, Duration::from_secs(20)).await, Some(408));
            }
            refused.upload(&jpeg()).await;
        },
    );
}
