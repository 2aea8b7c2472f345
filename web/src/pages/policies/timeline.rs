//! Every version of the rules, newest first: what it changed, where that is written, and which
//! question it leaves open.

use leptos::prelude::*;
use shared::policy::{Version, explain};

use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang, t};
use crate::live::live;
use crate::rulebook::use_policies;

/// The time line.
#[component]
pub(super) fn Versions() -> impl IntoView {
    let i18n = use_i18n();
    let policies = use_policies();
    let items = move || {
        policies.with(|all| {
            all.versions()
                .iter()
                .rev()
                .map(|version| one(i18n, version))
                .collect_view()
        })
    };
    view! {
        <section class="part" aria-labelledby="versions">
            <h2 id="versions">{t!(i18n, rules.versions.title)}</h2>
            <ol class="timeline">{live(items)}</ol>
        </section>
    }
}

fn one(i18n: I18n, version: &Version) -> AnyView {
    let lang = lang(i18n);
    let open = version.open_question.as_ref().map(|question| {
        let text = question.in_lang(lang).to_owned();
        view! {
            <details class="precheck__why">
                <summary>{t!(i18n, rules.families.doubts)}</summary>
                <p class="meta">{text}</p>
            </details>
        }
    });
    let revised = version.revised.map(|revised| {
        let (n, day) = (revised.number.to_string(), explain::day(revised.on, lang));
        let text = t_string!(i18n, rules.versions.revised, n = n, day = day);
        view! { <p class="meta">{text}</p> }
    });
    let source = &version.source;
    let mut cited = source.document.clone();
    for more in [&source.number, &source.article].into_iter().flatten() {
        cited.push_str(t_string!(i18n, result.list_comma));
        cited.push_str(more);
    }
    let read = source.url.clone().map(|url| {
        view! { " " <a href=url rel="external noopener">{t!(i18n, rules.versions.read)}</a> }
    });
    view! {
        <li class="timeline__item is-done" id=version.id.to_string()>
            <div class="timeline__head">
                <h3 class="timeline__title">{version.id.to_string()}</h3>
                <time class="timeline__time" datetime=version.effective_from.to_string()>
                    {t_string!(
                        i18n,
                        rules.versions.from,
                        day = explain::day(version.effective_from, lang)
                    )}
                </time>
            </div>
            <p class="timeline__text">{version.sentence.in_lang(lang).to_owned()}</p>
            <p class="meta"><cite>{cited}</cite> {read}</p>
            {revised}
            {open}
        </li>
    }
    .into_any()
}
