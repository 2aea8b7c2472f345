//! PDFs: kept as they came, unless they do something by themselves.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use shared::problem::ProblemKind;
use shared::upload::{MOST_PAGES, MediaType, UploadKind};

use super::files::{document, packed, packed_action, pdf, spelled_out, written};
use crate::harness::in_world;

/// A document whose catalog has something more.
fn with(key: &str, value: impl FnOnce(&mut Document) -> Object) -> Document {
    document(1, |document| {
        let value = value(document);
        document.catalog_mut().unwrap().set(key, value);
    })
}

fn action(action: Dictionary) -> Document {
    with("OpenAction", |document| document.add_object(action).into())
}

/// That an address is gone to.
fn address() -> Dictionary {
    dictionary! { "S" => "URI", "URI" => Object::string_literal("https://example.com/") }
}

#[test]
fn a_pdf_is_kept_as_it_came() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        for (file, pages) in [
            (pdf(1), 1),
            (pdf(MOST_PAGES), MOST_PAGES),
            (packed(document(3, |_| {})), 3),
            ([pdf(2), b"\r\n".to_vec()].concat(), 2),
            // Turning to a page, and an address that can be followed.
            (
                written(action(
                    dictionary! { "S" => "GoTo", "D" => vec![Object::Null] },
                )),
                1,
            ),
            (
                written(document(1, |document| {
                    document.add_object(
                        dictionary! { "Type" => "Annot", "Subtype" => "Link", "A" => address() },
                    );
                })),
                1,
            ),
        ] {
            let upload = desk.upload(&file).await;
            assert_eq!(upload.pages, Some(pages));
            assert_eq!(upload.media_type, MediaType::Pdf);
            assert_eq!(
                (upload.width, upload.file_name.as_str()),
                (None, "file.pdf")
            );
            let answer = desk.download(&upload).await.expect(200);
            assert!(answer.body == file);
            assert_eq!(answer.header("content-type"), "application/pdf");
        }
    });
}

#[test]
fn a_pdf_that_goes_to_an_address_by_itself_is_refused() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let behind = dictionary! {
            "S" => "GoTo", "D" => vec![Object::Null], "Next" => address(),
        };
        for (what, file) in [
            ("when it is opened", action(address())),
            ("behind a page that is turned to", action(behind)),
            (
                "when a page is seen",
                with("AA", |_| dictionary! { "O" => address() }.into()),
            ),
        ] {
            println!("{what}");
            desk.refused(&packed(file), ProblemKind::FileActive).await;
        }
    });
}

#[test]
fn a_pdf_that_does_or_carries_something_is_refused() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let script =
            || dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") };
        let launch = || dictionary! { "S" => "Launch", "F" => Object::string_literal("cmd.exe") };
        let embedded = || {
            with("Names", |document| {
                let file = Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"MZ".to_vec());
                let file = document.add_object(file);
                let spec =
                    dictionary! { "Type" => "Filespec", "EF" => dictionary! { "F" => file } };
                let names = vec![Object::string_literal("a.exe"), spec.into()];
                dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } }.into()
            })
        };
        let form = || {
            with("AcroForm", |_| {
                dictionary! { "XFA" => Object::string_literal("<xdp/>") }.into()
            })
        };
        let submit = || {
            action(
                dictionary! { "S" => "SubmitForm", "F" => Object::string_literal("https://example.com") },
            )
        };
        // What it does is said elsewhere.
        let indirect = || {
            document(1, |document| {
                let said = document.add_object(Object::Name(b"GoToR".to_vec()));
                let action = document.add_object(dictionary! { "S" => said });
                document.catalog_mut().unwrap().set("OpenAction", action);
            })
        };
        // Nothing refers to it.
        let unused = || {
            document(1, |document| {
                document.add_object(dictionary! { "S" => "Launch" });
            })
        };
        let encrypted = || {
            document(1, |document| {
                let how = document.add_object(dictionary! { "Filter" => "Standard", "V" => 1 });
                document.trailer.set("Encrypt", how);
            })
        };
        // Names can be written in hexadecimal digits.
        let mut disguised = written(action(launch()));
        let at = disguised
            .windows(6)
            .position(|name| name == b"Launch")
            .unwrap();
        disguised.splice(at..at + 1, *b"#4c");
        use ProblemKind as K;
        for (what, file, kind) in [
            ("a script", written(action(script())), K::FileActive),
            ("a packed script", packed(action(script())), K::FileActive),
            ("a program", written(action(launch())), K::FileActive),
            ("a packed program", packed(action(launch())), K::FileActive),
            ("a disguised program", disguised, K::FileActive),
            ("a file within", written(embedded()), K::FileActive),
            ("a packed file within", packed(embedded()), K::FileActive),
            ("a form with scripts", packed(form()), K::FileActive),
            ("a form that is sent", packed(submit()), K::FileActive),
            (
                "an action said elsewhere",
                packed(indirect()),
                K::FileActive,
            ),
            (
                "an action that nothing refers to",
                written(unused()),
                K::FileActive,
            ),
            ("an encrypted one", written(encrypted()), K::FileEncrypted),
        ] {
            println!("{what}");
            desk.refused(&file, kind).await;
        }
    });
}

#[test]
fn a_pdf_that_is_broken_or_built_to_harm_is_refused_soon() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let whole = pdf(2);
        // A page, and one object more.
        let with_object = |object: Vec<u8>| {
            let page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>>";
            spelled_out(&[
                b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
                b"<</Type /Pages /Kids [3 0 R] /Count 1>>".to_vec(),
                page.to_vec(),
                object,
            ])
        };
        let nested = ["[".repeat(200_000), "]".repeat(200_000)].concat();
        let packed_away = |content: Vec<u8>| {
            let mut stream = Stream::new(Dictionary::new(), content);
            stream.compress().unwrap();
            let head = format!(
                "<</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {}>>\nstream\n",
                stream.content.len()
            );
            let end: &[u8] = b"\nendstream";
            with_object([head.as_bytes(), &stream.content, end].concat())
        };
        let bomb = packed_away("9 0 ".repeat(5_000_000).into_bytes());
        let mut unknown = packed_away([b"9 0 <</S /Launch>>", &[b' '; 300][..]].concat());
        let at = unknown
            .windows(5)
            .position(|part| part == b"Flate")
            .unwrap();
        unknown[at] = b'Z';
        let circle = spelled_out(&[
            b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
            b"<</Type /Pages /Kids [2 0 R] /Count 1>>".to_vec(),
        ]);
        desk.upload(&with_object(b"[1 2]".to_vec())).await;
        desk.upload(&packed_away(
            [b"9 0 <</S /GoTo>>", &[b' '; 300][..]].concat(),
        ))
        .await;
        for upload in desk.list().await {
            desk.delete(&upload).await.expect(204);
        }
        use ProblemKind as K;
        for (what, file, kind) in [
            ("a head", b"%PDF-1.7".to_vec(), K::FileUnreadable),
            (
                "half of one",
                whole[..whole.len() / 2].to_vec(),
                K::FileUnreadable,
            ),
            ("no pages", pdf(0), K::FileUnreadable),
            ("too many pages", pdf(MOST_PAGES + 1), K::TooManyPages),
            (
                "another file behind it",
                [&whole, &b"PK\x03\x04"[..]].concat(),
                K::FileUnreadable,
            ),
            (
                "another file before it",
                [b"GIF89a ", &whole[..]].concat(),
                K::FileTypeRefused,
            ),
            (
                "nested without end",
                with_object(nested.into_bytes()),
                K::FileUnreadable,
            ),
            ("a bomb", bomb, K::FileUnreadable),
            (
                "objects packed in a way that is not known",
                unknown,
                K::FileUnreadable,
            ),
            ("pages in a circle", circle, K::FileUnreadable),
        ] {
            let begun = std::time::Instant::now();
            desk.refused(&file, kind).await;
            println!("{what}: {:?}", begun.elapsed());
            assert!(begun.elapsed().as_secs() < 15, "{what}");
        }
    });
}

#[test]
fn what_cannot_be_unpacked_here_is_refused() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let script = "<</S /JavaScript /JS (app.alert(1))>>";
        let deep = format!("[{}{script}{}]", "[".repeat(400), "]".repeat(400));
        use ProblemKind as K;
        for (what, file, kind) in [
            (
                "a script",
                packed_action("9 0", "/ObjStm", script),
                K::FileActive,
            ),
            (
                "an index with another kind of number",
                packed_action("9 0.0", "/ObjStm", script),
                K::FileUnreadable,
            ),
            (
                "a stream that says elsewhere what it is",
                packed_action("9 0", "5 0 R", script),
                K::FileUnreadable,
            ),
            (
                "an object that is nested too deeply",
                packed_action("9 0", "/ObjStm", &deep),
                K::FileUnreadable,
            ),
        ] {
            println!("{what}");
            desk.refused(&file, kind).await;
        }
        let harmless = packed_action("9 0", "/ObjStm", "<</S /GoTo /D [null]>>");
        desk.upload(&harmless).await;
    });
}

#[test]
fn agents_show_pictures_alone() {
    in_world(async |world| {
        let desk = world.agent().await;
        let answer = desk.send_as(UploadKind::AuthorityPaper, &[], &pdf(1)).await;
        answer.expect(415).problem(ProblemKind::FileTypeRefused);
    });
}
