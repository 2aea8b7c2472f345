//! Keys that are gone or wrong: nothing starts, and nothing makes other ones for a database that is
//! filled.

use std::fs;
use std::process::Output;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::command::{api, sentence};
use crate::harness::Scratch;

fn run(folder: &Scratch, words: &[&str]) -> Output {
    api(folder).args(words).output().unwrap()
}

fn migrate(folder: &Scratch) -> Output {
    run(folder, &["migrate"])
}

/// The two lines of the file of keys.
fn keys(folder: &Scratch) -> (String, String) {
    let text = fs::read_to_string(folder.path().join("keys")).unwrap();
    let mut lines = text.lines().map(str::to_owned);
    (lines.next().unwrap(), lines.next().unwrap())
}

fn put_keys(folder: &Scratch, seal: &str, index: &str) {
    fs::write(folder.path().join("keys"), format!("{seal}\n{index}\n")).unwrap();
}

fn names(folder: &Scratch) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        // What SQLite keeps beside its file comes and goes with each look at it.
        .filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm"))
        .collect();
    names.sort();
    names
}

const LOOKING: [&[&str]; 4] = [
    &["audit", "verify"],
    &["audit", "adopt"],
    &["jobs", "list"],
    &["jobs", "revive", "00000000-0000-0000-0000-000000000000"],
];

#[test]
fn without_its_keys_a_filled_database_is_left_alone() {
    let folder = Scratch::new();
    assert!(migrate(&folder).status.success());
    fs::rename(folder.path().join("keys"), folder.path().join("away")).unwrap();
    let before = names(&folder);
    for words in [&["serve"][..], &["migrate"]].iter().chain(&LOOKING) {
        let mut command = api(&folder);
        let output = command
            .args(*words)
            .env("ANJU_LISTEN", "127.0.0.1:0")
            .output();
        let told = sentence(&output.unwrap());
        assert!(told.contains("keys of this database are missing"), "{told}");
        assert!(told.contains(folder.path().to_str().unwrap()), "{told}");
        assert_eq!(names(&folder), before, "{words:?}");
    }
    fs::rename(folder.path().join("away"), folder.path().join("keys")).unwrap();
    assert!(migrate(&folder).status.success());
}

#[test]
fn with_another_key_nothing_starts_and_it_says_which() {
    let folder = Scratch::new();
    assert!(migrate(&folder).status.success());
    let (seal, index) = keys(&folder);
    let other = STANDARD.encode([7; 32]);
    let renamed = seal.replacen("k1", "k9", 1);
    for (seal, index, told) in [
        (
            format!("k1:{other}"),
            &index,
            "the seal key k1 is not the one",
        ),
        (seal.clone(), &other, "the index key is not the one"),
        (
            renamed,
            &index,
            "the seal key k1, with which this database was filled, is missing",
        ),
    ] {
        put_keys(&folder, &seal, index);
        for words in [&["migrate"][..]].iter().chain(&LOOKING) {
            let output = run(&folder, words);
            assert!(output.stdout.is_empty(), "it cries wolf");
            let line = sentence(&output);
            assert!(line.contains(told), "{words:?}: {line}");
        }
    }
    // A new seal key goes in front of the old ones, and from then on belongs to the database.
    let both = format!("k2:{other},{seal}");
    put_keys(&folder, &both, &index);
    assert!(migrate(&folder).status.success());
    for gone in [seal.clone(), format!("k2:{other}")] {
        put_keys(&folder, &gone, &index);
        assert!(sentence(&migrate(&folder)).contains("is missing"));
    }
    put_keys(&folder, &both, &index);
    assert!(run(&folder, &["audit", "verify"]).status.success());
}

#[test]
fn commands_that_look_make_nothing() {
    let folder = Scratch::new();
    for words in LOOKING {
        sentence(&run(&folder, words));
        assert_eq!(names(&folder), Vec::<String>::new(), "{words:?}");
        // Nor a folder that is not there.
        let nowhere = folder.path().join("nowhere");
        let mut command = api(&folder);
        let output = command.args(words).env("ANJU_DATA_DIR", &nowhere).output();
        sentence(&output.unwrap());
        assert!(!nowhere.exists(), "{words:?}");
    }
    // With keys but no database they make none either.
    put_keys(
        &folder,
        &format!("k1:{}", STANDARD.encode([1; 32])),
        &STANDARD.encode([2; 32]),
    );
    for words in LOOKING {
        let told = sentence(&run(&folder, words));
        assert!(told.contains("there is no database"), "{told}");
        assert_eq!(names(&folder), ["keys"], "{words:?}");
    }
}

#[test]
fn first_starts_at_once_end_with_one_key() {
    let folder = Scratch::new();
    let starts: Vec<_> = (0..6)
        .map(|_| api(&folder).arg("migrate").spawn().unwrap())
        .collect();
    for start in starts {
        let output = start.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{told}");
    }
    assert!(
        migrate(&folder).status.success(),
        "the key is not the one on disk"
    );
    let left = names(&folder);
    assert!(
        left.iter()
            .all(|name| name == "keys" || name == "uploads" || name.starts_with("anju.db")),
        "{left:?}"
    );
}
