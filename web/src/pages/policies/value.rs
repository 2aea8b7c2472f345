//! The value of a rule's parameter in words.

use shared::policy::{CountScope, DivorceLimit, OtherGround, ParameterValue, QuartersFor, explain};

use crate::i18n::t_string;
use crate::language::{I18n, lang};

/// A value in words.
pub(super) fn in_words(i18n: I18n, value: ParameterValue) -> String {
    match value {
        ParameterValue::Yes(true) => t_string!(i18n, rules.answer.yes).to_owned(),
        ParameterValue::Yes(false) => t_string!(i18n, rules.answer.no).to_owned(),
        ParameterValue::Number(number) => number.to_string(),
        ParameterValue::Scope(CountScope::NewPurchases) => {
            t_string!(i18n, rules.scope.new_purchases).to_owned()
        }
        ParameterValue::Scope(CountScope::City) => t_string!(i18n, rules.scope.city).to_owned(),
        ParameterValue::Scope(CountScope::InsideFifthRing) => {
            t_string!(i18n, rules.scope.inside).to_owned()
        }
        ParameterValue::Day(day) => explain::day(day, lang(i18n)),
        ParameterValue::OtherGround(OtherGround::Review) => {
            t_string!(i18n, rules.value.review).to_owned()
        }
        ParameterValue::DivorceLimit(DivorceLimit::OfTheFormerFamily) => {
            t_string!(i18n, rules.value.former_family).to_owned()
        }
        ParameterValue::QuartersFor(QuartersFor::BusinessIncome) => {
            t_string!(i18n, rules.value.business).to_owned()
        }
    }
}
