//! The questions of the pre-check, one control or two each, and why each is asked.

use leptos::prelude::*;
use shared::policy::precheck::{Asked, Question, is_used_by};
use shared::policy::situation::Claim;
use shared::policy::{Policies, Precheck, ReasonCode, explain};
use shared::purchase::Module;
use shared::values::day_in_shanghai;

use super::controls::{how_many, months, one_of, yes_no};
use super::inputs::Inputs;
use super::more;
use crate::i18n::{t_string, use_i18n};
use crate::language::{I18n, lang, t, text};
use crate::live::{Show, live};
use crate::rulebook::use_policies;
use crate::time;
use crate::ui::choice::{Arrangement, Choice, RadioField, choices};
use crate::ui::field::{Kind, TextField};

/// What is to be bought, and the family category.
#[component]
pub(super) fn FirstQuestions(inputs: Inputs) -> impl IntoView {
    let i18n = use_i18n();
    let aims = choices(move || {
        vec![
            Choice::noted(
                "home",
                t_string!(i18n, rules.aim.home),
                t_string!(i18n, rules.aim.home_note),
            ),
            Choice::plain("tongzhou", t_string!(i18n, rules.aim.tongzhou)),
            Choice::plain("bungalow", t_string!(i18n, rules.aim.bungalow)),
            Choice::plain("gift", t_string!(i18n, rules.aim.gift)),
            Choice::plain("gift_other", t_string!(i18n, rules.aim.gift_other)),
            Choice::noted(
                "unit",
                t_string!(i18n, rules.aim.unit),
                t_string!(i18n, rules.aim.unit_note),
            ),
            Choice::plain("new_unit", t_string!(i18n, rules.aim.new_unit)),
        ]
    });
    let categories = choices(move || {
        vec![
            Choice::plain("local", t_string!(i18n, terms.category.local)),
            Choice::plain("military", t_string!(i18n, terms.category.military)),
            Choice::plain("permit", t_string!(i18n, terms.category.permit)),
            Choice::plain("insurance", t_string!(i18n, terms.category.insurance)),
            Choice::plain("tax", t_string!(i18n, terms.category.tax)),
            Choice::plain("hmt", t_string!(i18n, terms.category.hmt)),
            Choice::plain("foreign", t_string!(i18n, terms.category.foreign)),
        ]
    });
    let residential = Signal::derive(move || {
        let aim = inputs.text("aim");
        !aim.is_empty() && !aim.ends_with("unit")
    });
    let category = inputs.field("category", false);
    view! {
        <RadioField
            field=inputs.field("aim", false)
            legend=text!(i18n, rules.aim.ask)
            choices=aims
            arrangement=Arrangement::Two
        />
        // Made once: made again while somebody chooses, it would lose the focus.
        <Show when=residential>
            <RadioField
                field=category
                legend=text!(i18n, wizard.category.title)
                choices=categories
            />
        </Show>
    }
}

/// One question with the rule that asks it.
#[component]
pub(super) fn AskedQuestion(
    inputs: Inputs,
    asked: Asked,
    category: Claim,
    result: Memo<Option<Precheck>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let policies = use_policies();
    let question = asked.question;
    let why = move || result.with(|r| policies.with(|all| why(&asked, r.as_ref(), all, i18n)));
    view! {
        <div class="precheck__ask">
            {control(inputs, question, category, i18n)}
            <details class="precheck__why">
                <summary>{t!(i18n, rules.precheck.why)}</summary>
                <p>{live(why)}</p>
            </details>
        </div>
    }
}

/// What the rule asks for, and where it stands. Who is married to whom is not compared here: there
/// the version speaks.
fn why(asked: &Asked, result: Option<&Precheck>, policies: &Policies, i18n: I18n) -> String {
    let lang = lang(i18n);
    // The question may have come up for another category: the reason is that of now.
    let now = result.and_then(|result| {
        let mut questions = result.questions.iter();
        questions.find(|now| now.question == asked.question)
    });
    let because = now.unwrap_or(asked).because;
    let finding = result.and_then(|result| {
        let findings = &result.decision.findings;
        findings.iter().find(|finding| {
            finding.reference == because
                && is_used_by(asked.question, finding)
                && finding.code != ReasonCode::MarriageMismatch
        })
    });
    let rule = match finding {
        Some(finding) => explain::requirement(finding, policies, lang),
        None => explain::rule(because, policies, lang)
            .unwrap_or_default()
            .to_owned(),
    };
    format!("{rule} {}", explain::reference(because, policies, lang))
}

fn control(inputs: Inputs, question: Question, category: Claim, i18n: I18n) -> AnyView {
    use Question as Q;
    match question {
        Q::StationedInBeijing => yes_no(inputs, "stationed", text!(i18n, rules.ask.stationed)),
        Q::InMainland => yes_no(inputs, "in_mainland", text!(i18n, rules.ask.in_mainland)),
        Q::LodgingRegistered => yes_no(inputs, "lodging", text!(i18n, rules.ask.lodging)),
        Q::OverseasChineseCertified => {
            yes_no(inputs, "certified", text!(i18n, rules.ask.certified))
        }
        Q::TalentCertified => yes_no(inputs, "talent", text!(i18n, rules.ask.talent)),
        Q::TemporaryResidencePermit => yes_no(
            inputs,
            "residence_permit",
            text!(i18n, rules.ask.residence_permit),
        ),
        Q::WorkResidencePermitValidTo => {
            yes_no(inputs, "work_permit", text!(i18n, rules.ask.work_permit))
        }
        Q::Divorce => yes_no(inputs, "divorce", text!(i18n, rules.ask.divorce)),
        Q::Origin => one_of(inputs, "origin", text!(i18n, rules.ask.origin), move || {
            vec![
                Choice::plain("hong_kong", t_string!(i18n, rules.origin.hong_kong)),
                Choice::plain("macao", t_string!(i18n, rules.origin.macao)),
                Choice::plain("taiwan", t_string!(i18n, rules.origin.taiwan)),
                Choice::plain(
                    "overseas_chinese",
                    t_string!(i18n, rules.origin.overseas_chinese),
                ),
            ]
        }),
        Q::LocalHukou => one_of(
            inputs,
            "local_hukou",
            text!(i18n, rules.ask.hukou),
            move || {
                vec![
                    Choice::plain("yes", t_string!(i18n, rules.answer.hukou)),
                    Choice::plain("collective", t_string!(i18n, terms.hukou.collective)),
                    Choice::plain("no", t_string!(i18n, rules.answer.no_hukou)),
                ]
            },
        ),
        Q::StayPermit => one_of(inputs, "stay", text!(i18n, rules.ask.stay), move || {
            vec![
                Choice::plain("work", t_string!(i18n, rules.answer.work)),
                Choice::plain("card", t_string!(i18n, rules.answer.card)),
                Choice::plain("study", t_string!(i18n, rules.answer.study)),
                Choice::plain("other", t_string!(i18n, rules.answer.other)),
                Choice::plain("none", t_string!(i18n, rules.answer.none)),
            ]
        }),
        Q::MaritalStatus => one_of(
            inputs,
            "marital_status",
            text!(i18n, rules.ask.marital),
            move || {
                vec![
                    Choice::plain("married", t_string!(i18n, terms.marital.married)),
                    Choice::plain("single", t_string!(i18n, rules.answer.single)),
                ]
            },
        ),
        Q::Tongzhou => tongzhou(inputs, i18n),
        Q::Homes => homes(inputs, category, i18n),
        Q::CommercialUnits => how_many(inputs, "units", text!(i18n, rules.ask.units)),
        Q::UnitFirstSold => more::first_sold(inputs, i18n),
        Q::UnitInTongzhou => yes_no(
            inputs,
            "unit_tongzhou",
            text!(i18n, rules.ask.unit_tongzhou),
        ),
        Q::ChildrenAges => view! {
            <div class="columns">
                {how_many(inputs, "minors", text!(i18n, rules.ask.minors))}
                {how_many(inputs, "adults", text!(i18n, rules.ask.adults))}
            </div>
        }
        .into_any(),
        Q::MonthsWorkingInBeijing => months(
            inputs,
            "work_months",
            text!(i18n, rules.ask.work_months),
            false,
        ),
        Q::Contribution => contribution(inputs, category, i18n),
    }
}

fn tongzhou(inputs: Inputs, i18n: I18n) -> AnyView {
    let label = text!(i18n, rules.ask.tongzhou);
    one_of(inputs, "tongzhou", label, move || {
        vec![
            Choice::plain("long", t_string!(i18n, rules.answer.ties_long)),
            Choice::plain("short", t_string!(i18n, rules.answer.ties_short)),
            Choice::plain("none", t_string!(i18n, rules.answer.ties_none)),
        ]
    })
}

/// Of the household, or of the one person who buys a commercial unit.
fn homes(inputs: Inputs, category: Claim, i18n: I18n) -> AnyView {
    let own = category == Claim::Individual;
    let inside = Signal::derive(move || {
        if own {
            t_string!(i18n, rules.ask.own_homes_inside).to_owned()
        } else {
            t_string!(i18n, rules.ask.homes_inside).to_owned()
        }
    });
    let outside = Signal::derive(move || {
        if own {
            t_string!(i18n, rules.ask.own_homes_outside).to_owned()
        } else {
            t_string!(i18n, rules.ask.homes_outside).to_owned()
        }
    });
    view! {
        <div class="columns">
            {how_many(inputs, "homes_inside", inside)} {how_many(inputs, "homes_outside", outside)}
        </div>
        {more::houses(i18n)}
    }
    .into_any()
}

fn contribution(inputs: Inputs, category: Claim, i18n: I18n) -> AnyView {
    // What is missing matters within the months that the rules look at.
    let policies = use_policies();
    let today = day_in_shanghai(time::now());
    let window = Signal::derive(move || {
        policies
            .with(|all| {
                let months = if category == Claim::Individual {
                    all.in_force(Module::Commercial, today)?.months
                } else {
                    all.in_force(Module::Residential, today)?.months_in
                };
                months.map(|set| set.value.to_string())
            })
            .unwrap_or_default()
    });
    let kind = (category == Claim::Individual).then(|| {
        one_of(
            inputs,
            "contribution",
            text!(i18n, rules.ask.kind),
            move || {
                vec![
                    Choice::plain(
                        "insurance",
                        explain::check(shared::policy::Check::SocialInsurance, lang(i18n)),
                    ),
                    Choice::plain(
                        "tax",
                        explain::check(shared::policy::Check::IncomeTax, lang(i18n)),
                    ),
                ]
            },
        )
    });
    view! {
        {kind}
        <TextField
            field=inputs.field("months", true)
            label=text!(i18n, rules.ask.months)
            hint=text!(i18n, rules.ask.months_hint)
            kind=Kind::Short
        />
        <div class="columns">
            {months(
                inputs,
                "missing",
                text!(i18n, rules.ask.missing, n = window.get()),
                true,
            )}
            {months(inputs, "late", text!(i18n, rules.ask.late, n = window.get()), true)}
        </div>
        {more::contribution(inputs, category, i18n)}
    }
    .into_any()
}
