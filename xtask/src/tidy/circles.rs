//! No circle among the files of a crate: whoever reads one can read what it builds on first.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::finding::Finding;
use super::modules::{Crate, Graph};
use super::rust_file::RustFile;

const CRATES: [&str; 10] = [
    "api/src",
    "api/tests/api",
    "bench/src",
    "migrations/src",
    "print/src",
    "sandbox/src",
    "shared/src",
    "web/packer/src",
    "web/src",
    "xtask/src",
];

/// Reports each circle once, and each use that could hide one.
pub(super) fn check(files: &[RustFile<'_>]) -> Vec<Finding> {
    let crates = CRATES.iter();
    crates
        .flat_map(|folder| check_crate(folder, files))
        .collect()
}

fn check_crate(folder: &str, files: &[RustFile<'_>]) -> Vec<Finding> {
    let modules = Crate::read(folder, files);
    let graph = modules.graph();
    let circles = circles(&graph);
    let findings = circles.iter().filter_map(|circle| describe(&graph, circle));
    let globs = modules.globs().map(|(path, line)| Finding {
        path: path.to_owned(),
        line,
        what: "name what is used; `*` hides whom this file needs".to_owned(),
    });
    findings.chain(globs).collect()
}

/// The files that lead to each other, each group once.
fn circles<'a>(graph: &Graph<'a>) -> BTreeSet<BTreeSet<&'a str>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> = graph
        .keys()
        .map(|file| (*file, reach(graph, file)))
        .collect();
    let leads = |from: &str, to: &str| reached.get(from).is_some_and(|files| files.contains(to));
    graph
        .keys()
        .filter(|file| leads(file, file))
        .map(|file| {
            let back = |other: &&&str| leads(file, other) && leads(other, file);
            graph.keys().filter(back).copied().collect()
        })
        .collect()
}

/// All files that one can come to from this one.
fn reach<'a>(graph: &Graph<'a>, file: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![file];
    while let Some(file) = open.pop() {
        for next in graph.get(file).into_iter().flat_map(BTreeMap::keys) {
            if reached.insert(*next) {
                open.push(next);
            }
        }
    }
    reached
}

fn describe(graph: &Graph<'_>, circle: &BTreeSet<&str>) -> Option<Finding> {
    let ways = circle.iter().filter_map(|file| way_round(graph, file));
    let way = ways.min_by_key(Vec::len)?;
    let (first, line) = way.first().copied()?;
    let mut what = format!(
        "{} files import each other in a circle, such as",
        circle.len()
    );
    for ((from, line), (to, _)) in way.iter().zip(way.iter().cycle().skip(1)) {
        what.push_str(&format!("\n        {from}:{line} uses {to}"));
    }
    let others = circle
        .iter()
        .filter(|file| !way.iter().any(|(on, _)| on == *file));
    for other in others {
        what.push_str(&format!("\n        also {other}"));
    }
    Some(Finding {
        path: first.to_owned(),
        line,
        what,
    })
}

/// The shortest way from the file back to itself: each file with the line that leads on.
fn way_round<'a>(graph: &Graph<'a>, start: &'a str) -> Option<Vec<(&'a str, usize)>> {
    let mut came: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(file) = open.pop_front() {
        for (next, line) in graph.get(file).into_iter().flatten() {
            if came.contains_key(next) {
                continue;
            }
            came.insert(next, (file, *line));
            open.push_back(next);
        }
    }
    let mut way = Vec::new();
    let mut at = start;
    loop {
        let (file, line) = came.get(at).copied()?;
        way.push((file, line));
        at = file;
        if at == start {
            way.reverse();
            return Some(way);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::files::TextFile;
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<TextFile> = files
            .iter()
            .map(|(path, text)| TextFile {
                path: format!("x/src/{path}"),
                text: (*text).to_owned(),
            })
            .collect();
        let findings = check_crate("x/src", &RustFile::all(&files));
        findings.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn two_files_that_use_each_other_are_a_circle() {
        let files = [
            ("lib.rs", "mod a;\nmod b;"),
            ("a.rs", "\nuse crate::{\n    b::B,\n};"),
            ("b.rs", "fn b() { super::a::run(); }"),
            ("c.rs", "use crate::a;"),
        ];
        let expected = "x/src/a.rs:3: 2 files import each other in a circle, such as\
            \n        x/src/a.rs:3 uses x/src/b.rs\n        x/src/b.rs:1 uses x/src/a.rs";
        assert_eq!(found(&files), [expected]);
    }

    #[test]
    fn a_parent_that_declares_its_children_is_none_and_one_that_calls_them_is() {
        let child = ("a/child.rs", "use super::Thing;");
        let declares = ("a.rs", "pub mod child;\npub struct Thing;");
        assert_eq!(found(&[declares, child]), [""; 0]);
        let calls = ("a.rs", "mod child;\nfn x() { child::x() }");
        assert_eq!(found(&[calls, child]).len(), 1);
        let hands_on = ("a.rs", "mod child;\npub use child::X;");
        assert_eq!(found(&[hands_on, child]).len(), 1);
    }

    #[test]
    fn names_that_stand_for_each_other_come_to_an_end() {
        let files = [
            ("a.rs", "pub use crate::b::X;"),
            ("b.rs", "pub use crate::a::X;"),
        ];
        assert_eq!(found(&files).len(), 1);
    }

    #[test]
    fn tests_and_modules_within_a_file_are_no_circle() {
        let files = [
            (
                "a.rs",
                "use crate::b;\nmod row { use super::X; }\nfn x() { row::y() }",
            ),
            ("b.rs", "#[cfg(test)]\nmod tests {\n    use crate::a;\n}"),
            ("lib.rs", "#[cfg(test)]\nmod rig;\nmod a;\nuse a::A;"),
            ("rig.rs", "use crate::A;\nuse crate::a::*;"),
        ];
        assert_eq!(found(&files), [""; 0]);
    }

    #[test]
    fn a_star_is_refused_where_it_hides_a_file() {
        let files = [
            (
                "a.rs",
                "use crate::b::*;\nuse crate::b::Kind::*;\nuse leptos::prelude::*;",
            ),
            ("b.rs", "mod row { use super::*; }"),
        ];
        assert_eq!(found(&files).len(), 1);
    }
}
