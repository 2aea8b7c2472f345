//! For whom an agent files, on every page of the wizard.

use leptos::prelude::*;
use shared::form::Answers;

use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::{live, memo};
use crate::ui::icon::{Glyph, Icon};
use crate::wizard::form::Form;

/// The applicant as an agent has told them so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Principal {
    /// The name, where it is told.
    pub(crate) name: Option<String>,
}

impl Principal {
    /// The applicant, where an agent files.
    pub(crate) fn of(answers: &Answers) -> Option<Self> {
        let name = answers.applicant.person.name.as_deref().map(str::trim);
        let name = name.filter(|name| !name.is_empty()).map(str::to_owned);
        answers.is_by_agent().then_some(Self { name })
    }
}

/// 您正在为某人办理; nothing for whoever files for themselves.
#[component]
pub(crate) fn Acting(form: Form) -> impl IntoView {
    let i18n = use_i18n();
    let principal = form.memo(Principal::of);
    let acts = memo(move || principal.with(Option::is_some));
    let sentence = move || match principal.get().and_then(|principal| principal.name) {
        Some(name) => t_string!(i18n, agent.acting_for, name = name),
        None => t_string!(i18n, agent.acting).to_owned(),
    };
    live(move || {
        acts.get().then(|| {
            view! {
                <section class="banner banner--acting" aria-label=t!(i18n, agent.banner)>
                    <div class="banner__in">
                        <Glyph icon=Icon::Person />
                        <p>{live(sentence)}</p>
                    </div>
                </section>
            }
        })
    })
}
