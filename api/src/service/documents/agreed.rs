//! What was read, agreed to and promised, in which version, and where it is signed by hand. The words
//! of a promise are printed only where they are the ones that were promised, or are still to be.

use shared::form::{Answers, Texts};
use shared::purchase::Module;

use super::pen::Pen;
use super::sheet::text;
use crate::words::Word;
use crate::words::locale::{commercial, result, wizard};
use print::paper::{Block, POINT, Style};

/// The promise and the notices.
pub(super) fn agreed(
    pen: Pen,
    module: Module,
    answers: &Answers,
    is_submitted: bool,
) -> Vec<Block> {
    let texts = Texts::of(module);
    let promised = answers.promise.as_deref();
    let mut blocks = vec![
        Block::Space(6 * POINT),
        text(promise(pen, texts.promise, promised), Style::BOLD),
    ];
    if promised.is_none_or(|version| version == texts.promise) {
        blocks.extend(
            pen.promise(module)
                .map(|sentence| text(sentence, Style::PROSE)),
        );
    }
    let notes = match module {
        Module::Residential => wizard::notes::tick,
        Module::Commercial => commercial::notes::tick,
    };
    let data = wizard::notes::agree_name;
    let notices = [
        (notes, answers.notes_read.as_deref(), texts.notes),
        (data, answers.data_use_agreed.as_deref(), texts.data_use),
    ]
    .map(|(name, version, now)| notice(pen, name, version, now, is_submitted));
    blocks.push(Block::Space(3 * POINT));
    blocks.extend(notices.map(|notice| text(notice, Style::SMALL)));
    blocks
}

/// Where it is signed, with the place of a seal where the paper has one.
pub(super) fn signatures(pen: Pen, is_married: bool, has_seal: bool) -> Block {
    use result::paper as p;
    let spouse = is_married.then_some(p::sign_spouse);
    let signed = [Some(p::sign_applicant), spouse, Some(p::sign_day)];
    Block::Signatures {
        labels: signed.into_iter().flatten().map(|w| pen.own(w)).collect(),
        seal: has_seal.then(|| pen.own(p::seal)),
    }
}

/// Which promise was made online.
fn promise(pen: Pen, now: &str, promised: Option<&str>) -> String {
    use result::paper as p;
    match promised {
        None => pen.with(p::promise_open, &[("version", now)]),
        Some(version) if version == now => pen.with(p::promise_made, &[("version", version)]),
        Some(version) => pen.with(p::promise_other, &[("version", version), ("now", now)]),
    }
}

/// Which version of a notice was agreed to, and whether it is the one that people read today.
fn notice(pen: Pen, name: Word, agreed: Option<&str>, now: &str, is_submitted: bool) -> String {
    use result::paper as p;
    let name = pen.say(name);
    match agreed {
        Some(version) if version == now => {
            pen.with(p::notice, &[("name", name), ("version", version)])
        }
        Some(version) => {
            let values = [("name", name), ("version", version), ("now", now)];
            pen.with(p::notice_other, &values)
        }
        // Applications from before there was such a tick.
        None if is_submitted => pen.with(p::notice_unasked, &[("name", name)]),
        None => pen.with(p::notice_open, &[("name", name)]),
    }
}
