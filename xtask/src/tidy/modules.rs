//! Which file of a crate leads to which: the paths in its code, followed to the files in which they
//! are declared. What `circles` looks at.

use std::collections::{BTreeMap, BTreeSet};

use super::paths::{Named, Path, from_root, module};
use super::rust_file::RustFile;

/// From a file to the files that it leads to, each with the first line that does.
pub(super) type Graph<'a> = BTreeMap<&'a str, BTreeMap<&'a str, usize>>;

/// So many names that stand for other names are followed, in case they go round in a circle.
const MOST_STEPS: usize = 12;

/// A crate as the modules that it consists of.
#[derive(Default)]
pub(super) struct Crate<'a> {
    modules: BTreeMap<Path, Module<'a>>,
    named: Vec<Mention<'a>>,
}

struct Module<'a> {
    /// The file in which it is written.
    file: &'a str,
    /// The names that a `use` brings into it, with the paths that they stand for.
    uses: BTreeMap<String, Path>,
}

/// A path and the module in which it is written.
struct Mention<'a> {
    file: &'a str,
    module: Path,
    named: &'a Named,
}

impl<'a> Crate<'a> {
    /// Reads the files below the folder; the program beside a library is nobody's module.
    pub(super) fn read(folder: &str, files: &'a [RustFile<'a>]) -> Self {
        let ours = || {
            files.iter().filter_map(|file| {
                let below = file.path.strip_prefix(folder)?.strip_prefix('/')?;
                Some((file, below))
            })
        };
        let library = ours().any(|(_, below)| below == "lib.rs");
        let mut of_tests = Vec::new();
        let mut all = Self::default();
        for (file, below) in ours().filter(|(_, below)| !(library && *below == "main.rs")) {
            let RustFile { path, paths, .. } = file;
            let home = module(below);
            let inline = paths.inline.iter().map(|inline| [&*home, inline].concat());
            for module in inline.chain([home.clone()]) {
                let uses = BTreeMap::new();
                all.modules.insert(module, Module { file: path, uses });
            }
            of_tests.extend(paths.of_tests.iter().map(|tests| [&*home, tests].concat()));
            all.named.extend(paths.named.iter().map(|named| Mention {
                file: path,
                module: [&*home, &named.inside].concat(),
                named,
            }));
        }
        let tested = |module: &Path| of_tests.iter().any(|tests| module.starts_with(tests));
        all.modules.retain(|module, _| !tested(module));
        all.named.retain(|mention| !tested(&mention.module));
        for Mention { module, named, .. } in &all.named {
            if let (Some(alias), Some(module)) = (&named.alias, all.modules.get_mut(module)) {
                let whole = || named.segments.clone();
                module.uses.entry(alias.clone()).or_insert_with(whole);
            }
        }
        all
    }

    pub(super) fn graph(&self) -> Graph<'a> {
        let mut graph: Graph<'a> = BTreeMap::new();
        for mention in &self.named {
            let mut files = BTreeSet::new();
            self.follow(
                &mention.module,
                &mention.named.segments,
                MOST_STEPS,
                &mut files,
            );
            files.remove(mention.file);
            let edges = graph.entry(mention.file).or_default();
            for file in files {
                edges.entry(file).or_insert(mention.named.line);
            }
        }
        graph
    }

    /// The uses that take everything out of another file, so that nobody sees what they take.
    pub(super) fn globs(&self) -> impl Iterator<Item = (&'a str, usize)> {
        self.named.iter().filter_map(
            |Mention {
                 file,
                 module,
                 named,
             }| {
                let whole = self.whole(module, &named.segments)?;
                let taken = self.modules.get(&whole)?;
                let hides = named.alias.as_deref() == Some("*") && taken.file != *file;
                hides.then_some((*file, named.line))
            },
        )
    }

    /// Adds the file of the deepest module that the path names. What that file itself only uses
    /// or hands on stands in a further file, which is added too.
    fn follow(&self, here: &Path, path: &[String], steps: usize, files: &mut BTreeSet<&'a str>) {
        let Some(steps) = steps.checked_sub(1) else {
            return;
        };
        let (at, rest) = match self.whole(here, path) {
            Some(whole) => self.deepest(&whole),
            None => (here.clone(), path.to_vec()),
        };
        let Some(module) = self.modules.get(&at) else {
            return;
        };
        files.insert(module.file);
        if let Some((name, more)) = rest.split_first()
            && let Some(whole) = module.uses.get(name)
        {
            self.follow(&at, &[whole, more].concat(), steps, files);
        }
    }

    /// The path from the root; none where it begins with a name that is no module here.
    fn whole(&self, here: &Path, path: &[String]) -> Option<Path> {
        from_root(here, path).or_else(|| {
            let child = [here, path.get(..1)?].concat();
            let whole = [here, path].concat();
            self.modules.contains_key(&child).then_some(whole)
        })
    }

    /// The path parted where its modules end.
    fn deepest(&self, path: &[String]) -> (Path, Path) {
        let is_module = |length: &usize| {
            let module = path.get(..*length);
            module.is_some_and(|module| self.modules.contains_key(module))
        };
        let length = (1..=path.len()).take_while(is_module).last().unwrap_or(0);
        let (module, rest) = path.split_at_checked(length).unwrap_or((path, &[]));
        (module.to_vec(), rest.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::super::files::TextFile;
    use super::*;

    /// The files to which `x/src/house.rs` leads.
    fn leads_to(house: &str) -> Vec<String> {
        let files = [
            ("deep.rs", "pub mod well;"),
            ("deep/well.rs", "pub struct Water;"),
            ("hall.rs", "pub use crate::deep::{well, well::Water};"),
            ("house.rs", house),
            ("house/room.rs", ""),
        ];
        let files = files.map(|(path, text)| TextFile {
            path: format!("x/src/{path}"),
            text: text.to_owned(),
        });
        let rust = RustFile::all(&files);
        let all = Crate::read("x/src", &rust);
        let graph = all.graph();
        let edges = graph.get("x/src/house.rs").into_iter().flatten();
        let short = |file: &str| file.trim_start_matches("x/src/").to_owned();
        edges.map(|(file, _)| short(file)).collect()
    }

    #[test]
    fn a_path_leads_to_its_deepest_module() {
        assert_eq!(leads_to("use crate::deep::well::Water;"), ["deep/well.rs"]);
        assert_eq!(leads_to("use crate::deep::Water;"), ["deep.rs"]);
        assert_eq!(
            leads_to("mod room;\nfn x() { room::y() }"),
            ["house/room.rs"]
        );
        assert_eq!(leads_to("mod room;\nuse std::room;"), [""; 0]);
    }

    #[test]
    fn what_is_handed_on_leads_to_where_it_stands_too() {
        let both = ["deep/well.rs", "hall.rs"];
        assert_eq!(leads_to("use crate::hall::Water;"), both);
        assert_eq!(
            leads_to("use crate::hall;\nfn x() { hall::well::draw() }"),
            both
        );
        assert_eq!(leads_to("use crate::hall::Chair;"), ["hall.rs"]);
    }
}
