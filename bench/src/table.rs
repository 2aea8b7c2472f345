//! The same rules as a decision table of zen, the rules engine of GoRules: compiled once, asked
//! with inputs that are worked out beforehand (also how many months count, which a table cannot).

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, Waker};

use serde_json::json;
use shared::household::{Category, HouseholdHukou, Origin};
use shared::policy::{Fact, Facts};
use shared::purchase::Transfer;
use zen_engine::model::DecisionContent;
use zen_engine::{Decision, DecisionEngine, Variable, ZEN_CONFIG};

use crate::answer::MayBuy;
use crate::by_hand::{Today, counts, insured, taxed};

/// Stands for homes that are not known: more than any cap.
const TOO_MANY: u8 = u8::MAX;

/// The table, ready to be asked.
pub struct Table(Decision);

/// Why there is no table, or no answer.
#[derive(Debug)]
pub struct NoAnswer(pub String);

impl Table {
    /// Reads and compiles the table.
    ///
    /// # Errors
    /// What zen says is wrong with it.
    pub fn compile() -> Result<Self, NoAnswer> {
        // No expression of the table looks at other nodes: zen need not gather them.
        ZEN_CONFIG.nodes_in_context.store(false, Ordering::Relaxed);
        let content: DecisionContent = serde_json::from_str(include_str!("table.json"))
            .map_err(|error| NoAnswer(error.to_string()))?;
        let mut decision = DecisionEngine::default()
            .create_decision(Arc::new(content))
            .map_err(|error| NoAnswer(error.to_string()))?;
        decision
            .validate()
            .map_err(|error| NoAnswer(error.to_string()))?;
        decision.compile();
        Ok(Self(decision))
    }

    /// Asks the table about one household; this is what is timed.
    ///
    /// # Errors
    /// What zen says is wrong, or that it waits for something.
    pub fn ask(&self, household: &Variable) -> Result<Variable, NoAnswer> {
        let answer = pin!(self.0.evaluate(household.clone()));
        // Nothing in a table waits, so the first look sees the answer and no runtime is needed.
        match answer.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(response)) => Ok(response.result),
            Poll::Ready(Err(error)) => Err(NoAnswer(error.to_string())),
            Poll::Pending => Err(NoAnswer("the table waits".to_owned())),
        }
    }
}

/// Reads an answer of the table.
///
/// # Errors
/// The answer, where it is not two booleans.
pub fn read(answer: &Variable) -> Result<MayBuy, NoAnswer> {
    let yes = |column| answer.dot(column).and_then(|value| value.as_bool());
    match (yes("mayInside"), yes("mayOutside")) {
        (Some(inside), Some(outside)) => Ok([inside, outside]),
        _ => Err(NoAnswer(format!("{answer} is no answer"))),
    }
}

/// A household as the table's inputs. What is not known is a no, or too many homes.
#[must_use]
pub fn inputs(facts: &Facts, today: Today) -> Variable {
    let yes = |fact: &Fact<bool>| fact.value == Some(true);
    let carries = match facts.category {
        Some(Category::NonLocalSocialInsurance) => insured(&facts.social_insurance, today),
        Some(Category::NonLocalIncomeTax) => taxed(&facts.income_tax, today),
        Some(
            Category::Local
            | Category::Military
            | Category::WorkResidencePermit
            | Category::HongKongMacaoTaiwanOverseasChinese
            | Category::Foreign,
        )
        | None => false,
    };
    let permit_until = facts.work_residence_permit.value.flatten();
    let homes = facts.homes.value.as_ref().map(|homes| {
        let mut counted = homes.always;
        let houses = homes.single_storey.iter();
        houses
            .filter(|h| counts(h))
            .for_each(|h| counted.add(h.zone));
        counted
    });
    json!({
        "category": facts.category,
        "gift": facts.purchase.transfer == Transfer::GiftParentToAdultChild,
        "identity": facts.identity.value.is_some_and(|i| i.differs.is_none()),
        "marriage": facts.marriage.value.is_some_and(|m| m.agrees),
        "localHukou": facts.hukou.value == Some(HouseholdHukou::Local),
        "stationed": yes(&facts.stationed_in_beijing),
        "workResidencePermit": permit_until.is_some_and(|day| day >= today.day),
        "residencePermit": yes(&facts.residence_permit),
        // What counts of the months that are asked for.
        "monthsInRow": if carries { 12 } else { 0 },
        "inMainland": yes(&facts.in_mainland),
        "lodging": yes(&facts.lodging_registered),
        "certified": facts.origin != Some(Origin::OverseasChinese)
            || yes(&facts.overseas_chinese_certified),
        "stayPermit": facts.stay_permit.value.flatten(),
        "homesInside": homes.map_or(TOO_MANY, |h| h.inside),
        "homesInCity": homes.map_or(TOO_MANY, |h| h.city()),
        "minorChildren": facts.minor_children.value.unwrap_or(0),
    })
    .into()
}
