//! Whatever a text says, it is printed: on its page, and so that it can be read.

use std::time::Instant;

use print::Printer;
use print::paper::{Block, Cell, Ink, Paper as Content, Row, Style, Table, Text};
use shared::values::Lang;

use super::paper::Paper;

fn printer() -> Printer {
    Printer::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/fonts").into())
}

fn content(lang: Lang, texts: &[&str]) -> Content {
    let rows = texts.iter().map(|text| {
        Row::of(vec![
            Cell::head(*text),
            Cell::data(1, *text),
            Cell::data(1, "甲"),
        ])
    });
    let paragraphs = texts.iter().map(|text| {
        Block::Text(Text {
            text: (*text).to_owned(),
            style: Style::PROSE,
        })
    });
    let mut blocks = vec![
        Block::Title {
            title: texts.first().copied().unwrap_or_default().to_owned(),
            sub: "副题".to_owned(),
            ink: Ink::Black,
        },
        Block::Table(Table {
            columns: vec![20, 60, 20],
            rows: rows.collect(),
            padding: 30,
        }),
        Block::Items {
            ordered: true,
            style: Style::PLAIN,
            items: texts.iter().map(|text| (*text).to_owned()).collect(),
        },
    ];
    blocks.extend(paragraphs);
    Content {
        lang,
        title: "题目".to_owned(),
        issuer: "平台".to_owned(),
        made_at: "2026-11-30T04:00:00Z".parse().unwrap(),
        reference: "编号".to_owned(),
        pager: "第 {{ n }} 页，共 {{ of }} 页".to_owned(),
        void: Some("已失效".to_owned()),
        on_one_page: false,
        is_framed: true,
        size: 200,
        blocks,
    }
}

#[test]
fn letters_that_no_font_has_are_told_by_their_code() {
    let printer = printer();
    let texts = [
        "李𠮷儿",
        "a😀b",
        "\u{FFFD}\u{E000}",
        "ب\u{202E}א",
        "a\u{0}b\u{7}c\u{FEFF}d",
        "",
    ];
    let file = printer.print(&content(Lang::Zh, &texts)).unwrap();
    let paper = Paper::read(&file, "zh-CN");
    paper.says(&[
        "李[U+20BB7]儿",
        "a[U+1F600]b",
        "[U+FFFDU+E000]",
        "[U+0628U+05D0]",
        "abcd",
    ]);
    paper.says(&["第1页，共1页", "已失效"]);
    assert_eq!((paper.parts("H1"), paper.parts("TR")), (1, 6));
    // A cell in which nothing is told is one all the same.
    assert_eq!((paper.parts("TH"), paper.parts("TD")), (6, 12));
    // What is said instead of the code.
    let raw = lopdf::Document::load_mem(&file).unwrap();
    let page = *raw.get_pages().get(&1).unwrap();
    let drawn = String::from_utf8_lossy(&raw.get_page_content(page)).into_owned();
    assert!(drawn.contains("/ActualText"), "{drawn}");
}

#[test]
fn endless_texts_go_on_on_the_next_page() {
    let printer = printer();
    let word = "W".repeat(5_000);
    let name = "欧阳".repeat(100);
    let lines = "一\n".repeat(300);
    let dots = "。".repeat(500);
    let texts = [word.as_str(), &name, &lines, &dots];
    let begun = Instant::now();
    let file = printer.print(&content(Lang::En, &texts)).unwrap();
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    let paper = Paper::of_any_size(&file, "en");
    assert!(paper.pages > 3, "{} pages", paper.pages);
    assert_eq!(paper.times("欧阳"), 400);
    assert_eq!(paper.times("W"), 5 * 5_000);
}

#[test]
fn quotes_of_english_are_narrow_and_nothing_begins_a_line_that_may_not() {
    let printer = printer();
    let text = "The owner’s home. ".repeat(40);
    let english = printer.print(&content(Lang::En, &[text.as_str()])).unwrap();
    let english = Paper::read(&english, "en");
    assert_eq!(english.times("owner’s"), 200);
}

#[test]
fn without_fonts_nothing_is_printed() {
    let printer = Printer::new("/nonexistent".into());
    let failed = printer.print(&content(Lang::Zh, &["甲"])).unwrap_err();
    assert!(failed.to_string().contains("ANJU_FONT_DIR"), "{failed}");
}
