//! What is kept, and what is not: repeats, room, seals, and what a process that dies leaves behind.

use std::time::Duration;

use api::config::uploads::{FilesConfig, S3Config};
use api::service::uploads::sweeping::sweep_files;
use shared::problem::ProblemKind;
use shared::upload::{MOST_UPLOADS, Upload, UploadKind};
use uuid::Uuid;

use super::desk::{Desk, folder, id_of, stored};
use super::files::{jpeg, pdf};
use crate::harness::{Log, in_world, in_world_with};

async fn with_key(desk: &Desk, key: &str, file: &[u8]) -> Upload {
    let headers = [("idempotency-key", key)];
    let answer = desk.send_as(UploadKind::Evidence, &headers, file).await;
    answer.expect(201).json()
}

#[test]
fn a_repeated_upload_is_not_a_second_one() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let first = with_key(&desk, "k1", &jpeg()).await;
        assert_eq!(with_key(&desk, "k1", &jpeg()).await, first);
        assert_eq!(desk.list().await, std::slice::from_ref(&first));
        assert_eq!(stored(world).await.len(), 1);
        // Both at once.
        let file = pdf(1);
        let one = with_key(&desk, "k2", &file);
        let (one, two) = futures::future::join(one, with_key(&desk, "k2", &file)).await;
        assert_eq!(one, two);
        assert_eq!(stored(world).await.len(), 2);
        // Another file, another name, or none.
        let other = with_key(&desk, "k1", &file).await;
        let third = with_key(&desk, "k3", &file).await;
        let fourth = desk.upload(&file).await;
        let all = [first, one, other, third, fourth];
        assert_eq!(desk.list().await.len(), all.len());
        assert_eq!(stored(world).await.len(), all.len());
    });
}

#[test]
fn an_application_keeps_so_many_papers() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        for _ in 1..MOST_UPLOADS {
            desk.upload(&jpeg()).await;
        }
        // Of the last one the answer was lost.
        let last = with_key(&desk, "last", &jpeg()).await;
        assert_eq!(with_key(&desk, "last", &jpeg()).await, last);
        let answer = desk.send(&jpeg()).await;
        answer.expect(409).problem(ProblemKind::UploadsFull);
        desk.delete(&last).await.expect(204);
        desk.upload(&jpeg()).await;
        assert_eq!(stored(world).await.len(), MOST_UPLOADS);
    });
}

#[test]
fn what_is_kept_is_sealed_and_opens_in_its_place_only() {
    in_world(async |world| {
        let log = Log::begin();
        let desk = world.refused_desk().await;
        let file = pdf(1);
        let name = [("file-name", "canary-yellow.pdf")];
        let answer = desk.send_as(UploadKind::Evidence, &name, &file).await;
        let one: Upload = answer.expect(201).json();
        let two = desk.upload(&pdf(2)).await;
        let found = |bytes: &[u8], part: &[u8]| bytes.windows(part.len()).any(|w| w == part);
        for (name, content) in stored(world).await {
            assert!(
                !found(&content, b"%PDF") && !found(&content, b"Catalog"),
                "{name}"
            );
        }
        assert!(!found(&world.dump().await, b"canary-yellow"));
        assert!(!log.text().contains("canary-yellow"));
        // Exchanged by somebody who has the folder and not the keys.
        let (one_id, two_id) = (id_of(&one), id_of(&two));
        let files = &world.app.files;
        let (first, second) = (files.get(one_id).await, files.get(two_id).await);
        files.put(one_id, second.unwrap()).await.unwrap();
        files.put(two_id, first.unwrap()).await.unwrap();
        for upload in [&one, &two] {
            let answer = desk.download(upload).await;
            answer.expect(500).problem(ProblemKind::Unexpected);
        }
    });
}

#[test]
fn a_refused_paper_is_no_clean_one_for_whoever_writes_to_the_database() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let upload = desk.upload(&jpeg()).await;
        world.tamper("UPDATE uploads SET state = 'checking'").await;
        let answer = desk.download(&upload).await;
        answer.expect(500).problem(ProblemKind::Unexpected);
        world.tamper("UPDATE uploads SET state = 'clean'").await;
        desk.download(&upload).await.expect(200);
    });
}

#[test]
fn what_a_process_that_died_left_behind_is_swept_away_and_nothing_else() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let upload = desk.upload(&jpeg()).await;
        // Of another platform that shares the store.
        let foreign = Uuid::from_u128(7);
        let put = async |id| world.app.files.put(id, b"sealed".to_vec()).await.unwrap();
        put(foreign).await;
        // Written down, put there, and never told of; and half written.
        let orphan = Uuid::from_u128(8);
        let write = world.app.store.begin().await.unwrap();
        write
            .add_loose_files(&[orphan], world.app.now())
            .await
            .unwrap();
        write.commit().await.unwrap();
        put(orphan).await;
        let unfinished = folder(world).map(|folder| folder.join(format!("{}#1", orphan.simple())));
        if let Some(unfinished) = &unfinished {
            std::fs::write(unfinished, b"sea").unwrap();
        }
        assert_eq!(stored(world).await.len(), 3);
        // Somebody may be about to tell of them.
        assert_eq!(sweep_files(&world.app).await.unwrap(), 0);
        desk.download(&upload).await.expect(200);
        world
            .app
            .set_clock_forward(Duration::from_secs(2 * 60 * 60));
        let removed = sweep_files(&world.app).await.unwrap();
        assert_eq!(removed, if unfinished.is_some() { 2 } else { 1 });
        assert!(unfinished.is_none_or(|file| !file.exists()));
        let mut left: Vec<Uuid> = stored(world).await.into_iter().map(|(id, _)| id).collect();
        left.sort();
        assert_eq!(left, [foreign, id_of(&upload)]);
        assert_eq!(world.count(LOOSE).await, 0);
    });
}

const LOOSE: &str = "SELECT count(*) AS n FROM loose_files";

#[test]
fn while_the_store_is_away_nothing_is_kept_and_what_was_deleted_is_removed_later() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let upload = desk.upload(&jpeg()).await;
        assert_eq!(world.count(LOOSE).await, 0);
        let Some(folder) = folder(world) else {
            return;
        };
        let away = folder.with_extension("away");
        std::fs::rename(&folder, &away).unwrap();
        std::fs::write(&folder, b"no folder").unwrap();
        let answer = desk.send(&jpeg()).await;
        answer.expect(503).problem(ProblemKind::Unavailable);
        let answer = desk.download(&upload).await;
        answer.expect(503).problem(ProblemKind::Unavailable);
        desk.delete(&upload).await.expect(204);
        assert!(desk.list().await.is_empty());
        assert_eq!(world.count(LOOSE).await, 2);
        std::fs::remove_file(&folder).unwrap();
        std::fs::rename(&away, &folder).unwrap();
        world
            .app
            .set_clock_forward(Duration::from_secs(2 * 60 * 60));
        assert_eq!(sweep_files(&world.app).await.unwrap(), 2);
        assert!(stored(world).await.is_empty());
        assert_eq!(world.count(LOOSE).await, 0);
    });
}

#[test]
fn a_bucket_that_does_not_answer_is_told_as_such() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", nobody.local_addr().unwrap());
    drop(nobody);
    let bucket = FilesConfig::Bucket(S3Config {
        bucket: "papers".to_owned(),
        prefix: String::new(),
        endpoint: address.parse().unwrap(),
        region: "us-east-1".to_owned(),
        access_key: "test".into(),
        secret_key: "test".into(),
    });
    in_world_with(
        |config| config.uploads.files = bucket,
        async |world| {
            let desk = world.refused_desk().await;
            let answer = desk.send(&jpeg()).await;
            answer.expect(503).problem(ProblemKind::Unavailable);
            assert!(desk.list().await.is_empty());
        },
    );
}
