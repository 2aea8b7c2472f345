//! A decision redacted for whoever filled in the form. The people whom a form merely names may
//! be strangers (个人信息保护法, article 6): that they are not on record as it says is told, and not
//! whether it is the name, the number, the relation or the marriage.

use super::reason::ReasonCode;
use super::{Check, Decision, Finding, Verdict};
use crate::few::Few;
use crate::household::Who;
use crate::policy::facts::evidence::{Evidence, FactKind, FactValue, UsedFact};

impl Decision {
    /// The decision as it is told to `proved`, the one person of whom it is certain that they are
    /// who the form says. Their own record is told as it is; of the others, at most one is named:
    /// the spouse before the children, so that nobody learns of a spouse by naming a child. Where
    /// people are not as on record, nothing else was looked at and nothing is counted.
    #[must_use]
    pub fn told_to(mut self, proved: Who, is_married: bool) -> Self {
        let Some(mismatch) = self.mismatch(proved, is_married) else {
            return self;
        };
        match mismatch {
            Mismatch::Own(code) => self.findings.retain(|finding| finding.code == code),
            Mismatch::Member(who) => {
                let reference = self.findings.first().map(|finding| finding.reference);
                self.findings.retain(|finding| {
                    !is_married && is_not_met(finding, ReasonCode::MarriageMismatch)
                });
                self.findings.extend(reference.map(|reference| Finding {
                    check: Check::IdentityAndHukou,
                    code: ReasonCode::MemberNotAsOnRecord,
                    verdict: Verdict::NotMet,
                    zone: None,
                    facts: not_as_on_record(who),
                    threshold: None,
                    reference,
                    months: None,
                }));
            }
        }
        let codes = self
            .findings
            .iter()
            .filter(|f| f.verdict == Verdict::NotMet);
        if let Some(reason) = codes.map(|finding| finding.code).min() {
            self.reason = reason;
            for zone in self.zones.iter_mut() {
                zone.reason = reason;
                zone.cap = None;
                zone.used = None;
                zone.remaining = None;
            }
        }
        self
    }

    /// The decision as it is told to somebody who may know what came of it and not why in particular:
    /// which rules were met, and neither the facts that they used nor what was counted.
    #[must_use]
    pub fn without_facts(mut self) -> Self {
        for finding in &mut self.findings {
            finding.facts = Few::NONE;
            finding.months = None;
        }
        for zone in self.zones.iter_mut() {
            zone.used = None;
            zone.remaining = None;
        }
        self
    }

    fn mismatch(&self, proved: Who, is_married: bool) -> Option<Mismatch> {
        let find = |code| {
            self.findings
                .iter()
                .find(|finding| is_not_met(finding, code))
        };
        let differs = find(ReasonCode::IdentityMismatch).map(|finding| {
            let fact = finding.facts.get(FactKind::IdentityAgrees);
            fact.and_then(|fact| fact.who).unwrap_or(proved)
        });
        if differs == Some(proved) {
            return Some(Mismatch::Own(ReasonCode::IdentityMismatch));
        }
        let other = match proved {
            Who::Spouse => Who::Applicant,
            Who::Applicant | Who::Child(_) => Who::Spouse,
        };
        match (find(ReasonCode::MarriageMismatch), differs) {
            (Some(_), _) if is_married => Some(Mismatch::Member(other)),
            (_, Some(who)) => Some(Mismatch::Member(who)),
            (Some(_), None) => Some(Mismatch::Own(ReasonCode::MarriageMismatch)),
            (None, None) => None,
        }
    }
}

/// Who is not as on record.
enum Mismatch {
    /// The person who is told, by that code.
    Own(ReasonCode),
    /// Somebody whom the form merely names.
    Member(Who),
}

fn is_not_met(finding: &Finding, code: ReasonCode) -> bool {
    finding.code == code && finding.verdict == Verdict::NotMet
}

/// That somebody is not as on record, and nothing of who told it.
fn not_as_on_record(who: Who) -> Evidence {
    let mut facts = Few::NONE;
    let differs = UsedFact {
        kind: FactKind::IdentityAgrees,
        who: Some(who),
        value: Some(FactValue::Yes(false)),
        source: None,
        at: None,
    };
    facts.set(0, differs);
    facts
}
