//! A document read back: its pages, its text in the order in which it stands in the file, and what makes
//! it good for an archive and for whoever has it read out.

use lopdf::{Dictionary, Document, Object};

/// A document as somebody else's program reads it.
pub(crate) struct Paper {
    /// How many pages it has.
    pub(crate) pages: usize,
    /// Its text, without blanks and line breaks.
    pub(crate) text: String,
    document: Document,
}

impl Paper {
    /// Reads a file, and looks at all that every document needs.
    pub(crate) fn read(file: &[u8], lang: &str) -> Self {
        assert!(file.len() <= 80_000, "{} bytes", file.len());
        Self::of_any_size(file, lang)
    }

    /// The same of one that says more than any application can.
    pub(crate) fn of_any_size(file: &[u8], lang: &str) -> Self {
        let document = Document::load_mem(file).unwrap();
        let numbers: Vec<u32> = document.get_pages().into_keys().collect();
        let text = document.extract_text(&numbers).unwrap();
        let paper = Self {
            pages: numbers.len(),
            text: text.split_whitespace().collect(),
            document,
        };
        paper.is_good(lang);
        paper
    }

    /// These stand in it, one behind the other.
    pub(crate) fn says(&self, all: &[&str]) {
        let mut rest = self.text.as_str();
        for one in all {
            let one: String = one.split_whitespace().collect();
            let at = rest.find(&one);
            let at = at.unwrap_or_else(|| panic!("{one} is not in {}, or not there", self.text));
            rest = &rest[at + one.len()..];
        }
    }

    /// What a camera reads in the pattern that is printed on it; none where there is no pattern.
    pub(crate) fn pattern(&self) -> Option<String> {
        let mut objects = self.document.objects.values();
        let picture = objects.find_map(|object| {
            let stream = object.as_stream().ok()?;
            let kind = stream.dict.get(b"Subtype").and_then(Object::as_name).ok()?;
            (kind == b"Image").then_some(stream)
        })?;
        let side = picture.dict.get(b"Width").unwrap().as_i64().unwrap();
        let side = usize::try_from(side).unwrap();
        let shades = picture.decompressed_content().unwrap();
        // As a camera has it: larger, and with the empty paper around it.
        let (quiet, large) = (4, 4);
        let all = (side + 2 * quiet) * large;
        let shade = |x: usize, y: usize| {
            let at = |one: usize| (one / large).checked_sub(quiet).filter(|one| *one < side);
            match (at(x), at(y)) {
                (Some(x), Some(y)) => shades[y * side + x],
                _ => 255,
            }
        };
        let mut seen = rqrr::PreparedImage::prepare_from_greyscale(all, all, shade);
        let found = seen.detect_grids();
        Some(found.first().unwrap().decode().unwrap().1)
    }

    /// How often something stands in it.
    pub(crate) fn times(&self, text: &str) -> usize {
        let text: String = text.split_whitespace().collect();
        self.text.matches(&text).count()
    }

    fn is_good(&self, lang: &str) {
        let catalog = self.document.catalog().unwrap();
        assert_eq!(
            catalog.get(b"Lang").unwrap().as_str().unwrap(),
            lang.as_bytes()
        );
        let marked = self.dictionary(catalog.get(b"MarkInfo").unwrap());
        assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
        let tree = self.dictionary(catalog.get(b"StructTreeRoot").unwrap());
        assert!(tree.get(b"K").is_ok() && tree.get(b"ParentTree").is_ok());
        let shown = self.dictionary(catalog.get(b"ViewerPreferences").unwrap());
        assert!(shown.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
        let metadata = catalog.get(b"Metadata").unwrap().as_reference().unwrap();
        let metadata = self
            .document
            .get_object(metadata)
            .unwrap()
            .as_stream()
            .unwrap();
        let metadata = String::from_utf8_lossy(&metadata.content).into_owned();
        for claim in ["pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<"] {
            assert!(metadata.contains(claim), "{claim}: {metadata}");
        }
        self.has_its_fonts();
    }

    /// Every font is in the file, cut down to the letters that are used.
    fn has_its_fonts(&self) {
        let mut fonts = 0;
        for object in self.document.objects.values() {
            let Ok(found) = object.as_dict() else {
                continue;
            };
            if !found
                .get(b"Type")
                .is_ok_and(|kind| kind.as_name().ok() == Some(b"FontDescriptor"))
            {
                continue;
            }
            fonts += 1;
            let name = found.get(b"FontName").unwrap().as_name().unwrap();
            assert_eq!(
                name.get(6),
                Some(&b'+'),
                "{}",
                String::from_utf8_lossy(name)
            );
            assert!(found.has(b"FontFile2") || found.has(b"FontFile3"));
        }
        assert!(fonts > 0);
    }

    fn dictionary<'a>(&'a self, object: &'a Object) -> &'a Dictionary {
        match object {
            Object::Reference(id) => self.document.get_dictionary(*id).unwrap(),
            other => other.as_dict().unwrap(),
        }
    }

    /// How many parts of a kind its structure has: `TH`, `H1` …
    pub(crate) fn parts(&self, kind: &str) -> usize {
        let is_one = |object: &&Object| {
            let found = object.as_dict().ok();
            found.is_some_and(|found| {
                found
                    .get(b"S")
                    .is_ok_and(|name| name.as_name().ok() == Some(kind.as_bytes()))
            })
        };
        self.document.objects.values().filter(is_one).count()
    }
}
