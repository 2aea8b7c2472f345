//! Which pieces travel in one file. wasm-split makes a piece for every set of parts that share functions,
//! dozens of them; each request costs a way there and back, and whoever loads a file loads all of it.

use std::collections::BTreeSet;

/// What a file of its own costs, in bytes of a piece before it is shrunk and compressed, of which about a
/// seventh travels: on a slow line six requests share the 150 ms in which 30 kB would come, and what is
/// compressed alone, and called from outside, takes some kilobytes more.
const FILE: u64 = 80_000;
/// The parts of the pages that most people wait for: what they load for nothing counts several times.
const DEAR: [&str; 3] = ["entry", "home", "result"];
const DEARER: u64 = 4;

/// One file to be, of one or several pieces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// The pieces' names.
    pub(crate) pieces: Vec<String>,
    /// The parts that need any of them, and so load all.
    pub(crate) needed_by: BTreeSet<String>,
    bytes: u64,
}

impl Group {
    /// A piece alone.
    pub(crate) fn of(piece: String, bytes: u64, needed_by: BTreeSet<String>) -> Self {
        Self {
            pieces: vec![piece],
            needed_by,
            bytes,
        }
    }

    /// What all parts together save, in bytes, where both are one file. It may cost them more.
    fn saving(&self, other: &Self) -> Option<u64> {
        let files = self.needed_by.intersection(&other.needed_by).count();
        let files = u64::try_from(files).unwrap_or(u64::MAX);
        let for_nothing = |mine: &Self, theirs: &Self| {
            let idle = theirs.needed_by.difference(&mine.needed_by);
            let dear = |part: &String| DEAR.contains(&part.as_str());
            let weight: u64 = idle.map(|part| if dear(part) { DEARER } else { 1 }).sum();
            mine.bytes.saturating_mul(weight)
        };
        let cost = for_nothing(self, other).saturating_add(for_nothing(other, self));
        files
            .saturating_mul(FILE)
            .checked_sub(cost)
            .filter(|saving| *saving > 0)
    }

    fn join(&mut self, other: Self) {
        self.pieces.extend(other.pieces);
        self.pieces.sort();
        self.needed_by.extend(other.needed_by);
        self.bytes = self.bytes.saturating_add(other.bytes);
    }
}

/// Puts pieces together as long as that saves anything, the best two first.
pub(crate) fn group(mut groups: Vec<Group>) -> Vec<Group> {
    while let Some((at, with)) = best(&groups) {
        // The later one first, so that the earlier keeps its place.
        let other = groups.swap_remove(with);
        if let Some(one) = groups.get_mut(at) {
            one.join(other);
        }
    }
    groups.sort_by(|one, other| one.pieces.cmp(&other.pieces));
    groups
}

fn best(groups: &[Group]) -> Option<(usize, usize)> {
    let pairs = groups.iter().enumerate().flat_map(|(at, one)| {
        let others = groups.iter().enumerate().skip(at.saturating_add(1));
        others.filter_map(move |(with, other)| Some((one.saving(other)?, at, with)))
    });
    // Of those that save the same, the first: the same program is always packed alike.
    let best = pairs.max_by_key(|(saving, at, with)| {
        (*saving, std::cmp::Reverse(*at), std::cmp::Reverse(*with))
    });
    best.map(|(_, at, with)| (at, with))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(name: &str, bytes: u64, parts: &[&str]) -> Group {
        let parts = parts.iter().map(|part| (*part).to_owned()).collect();
        Group::of(name.to_owned(), bytes, parts)
    }

    fn names(groups: &[Group]) -> Vec<Vec<&str>> {
        groups
            .iter()
            .map(|group| group.pieces.iter().map(String::as_str).collect())
            .collect()
    }

    #[test]
    fn small_pieces_of_the_same_parts_travel_together_and_large_ones_alone() {
        let grouped = group(vec![
            piece("a", 300, &["home", "result"]),
            piece("b", 200, &["result", "home", "rules"]),
            piece("c", 90_000, &["result", "officers"]),
        ]);
        assert_eq!(names(&grouped), [vec!["a", "b"], vec!["c"]]);
        assert_eq!(grouped[0].needed_by.len(), 3);
    }

    #[test]
    fn what_shares_no_part_is_never_one_file() {
        let grouped = group(vec![piece("a", 1, &["home"]), piece("b", 1, &["rules"])]);
        assert_eq!(grouped.len(), 2);
    }
}
