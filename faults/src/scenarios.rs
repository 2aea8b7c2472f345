//! What goes wrong, each with clients at work, and what has to hold afterwards.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::Failure;
use crate::check::check;
use crate::disk::{Disk, Filler, is_whole, limit_files};
use crate::ledger::Entry;
use crate::load::{Tally, text};
use crate::postgres::{Cluster, Postgres};
use crate::scene::{Scene, World};
use crate::server::{Api, signal};

/// How many clients work at the same time.
const CLIENTS: usize = 16;
/// The embedded database: the process is killed again and again.
pub(crate) async fn sqlite_killed(world: &World) -> Result<String, Failure> {
    let (database, file) = sqlite(world, "killed")?;
    let mut scene = Scene::start(world, "killed", &database, 1, CLIENTS).await?;
    scene
        .while_working(async |apis, _| {
            for _ in 0..4 * world.times {
                wait(700).await;
                apis.iter_mut().try_for_each(Api::kill_and_restart)?;
            }
            Ok(())
        })
        .await?;
    let line = scene.verdict().await?;
    is_whole(&file).await?;
    Ok(line)
}

/// The embedded database: its disk fills up and is cleared again.
pub(crate) async fn sqlite_full(world: &World) -> Result<String, Failure> {
    let Some(disk) = Disk::new(&world.folder.join("disk"))? else {
        // A full database on an ordinary disk is one of the api's own tests (`store::tests`).
        return Ok("left out: this machine lets only root mount a file system".to_owned());
    };
    let file = disk.0.join("anju.db");
    let database = format!("sqlite://{}?mode=rwc", file.display());
    let mut scene = Scene::start(world, "full", &database, 1, CLIENTS).await?;
    let filler = disk.0.join("filler");
    scene
        .while_working(async |apis, tally| {
            for _ in 0..world.times {
                wait(700).await;
                let filler = Filler::fill(&filler)?;
                let begun = Instant::now();
                let before = tally.put_off();
                while tally.put_off() < before + 5 {
                    if begun.elapsed() > Duration::from_secs(60) {
                        return Err("nobody noticed that the disk is full".into());
                    }
                    wait(50).await;
                }
                serves_without_writing(apis).await?;
                drop(filler);
                works_again(apis, tally).await?;
            }
            Ok(())
        })
        .await?;
    let line = scene.verdict().await?;
    is_whole(&file).await?;
    Ok(line)
}

/// The embedded database: every write fails for a while.
pub(crate) async fn sqlite_failing(world: &World) -> Result<String, Failure> {
    let (database, file) = sqlite(world, "failing")?;
    let mut scene = Scene::start(world, "failing", &database, 1, CLIENTS).await?;
    scene
        .while_working(async |apis, tally| {
            for _ in 0..world.times {
                wait(700).await;
                limit_files(apis, "1")?;
                wait(1500).await;
                serves_without_writing(apis).await?;
                limit_files(apis, "unlimited")?;
                works_again(apis, tally).await?;
            }
            Ok(())
        })
        .await?;
    let line = scene.verdict().await?;
    is_whole(&file).await?;
    Ok(line)
}

/// PostgreSQL under two instances: they are killed, it is stopped, dropped and hung.
pub(crate) async fn postgres_in_trouble(
    world: &World,
    cluster: &Cluster,
) -> Result<String, Failure> {
    let mut server = Postgres::start(cluster, &[])?;
    let database = server.create("trouble")?;
    let mut scene = Scene::start(world, "trouble", &database, 2, CLIENTS).await?;
    scene
        .while_working(async |apis, tally| {
            for _ in 0..world.times {
                for api in apis.iter_mut() {
                    wait(500).await;
                    api.kill_and_restart()?;
                }
                for how in ["-INT", "-QUIT"] {
                    wait(500).await;
                    server.stop(how)?;
                    wait(1000).await;
                    server.restart()?;
                    works_again(apis, tally).await?;
                }
                server.signal_all("-STOP")?;
                let before = tally.put_off();
                wait(4000).await;
                if tally.put_off() == before {
                    return Err("a hanging server keeps everybody waiting".into());
                }
                server.signal_all("-CONT")?;
                works_again(apis, tally).await?;
            }
            Ok(())
        })
        .await?;
    scene.verdict().await
}

/// A control: what is acknowledged before it is done has to be missed. The save cannot have been
/// done, because the process that it was sent to did not run any more.
pub(crate) async fn control_early(world: &World) -> Result<String, Failure> {
    let (database, _) = sqlite(world, "early")?;
    let mut scene = Scene::start(world, "early", &database, 1, 1).await?;
    scene
        .while_working(async |_, _| {
            wait(300).await;
            Ok(())
        })
        .await?;
    let Scene {
        apis,
        workers,
        tally,
        ..
    } = &mut scene;
    let (Some(api), Some(worker)) = (apis.first_mut(), workers.first()) else {
        return Err("nobody is there".into());
    };
    // A draft that is not submitted: the clients submit their first.
    let new = serde_json::json!({ "module": "residential" });
    let path = "/api/v1/applications";
    let created = worker
        .until_told(tally, "POST", path, &[], Some(&new))
        .await?;
    let id = text(&created.json()?, "/id")?;
    worker.ledger.write(Entry::Created { id: id.clone() })?;
    let version = worker.save(tally, &id, 1, "13900000001").await?;
    signal("-STOP", &[api.process()])?;
    let path = format!("/api/v1/applications/{id}/answers");
    let if_match = format!("\"{version}\"");
    let body = worker.body("13900000002");
    let headers = [("if-match", if_match.as_str())];
    let sent = worker.person.ask("PUT", &path, &headers, Some(&body));
    let unanswered = tokio::time::timeout(Duration::from_millis(300), sent).await;
    if unanswered.is_ok() {
        return Err("a stopped process has answered".into());
    }
    worker.ledger.write(Entry::Saved {
        id,
        version: version + 1,
        mark: "13900000002".to_owned(),
    })?;
    api.kill_and_restart()?;
    is_missed(&scene).await
}

/// A control: a server that acknowledges what is not on disk, and is dropped, has to be caught.
pub(crate) async fn control_asynchronous(
    world: &World,
    cluster: &Cluster,
) -> Result<String, Failure> {
    let late = ["synchronous_commit=off", "wal_writer_delay=10000ms"];
    let mut server = Postgres::start(cluster, &late)?;
    let database = server.create("asynchronous")?;
    let mut scene = Scene::start(world, "asynchronous", &database, 1, 4).await?;
    // Everything up to here is to stay: people, sessions, the schema.
    server.checkpoint()?;
    scene
        .while_working(async |_, tally| {
            while tally.acknowledged() < 12 {
                wait(20).await;
            }
            server.stop("-QUIT")?;
            server.restart()
        })
        .await
        .err();
    is_missed(&scene).await
}

/// Whether the check says that something is missing.
async fn is_missed(scene: &Scene) -> Result<String, Failure> {
    let missing = check(&scene.workers, &scene.tally).await?;
    match missing.first() {
        Some(first) => Ok(format!("caught: {first}")),
        None => Err("nothing was missed, although something is gone".into()),
    }
}

/// Reads are answered all the time, and within a minute the process says that it is not ready:
/// its last proof holds for one, and what is left of a disk may still take a few small writes.
async fn serves_without_writing(apis: &[Api]) -> Result<(), Failure> {
    let begun = Instant::now();
    for api in apis {
        loop {
            let told = ["/api/v1/policies", "/health/live", "/health/ready"].map(|p| api.status(p));
            match told {
                [Some(200), Some(200), Some(503)] => break,
                [Some(200), Some(200), Some(200)] if begun.elapsed() < Duration::from_secs(60) => {
                    wait(100).await;
                }
                _ => return Err(format!("policies, live and ready answer {told:?}").into()),
            }
        }
    }
    Ok(())
}

/// All instances are ready again by themselves, and acknowledge.
async fn works_again(apis: &mut [Api], tally: &Tally) -> Result<(), Failure> {
    apis.iter_mut().try_for_each(Api::wait_until_ready)?;
    let before = tally.acknowledged();
    for _ in 0..100 {
        wait(50).await;
        if tally.acknowledged() >= before + 5 {
            return Ok(());
        }
    }
    Err("nothing is acknowledged after the trouble".into())
}

async fn wait(ms: u64) {
    tokio::time::sleep(Duration::from_millis(ms)).await;
}

/// Address and file of an embedded database.
fn sqlite(world: &World, name: &str) -> Result<(String, PathBuf), Failure> {
    let folder = world.folder.join(name);
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("anju.db");
    Ok((format!("sqlite://{}?mode=rwc", file.display()), file))
}
