//! Objections as they are told: to the member who raised one in full, to the applicant how it stands,
//! to officers with who it was.

use shared::application::{CaseObjection, Objection, ObjectionStanding, ObjectionStep};
use shared::membership::MemberQuery;
use shared::registry::{PersonReplies, Registry};
use shared::values::{Moment, day_in_shanghai};

use crate::app::App;
use crate::store::objections::FiledObjection;
use crate::store::reviews::Clock;

/// The working days that the office has for an objection that was raised then.
#[must_use]
pub(in crate::service) fn objection_clock(app: &App, at: Moment) -> Clock {
    Clock {
        from: day_in_shanghai(at),
        days: app.config.operator.review_periods.to_decide.into(),
    }
}

/// An objection as the member who raised it sees it.
#[must_use]
pub(in crate::service) fn objection(app: &App, filed: &FiledObjection) -> Objection {
    Objection {
        ground: filed.ground,
        statement: filed.statement.clone(),
        standing: standing(app, filed),
    }
}

/// The objections to an application as its applicant is told of them.
#[must_use]
pub(in crate::service) fn standings(app: &App, filed: &[FiledObjection]) -> Vec<ObjectionStanding> {
    filed.iter().map(|one| standing(app, one)).collect()
}

/// The objections to an application as officers see them.
#[must_use]
pub(in crate::service) fn objections(app: &App, filed: &[FiledObjection]) -> Vec<CaseObjection> {
    let told = filed.iter().map(|one| CaseObjection {
        who: one.who,
        objection: objection(app, one),
    });
    told.collect()
}

fn standing(app: &App, filed: &FiledObjection) -> ObjectionStanding {
    let end = filed.end.as_ref();
    ObjectionStanding {
        step: end.map_or(ObjectionStep::Open, |end| end.step),
        opened_at: filed.at,
        due_on: end.is_none().then(|| objection_clock(app, filed.at).ends()),
        ended_at: end.map(|end| end.at),
        reason: end.and_then(|end| end.reason.clone()),
    }
}

/// The registries that have answered about somebody, earliest first.
#[must_use]
pub(super) fn queries(replies: &PersonReplies) -> Vec<MemberQuery> {
    use Registry as R;
    let at = [
        (R::Population, replies.population.as_ref().map(|one| one.at)),
        (
            R::CivilAffairs,
            replies.civil_affairs.as_ref().map(|one| one.at),
        ),
        (
            R::SocialInsurance,
            replies.social_insurance.as_ref().map(|one| one.at),
        ),
        (R::Tax, replies.tax.as_ref().map(|one| one.at)),
        (R::Property, replies.property.as_ref().map(|one| one.at)),
        (R::Permits, replies.permits.as_ref().map(|one| one.at)),
    ];
    let answered = at.into_iter().filter_map(|(registry, at)| {
        Some(MemberQuery {
            registry,
            answered_at: at?,
        })
    });
    let mut queries: Vec<MemberQuery> = answered.collect();
    queries.sort_by_key(|query| query.answered_at);
    queries
}
