//! A look at an application by an officer, as people are told.

use leptos::prelude::*;
use shared::application::{LookKind, ToldLook};
use shared::officer::OfficerRole;

use crate::i18n::{t_string, use_i18n};
use crate::language::I18n;
use crate::live::live;
use crate::terms;
use crate::time;

/// A look by an officer.
#[component]
pub(crate) fn ByOfficer(
    look: ToldLook,
    /// Whether the reader is told why: officers' words can speak of others.
    #[prop(optional)]
    without_reason: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let ToldLook {
        kind,
        role,
        reason,
        at,
    } = look;
    let what = move || look_word(i18n, kind);
    let why = move || reason_word(i18n, role, reason.clone());
    view! {
        <li class="look">
            <time class="look__time" datetime=time::machine(at)>
                {live(move || time::moment(i18n, at))}
            </time>
            <p>
                <b>{live(move || terms::officer_role(i18n, role))}</b>
                " "
                {live(what)}
            </p>
            {(!without_reason).then(|| view! { <p class="look__reason">{live(why)}</p> })}
        </li>
    }
}

/// What an officer looked at.
pub(crate) fn look_word(i18n: I18n, kind: LookKind) -> &'static str {
    match kind {
        LookKind::Case => t_string!(i18n, result.looks.case),
        LookKind::Identities => t_string!(i18n, result.looks.identities),
        LookKind::Evidence => t_string!(i18n, result.looks.evidence),
        LookKind::Earlier => t_string!(i18n, desk.look_earlier),
    }
}

/// Why: in the officer's words, or what the role is there for.
pub(crate) fn reason_word(i18n: I18n, role: OfficerRole, reason: Option<String>) -> String {
    let duty = || {
        if role == OfficerRole::Auditor {
            t_string!(i18n, desk.duty_audit).to_owned()
        } else {
            t_string!(i18n, result.looks.duty).to_owned()
        }
    };
    let reason = reason.unwrap_or_else(duty);
    t_string!(i18n, result.looks.reason, reason = reason)
}
