//! `api clients`, as an operator uses it who has no console.

use std::process::Output;

use crate::command::{api, sentence};
use crate::harness::Scratch;

fn run(folder: &Scratch, arguments: &[&str]) -> Output {
    api(folder).args(arguments).output().unwrap()
}

fn told(folder: &Scratch, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn an_operator_registers_rotates_and_disables_a_client() {
    let folder = Scratch::new();
    told(&folder, &["migrate"]);
    let add = ["clients", "add", "示例", "--scope", "holds:write"];
    let with = |more: &[&'static str]| [&add[..], more].concat();
    let added = told(&folder, &with(&["--contact", "李工=api@example.com"]));
    let value = |key: &str| {
        let mut lines = added.lines();
        let line = lines.find_map(|line| line.strip_prefix(key));
        line.unwrap().trim().to_owned()
    };
    let (id, secret) = (value("client_id"), value("client_secret"));
    let listed = told(&folder, &["clients", "list"]);
    assert!(listed.contains(&id) && listed.contains("live, holds:write, last used never"));
    assert!(!listed.contains(&secret));
    let rotated = told(&folder, &["clients", "rotate", &id]);
    assert!(rotated.contains("client_secret") && !rotated.contains(&secret));
    let listed = told(&folder, &["clients", "list"]);
    assert_eq!(listed.matches("  secret, added ").count(), 2, "{listed}");
    let ended = told(&folder, &["clients", "rotate", &id, "--retire-older"]);
    assert_eq!(ended, "1 ended\n");
    told(&folder, &["clients", "disable", &id]);
    assert!(told(&folder, &["clients", "list"]).contains("disabled 20"));
    assert!(told(&folder, &["audit", "verify"]).ends_with(" 0 broken\n"));
    // What cannot be is said in a sentence.
    let none = format!("cli_{}", "1".repeat(32));
    let none = run(&folder, &["clients", "disable", &none]);
    assert_eq!(sentence(&none), "api: there is no such client\n");
    let wrong = run(
        &folder,
        &with(&["--contact", "李工=1", "--network", "192.0.2.1/24"]),
    );
    assert!(sentence(&wrong).contains("networks/0: Not a network"));
}
