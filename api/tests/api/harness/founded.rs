//! What every test begins with, made once for each build of the tests and copied: the keys and the
//! people's documents of the city, and a SQLite file whose schema is up to date.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use migrations::Migrator;
use sandbox::{City, Options};
use sea_orm_migration::MigratorTrait;

use super::database::{SQLITE_FILE, connect};
use super::scratch::Scratch;

/// The city's data within a test's folder.
pub(crate) const CITY: &str = "city";

/// Lays it into a test's folder.
pub(crate) async fn copy_into(folder: &Scratch) {
    let founded = founded().await;
    fs::copy(founded.join(SQLITE_FILE), folder.path().join(SQLITE_FILE)).unwrap();
    fs::create_dir_all(folder.path().join(CITY)).unwrap();
    for entry in fs::read_dir(founded.join(CITY)).unwrap() {
        let from = entry.unwrap().path();
        let to = folder.path().join(CITY).join(from.file_name().unwrap());
        fs::copy(from, to).unwrap();
    }
}

/// Where it is. Tests run as processes side by side: the first one makes it, the others wait.
async fn founded() -> PathBuf {
    let built = fs::metadata(std::env::current_exe().unwrap()).unwrap();
    let built = built.modified().unwrap().duration_since(UNIX_EPOCH);
    let all = Path::new(env!("CARGO_TARGET_TMPDIR")).join("founded");
    // The people of the city are as old as on the day of its foundation.
    let this = all.join(format!(
        "{}-{}",
        sandbox::today(),
        built.unwrap().as_nanos()
    ));
    if this.is_dir() {
        return this;
    }
    fs::create_dir_all(&all).unwrap();
    let lock = File::create(all.with_extension("lock")).unwrap();
    lock.lock().unwrap();
    if !this.is_dir() {
        for entry in fs::read_dir(&all).unwrap() {
            forget_old(&entry.unwrap().path());
        }
        let draft = all.join("draft");
        fs::create_dir_all(&draft).unwrap();
        City::start(Options::new(draft.join(CITY)))
            .unwrap()
            .stop()
            .await;
        let url = format!("sqlite://{}?mode=rwc", draft.join(SQLITE_FILE).display());
        let database = connect(&url).await;
        Migrator::up(&database, None).await.unwrap();
        database.close().await.unwrap();
        fs::rename(&draft, &this).unwrap();
    }
    this
}

/// Removes what a build of another day or a killed run has left; tests of another build of today
/// may be copying theirs.
fn forget_old(founded: &Path) {
    let name = founded.file_name().unwrap().to_str().unwrap();
    if !name.starts_with(&sandbox::today().to_string()) {
        fs::remove_dir_all(founded).unwrap();
    }
}
