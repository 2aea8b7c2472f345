//! Documents to take away, as PDF: the form, the promise, the authority, the result with its law, the
//! certificate, the notice of a refusal. They say what the pages say, to whoever may see these.

mod agreed;
mod authority;
mod certificate;
mod code;
mod fields;
mod findings;
mod form;
mod pen;
mod promise;
mod refusal;
mod result_paper;
mod sheet;
mod terms;
mod verdict;
mod ways;

use std::sync::Arc;

use shared::account::Identity;
use shared::application::{Detail, GivenDocument, PrintedKind, State};
use shared::form::Answers;
use shared::problem::ProblemKind;
use shared::values::Lang;

use super::access::SignedInUser;
use super::applications::show_part;
use super::certificates::code::code_of;
use super::limits::{Bucket, spend};
use super::whose::{Part, find_part, hold_part};
use crate::app::App;
use crate::error::{Error, Result};
use crate::store::applications::Application;
use crate::store::audit::{Act, Actor};
use crate::store::documents::NewlyGiven;
use crate::words::locale::pages::sandbox;
use pen::Pen;
use print::paper::{Align, Block, Ink, Paper, Style, Text};
use print::{LARGEST, PrintError};
use sheet::Filed;

/// Which document is wanted, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Which one.
    pub kind: PrintedKind,
    /// The number of the certificate; the one that counts now where none is told.
    pub number: Option<String>,
    /// In which language.
    pub lang: Lang,
    /// Whether numbers of documents stand in it in full, where it has the reader's own answers.
    pub in_full: bool,
}

/// A document of an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its title, which says nothing of anybody.
    pub title: String,
    /// The file.
    pub content: Vec<u8>,
}

/// Makes a document of an application. That it was given is written to the audit log, and told with the
/// application once a day for each kind and language; of a draft neither.
///
/// # Errors
/// There is no such application of one's own, the caller is an agent who may not see what is in it, there
/// is no such document yet or it is none of theirs, they were asked for too often, or there is nothing to
/// print with.
pub async fn print_document(
    app: &App,
    who: &SignedInUser,
    id: &str,
    wanted: Wanted,
) -> Result<Document> {
    let account = who.account();
    spend(app, Bucket::PrintDocument, account.as_bytes())?;
    // Of one account one after the other: each opens an application, and costs the processor.
    let _turn = app.turns.wait(account).await;
    let (application, part) = find_part(app, who, id).await?;
    admit(&part, wanted.kind)?;
    let paper = write_paper(app, who, application, part, &wanted).await?;
    let paper = if app.config.webhooks.sandbox {
        of_sandbox(paper)
    } else {
        paper
    };
    let title = paper.title.clone();
    let printer = Arc::clone(&app.printer);
    let work = tokio::task::spawn_blocking(move || printer.print(&paper));
    // What a panic says can quote what it was about.
    let printed = work.await.ok();
    let printed = printed.ok_or_else(|| Error::unexpected("a document was not printed"))?;
    let content = printed.map_err(|error| match error {
        PrintError::NoFonts(_) => {
            tracing::error!(%error, "documents are not available");
            ProblemKind::DocumentsUnavailable.into()
        }
        PrintError::Unprintable(_) => Error::unexpected(error.to_string()),
    })?;
    if content.len() > LARGEST {
        tracing::warn!(
            kind = wanted.kind.slug(),
            bytes = content.len(),
            "a document is larger than documents should be"
        );
    }
    record(app, who, id, &wanted).await?;
    Ok(Document { title, content })
}

/// The paper of a sandbox, which says so in words, and across each page.
fn of_sandbox(mut paper: Paper) -> Paper {
    let style = Style {
        ink: Ink::Ochre,
        align: Align::Centre,
        ..Style::SMALL
    };
    let notice = Text {
        text: sandbox::notice.say(paper.lang).to_owned(),
        style,
    };
    paper.blocks.insert(0, Block::Text(notice));
    let mark = || sandbox::mark.say(paper.lang).to_owned();
    paper.void = paper.void.or_else(|| Some(mark()));
    paper
}

/// What holds people's answers is for those who may read them.
fn admit(part: &Part, kind: PrintedKind) -> Result<()> {
    match kind {
        PrintedKind::ApplicationForm
        | PrintedKind::Promise
        | PrintedKind::Authority
        | PrintedKind::Certificate
            if !part.is_full() =>
        {
            Err(ProblemKind::FactsNotShown.into())
        }
        PrintedKind::ApplicationForm
        | PrintedKind::Promise
        | PrintedKind::Authority
        | PrintedKind::Certificate
        | PrintedKind::Result
        | PrintedKind::Refusal => Ok(()),
    }
}

/// Writes down that it was given, to whoever may still have it.
async fn record(app: &App, who: &SignedInUser, id: &str, wanted: &Wanted) -> Result<()> {
    let write = app.store.begin().await?;
    let (application, part) = hold_part(&write, who, id).await?;
    admit(&part, wanted.kind)?;
    let now = app.now();
    // A draft can still be deleted with all that is told of it, and whoever writes it sees it anyway.
    if application.state == State::Draft {
        return write.commit().await;
    }
    let given = GivenDocument {
        kind: wanted.kind,
        lang: wanted.lang,
        by_agent: matches!(part, Part::Agent(_)),
        at: now,
    };
    let known = write.add_given_document(application.id, given).await?;
    if known == NewlyGiven::No {
        return write.commit().await;
    }
    write
        .record_audit(Act {
            chain: application.id,
            at: now,
            actor: Actor::Account(who.account()),
            action: "print_document",
            detail: wanted.kind.slug(),
        })
        .await?;
    write.commit().await
}

/// What stands on the document.
async fn write_paper(
    app: &App,
    who: &SignedInUser,
    application: Application,
    part: Part,
    wanted: &Wanted,
) -> Result<Paper> {
    let answers = application.answers.effective(application.module);
    let is_withheld = !part.is_full();
    let agent: Option<Identity> = match part.authority() {
        Some(filed) => Some(filed.terms.agent.clone()),
        None => who.binding().map(|binding| binding.identity.clone()),
    };
    let code = match wanted.kind {
        PrintedKind::Certificate => code_of(app, &application, wanted.number.as_deref()).await?,
        PrintedKind::ApplicationForm
        | PrintedKind::Promise
        | PrintedKind::Authority
        | PrintedKind::Result
        | PrintedKind::Refusal => None,
    };
    let detail = show_part(app, who, application, part).await?;
    let (detail, is_earlier) = of_certificate(detail, wanted.number.as_deref())?;
    let filed = Filed {
        detail: &detail,
        answers: &answers,
        in_full: wanted.in_full,
        agent: agent.as_ref(),
        policies: &app.policies,
        operator: &app.config.operator,
        now: app.now(),
    };
    let pen = Pen { lang: wanted.lang };
    let paper = match wanted.kind {
        PrintedKind::ApplicationForm => Some(form::application_form(&filed, pen)),
        PrintedKind::Promise => Some(promise::promise(&filed, pen)),
        PrintedKind::Authority => {
            is_for_agents(&answers).then(|| authority::authority(&filed, pen))
        }
        PrintedKind::Result => {
            stands(&detail).then(|| result_paper::result(&filed, is_withheld, pen))
        }
        PrintedKind::Certificate => detail
            .certificate
            .as_ref()
            .map(|pass| certificate::certificate(&filed, pass, is_earlier, code.as_ref(), pen)),
        PrintedKind::Refusal => (detail.summary.state == State::Failed)
            .then(|| refusal::refusal(&filed, is_withheld, pen)),
    };
    paper.ok_or_else(|| ProblemKind::WrongState.into())
}

/// The application as it stood under the certificate of a number, and whether a renewal has replaced that
/// one.
fn of_certificate(detail: Detail, number: Option<&str>) -> Result<(Detail, bool)> {
    let Some(number) = number else {
        return Ok((detail, false));
    };
    let current = detail.certificate.as_ref();
    if current.is_some_and(|current| current.number == number) {
        return Ok((detail, false));
    }
    let earlier = detail.under_earlier(number);
    Ok((earlier.ok_or(ProblemKind::NotFound)?, true))
}

fn is_for_agents(answers: &Answers) -> bool {
    answers.is_by_agent()
}

/// Whether there is a result: one that was merely found so far may still change.
fn stands(detail: &Detail) -> bool {
    detail.summary.decided_at.is_some()
}
