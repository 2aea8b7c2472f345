//! The application form (家庭购房申请表, 个人购房申请表): the answers, in the order of the form.

use serde_json::Value;
use shared::form::pointer::to_value;
use shared::form::{Answers, Field, Person};
use shared::purchase::Module;
use shared::values::day_in_shanghai;

use super::agreed::{agreed, signatures};
use super::fields::{Section, answer, term};
use super::pen::Pen;
use super::sheet::{Filed, group};
use super::terms::Named;
use crate::words::locale::{commercial, pages, result, terms, wizard};
use print::paper::{Block, Cell, CellKind, Length, POINT, Paper, Row, Style, Table};

/// The columns of the form: six, of which a name and an answer that stand beside others take three.
const COLUMNS: [Length; 6] = [15, 17, 18, 15, 17, 18];
/// All of them.
const ALL: usize = 6;
/// An answer that is wider, in halves of a Chinese character, has a row of its own.
const LONG: usize = 36;
/// What everybody of a household is asked has a column. The rest stands in a line below.
const OF_EVERYBODY: [Field; 4] = [
    Field::Name,
    Field::DocumentKind,
    Field::DocumentNumber,
    Field::Hukou,
];

/// A name and what was answered.
type Pair = (String, String);

/// The form.
pub(super) fn application_form(filed: &Filed<'_>, pen: Pen) -> Paper {
    let summary = &filed.detail.summary;
    let day = summary.submitted_at.unwrap_or(summary.updated_at);
    let number = pen.labelled(pen.say(pages::fact::number), &filed.number(pen));
    let day = pen.labelled(pen.say(result::paper::day), &pen.day(day_in_shanghai(day)));
    let mut paper = filed.paper(pen, pen.form(summary.module));
    paper.on_one_page = true;
    paper.blocks.extend(filed.void_line(pen));
    paper.blocks.push(Block::Ends(number, day));
    paper.blocks.push(Block::Space(3 * POINT));
    paper.blocks.push(Block::Table(Table {
        columns: COLUMNS.to_vec(),
        rows: rows(filed, pen),
        padding: 26,
    }));
    let mut end = agreed(pen, summary.module, filed.answers, summary.number.is_some());
    end.push(signatures(pen, filed.answers.is_married(), true));
    end.push(filed.foot(pen));
    paper.blocks.push(Block::Together(end));
    paper
}

/// Reads the answers for paper.
struct Reader<'a> {
    pen: Pen,
    answers: &'a Answers,
    json: Value,
    in_full: bool,
}

impl Reader<'_> {
    /// What was answered to a field, where something was.
    fn given(&self, field: Field, place: &str) -> Option<String> {
        let value = self.json.pointer(&field.within(place))?;
        (!value.is_null()).then(|| answer(self.pen, field, value, self.in_full))
    }

    /// What was answered to the fields of a section.
    fn section(&self, section: Section, place: &str) -> Vec<Pair> {
        let given = section.fields().filter_map(|field| {
            let told = self.given(field, place)?;
            Some((term(self.pen, self.answers, field), told))
        });
        given.collect()
    }
}

fn rows(filed: &Filed<'_>, pen: Pen) -> Vec<Row> {
    let answers = filed.answers;
    let reader = Reader {
        pen,
        answers,
        json: to_value(answers),
        in_full: filed.in_full,
    };
    let mut rows = vec![group(pen.say(result::paper::application), ALL)];
    rows.extend(pairs(reader.section(Section::Category, "")));
    rows.extend(pairs(reader.section(Section::Filler, "/filler")));
    rows.push(group(pen.say(pages::fact::applicant), ALL));
    rows.extend(pairs(reader.section(Section::Person, "/applicant")));
    let more = [Section::Applicant, Section::Grounds]
        .map(|section| reader.section(section, "/applicant"))
        .concat();
    rows.extend(pairs(more));
    match filed.detail.summary.module {
        Module::Residential => {
            rows.push(group(pen.say(result::paper::members), ALL));
            rows.extend(members(&reader));
            rows.extend(pairs(reader.section(Section::Children, "")));
            rows.push(group(pen.say(result::paper::homes), ALL));
            if answers.has_homes != Some(true) {
                let none = (
                    pen.own(result::paper::homes_short),
                    pen.own(wizard::submit::none),
                );
                rows.extend(pairs(vec![none]));
            }
            for nth in 0..answers.homes.len() {
                rows.extend(pairs(
                    reader.section(Section::Home, &format!("/homes/{nth}")),
                ));
            }
            rows.push(group(pen.say(result::paper::target), ALL));
            rows.extend(pairs(reader.section(Section::Target, "/target")));
        }
        Module::Commercial => {
            rows.push(group(pen.say(commercial::unit::title), ALL));
            rows.extend(pairs(reader.section(Section::Unit, "/unit")));
        }
    }
    rows
}

/// Names and answers, two in a row; long answers have a row of their own.
fn pairs(given: Vec<Pair>) -> Vec<Row> {
    let mut rows: Vec<Vec<Pair>> = Vec::new();
    let mut is_open = false;
    for (name, told) in given {
        let width = |letter: char| if letter.is_ascii() { 1 } else { 2 };
        let is_long = told.chars().map(width).sum::<usize>() > LONG;
        match rows.last_mut() {
            Some(row) if is_open && !is_long => {
                row.push((name, told));
                is_open = false;
            }
            _ => {
                rows.push(vec![(name, told)]);
                is_open = !is_long;
            }
        }
    }
    let row = |row: Vec<Pair>| {
        let span = if row.len() == 1 { 5 } else { 2 };
        let cells = row
            .into_iter()
            .flat_map(|(name, told)| [Cell::head(name), Cell::data(span, told)]);
        Row::of(cells.collect())
    };
    rows.into_iter().map(row).collect()
}

/// Spouse and children, one after the other.
fn members(reader: &Reader<'_>) -> Vec<Row> {
    let pen = reader.pen;
    let answers = reader.answers;
    let spouse = answers
        .is_married()
        .then(|| (result::paper::spouse, "/spouse".to_owned(), &answers.spouse));
    let children = answers.children.iter().enumerate().map(|(nth, child)| {
        let place = format!("/children/{nth}");
        (result::paper::child, place, &child.person)
    });
    let people: Vec<_> = spouse.into_iter().chain(children).collect();
    if people.is_empty() {
        let none = Cell::data(ALL, pen.say(wizard::submit::none));
        return vec![Row::of(vec![none])];
    }
    let head = |span, word| Cell::of(CellKind::ColumnHead, span, pen.say(word));
    let mut rows = vec![Row {
        cells: vec![
            head(1, result::paper::relation),
            head(1, terms::name),
            head(1, wizard::field::document_kind),
            head(2, wizard::field::document_number),
            head(1, wizard::field::hukou),
        ],
        keeps: true,
    }];
    for (relation, place, person) in people {
        rows.extend(member(reader, pen.say(relation), &place, person));
    }
    rows
}

/// One of them: what everybody is asked, and in a second row what else was told.
fn member(reader: &Reader<'_>, relation: &str, place: &str, person: &Person) -> Vec<Row> {
    let pen = reader.pen;
    let named = |name: Option<&'static str>| name.unwrap_or_default();
    let kind = person.document_kind.map(|kind| pen.say(kind.name()));
    let hukou = person.hukou.map(|hukou| pen.say(hukou.name()));
    let number = reader.given(Field::DocumentNumber, place);
    let mut more: Vec<Field> = Section::Person.fields().collect();
    more.retain(|field| !OF_EVERYBODY.contains(field));
    more.sort_by_key(|field| *field != Field::Born);
    let more: Vec<String> = more
        .into_iter()
        .filter_map(|field| {
            let told = reader.given(field, place)?;
            Some(pen.labelled(&term(pen, reader.answers, field), &told))
        })
        .collect();
    let first = Row {
        cells: vec![
            Cell::head(relation),
            Cell::data(1, person.name.clone().unwrap_or_default()),
            Cell::data(1, named(kind)),
            Cell::data(2, number.unwrap_or_default()),
            Cell::data(1, named(hukou)),
        ],
        keeps: !more.is_empty(),
    };
    let mut rows = vec![first];
    if !more.is_empty() {
        let gap = "\u{3000}";
        let mut cell = Cell::data(ALL, "");
        cell.texts.clear();
        rows.push(Row::of(vec![cell.and(more.join(gap), Style::SMALL)]));
    }
    rows
}
