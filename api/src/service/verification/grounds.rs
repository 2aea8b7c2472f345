//! What a decision rests on (day, answers, replies), and whether people and marriage agree with the
//! form so far.

use shared::application::{Correction, RulingOutcome};
use shared::gather;
use shared::registry::Replies;
use shared::values::{Day, day_in_shanghai};

use crate::app::App;
use crate::error::{Error, Result};
use crate::store::applications::Application;
use crate::store::decisions::Grounds;
use crate::store::rulings::FiledRuling;

/// The day whose rules hold: of the submission, or of the renewal that is under way.
pub(super) async fn day_of_check(app: &App, application: &Application) -> Result<Day> {
    if application.is_renewing() {
        let renewals = app.store.list_renewals(application.id).await?;
        let begun = renewals.last().filter(|renewal| renewal.end.is_none());
        let on = begun.map(|renewal| renewal.on);
        return on.ok_or_else(|| Error::unexpected("a renewal under way was never begun"));
    }
    application
        .submitted_at
        .map(day_in_shanghai)
        .ok_or_else(|| Error::unexpected("a pending application was never submitted"))
}

/// What a decision on the application rests on.
pub(super) async fn grounds(app: &App, application: &Application) -> Result<Grounds> {
    let rulings = app.store.list_rulings(application.id).await?;
    grounds_after(app, application, &rulings).await
}

/// The same after what officers did.
pub(super) async fn grounds_after(
    app: &App,
    application: &Application,
    rulings: &[FiledRuling],
) -> Result<Grounds> {
    Ok(Grounds {
        module: application.module,
        on: day_of_check(app, application).await?,
        answers: application.answers.effective(application.module),
        replies: replies(app, application).await?,
        corrections: corrections(rulings),
    })
}

/// Whether people and marriage are on record as the form says; none while that cannot be told. A no
/// stays a no whatever else is answered.
pub(super) async fn stands(app: &App, application: &Application, on: Day) -> Result<Option<bool>> {
    let module = application.module;
    let replies = replies(app, application).await?;
    let facts = gather::facts(module, &application.answers, &replies, on);
    let people = facts.identity.value.map(|known| known.differs.is_none());
    let marriage = facts.marriage.value.map(|known| known.agrees);
    Ok(match (people, marriage) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        (None, _) | (_, None) => None,
    })
}

/// What officers have corrected, each record as it was corrected last.
fn corrections(rulings: &[FiledRuling]) -> Vec<Correction> {
    let granted = rulings
        .iter()
        .filter(|ruling| ruling.step.outcome() == Some(RulingOutcome::Granted));
    granted
        .flat_map(|ruling| ruling.corrections.clone())
        .collect()
}

async fn replies(app: &App, application: &Application) -> Result<Replies> {
    let answers = application.answers.effective(application.module);
    app.store
        .read_replies(application.id, answers.is_married(), answers.children.len())
        .await
}
