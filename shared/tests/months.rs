//! Consecutive months on real records: what counts, what breaks the row, and what is shown.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use shared::household::Who;
use shared::policy::situation::{Aim, Claim};
use shared::policy::{
    ContributionKind, Couple, Decision, Fact, Finding, Ledger, Mark, MonthStrip, Policies,
    ReasonCode, Situation, Unnamed, Verdict, evaluate, explain,
};
use shared::purchase::Module;
use shared::registry::{Contribution, Income, Payment, Period};
use shared::values::{Day, Lang, Month};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// Months in order, one letter each: `p` paid, `b` paid late, `z` nothing due, `.` nothing; capital
/// letters by a second employer.
fn row(first: &str, letters: &str) -> Vec<Contribution> {
    let mut contributions = Vec::new();
    for (letter, offset) in letters.chars().zip(0_i32..) {
        let payment = match letter.to_ascii_lowercase() {
            'p' => Payment::Paid,
            'b' => Payment::BackPaid,
            'z' => Payment::Zero,
            _ => continue,
        };
        let employer = if letter.is_ascii_uppercase() {
            "second"
        } else {
            "first"
        };
        contributions.push(Contribution {
            month: month(first).plus(offset),
            period: Period::Month,
            payment,
            ground: None,
            income: Income::Wages,
            payer: Some(employer.to_owned()),
            district: None,
        });
    }
    contributions
}

fn quarters(first: &str, number: i32) -> Vec<Contribution> {
    (0..number)
        .map(|quarter| Contribution {
            month: month(first).plus(quarter * 3),
            period: Period::Quarter,
            payment: Payment::Paid,
            ground: None,
            income: Income::Business,
            payer: None,
            district: None,
        })
        .collect()
}

fn couple(on: &str, applicant: &[Contribution], spouse: Option<&[Contribution]>) -> Couple<Ledger> {
    let last = Month::of(day(on)).plus(-1);
    Couple {
        applicant: Fact::told(Ledger::new(applicant, last)),
        spouse: spouse.map(|months| Fact::told(Ledger::new(months, last))),
    }
}

fn situation(on: &str, category: Claim) -> Situation {
    let commercial = category == Claim::Individual;
    let text = serde_json::json!({
        "module": if commercial { Module::Commercial } else { Module::Residential },
        "date": on,
        "target": if commercial { Aim::CommercialResale } else { Aim::InsideFifthRing },
        "category": category,
    });
    serde_json::from_value(text).unwrap()
}

fn decide(on: &str, kind: ContributionKind, ledgers: Couple<Ledger>) -> Decision {
    let category = match kind {
        ContributionKind::SocialInsurance => Claim::NonLocalSocialInsurance,
        ContributionKind::IncomeTax => Claim::NonLocalIncomeTax,
    };
    let policies = Policies::builtin();
    let mut facts = situation(on, category).facts(policies, Unnamed::Harmless);
    match kind {
        ContributionKind::SocialInsurance => facts.social_insurance = ledgers,
        ContributionKind::IncomeTax => facts.income_tax = ledgers,
    }
    evaluate(&facts, policies, day(on))
}

fn finding(decision: &Decision) -> &Finding {
    let mut findings = decision.findings.iter();
    findings.find(|f| f.months.is_some()).unwrap()
}

fn strip(decision: &Decision) -> &MonthStrip {
    finding(decision).months.as_ref().unwrap()
}

fn marks(strip: &MonthStrip) -> String {
    strip
        .iter()
        .map(|month| match month.mark {
            Mark::BeforeRow => '-',
            Mark::Counts => '+',
            Mark::Tolerated => '~',
            Mark::Breaks => '!',
            Mark::Awaited => '?',
            Mark::Idle => ' ',
        })
        .collect()
}

const INSURANCE: ContributionKind = ContributionKind::SocialInsurance;
const TAX: ContributionKind = ContributionKind::IncomeTax;

fn insured(letters: &str) -> Decision {
    // The window of an application in November 2026 begins with November 2025.
    decide(
        "2026-11-20",
        INSURANCE,
        couple("2026-11-20", &row("2025-11", letters), None),
    )
}

fn taxed(letters: &str) -> Decision {
    decide(
        "2026-11-20",
        TAX,
        couple("2026-11-20", &row("2025-11", letters), None),
    )
}

#[test]
fn a_full_row_counts_and_the_month_of_the_application_does_not() {
    let decision = insured("pppppppppppp");
    assert_eq!(decision.reason, ReasonCode::Ok);
    let shown = strip(&decision);
    assert_eq!(
        (shown.first, shown.last()),
        (month("2025-11"), month("2026-10"))
    );
    assert_eq!((shown.row, shown.first_missing), (12, None));
    assert_eq!(marks(shown), "++++++++++++");
    // Eleven and the month of the application itself are not twelve.
    let early = decide(
        "2026-10-31",
        INSURANCE,
        couple("2026-10-31", &row("2025-11", "pppppppppppp"), None),
    );
    assert_eq!(early.reason, ReasonCode::ContributionShort);
}

#[test]
fn a_missing_month_is_named() {
    let decision = insured("pppppp.ppppp");
    assert_eq!(decision.reason, ReasonCode::GapTooLong);
    assert_eq!(strip(&decision).first_missing, Some(month("2026-05")));
    assert_eq!(marks(strip(&decision)), "++++++!+++++");
    assert_eq!(
        explain::sentence(finding(&decision), Lang::Zh),
        "社会保险截至 2026 年 10 月的 12 个月中，2026 年 5 月没有缴费记录。"
    );
    assert_eq!(
        explain::sentence(finding(&decision), Lang::En),
        "Social insurance, the 12 months up to October 2026: no record for May 2026."
    );
}

#[test]
fn a_row_that_begins_too_late_is_short() {
    let decision = insured("..pppppppppp");
    assert_eq!(decision.reason, ReasonCode::ContributionShort);
    assert_eq!(strip(&decision).row, 10);
    assert_eq!(strip(&decision).first_missing, Some(month("2025-12")));
    assert_eq!(marks(strip(&decision)), "--++++++++++");
    assert_eq!(
        explain::sentence(finding(&decision), Lang::Zh),
        "社会保险从 2026 年 1 月到 2026 年 10 月连续缴纳 10 个月，要求 12 个月，还差 2 个月。"
    );
    // An older row behind a break does not lengthen it.
    let older = row("2024-01", "pppppppppppppppppppppp..pppppppppp");
    let decision = decide("2026-11-20", INSURANCE, couple("2026-11-20", &older, None));
    assert_eq!(decision.reason, ReasonCode::ContributionShort);
    let none = insured("............");
    assert_eq!(
        (none.reason, strip(&none).row),
        (ReasonCode::ContributionShort, 0)
    );
}

#[test]
fn late_months_count_up_to_three_after_a_change_of_employer() {
    assert_eq!(insured("pppBBBPPPPPP").reason, ReasonCode::Ok);
    assert_eq!(marks(strip(&insured("pppBBBPPPPPP"))), "+++~~~++++++");
    assert_eq!(
        insured("pppBBBBPPPPP").reason,
        ReasonCode::BackpayNotRecognised
    );
    // Without a change of employer a person decides on as many, which are counted apart.
    for letters in [
        "pppbpppppppp",
        "PPPBPPPPPPPP",
        "pppbbbpppppp",
        "pBBBPPBBBPPP",
    ] {
        let reason = insured(letters).reason;
        assert_eq!(reason, ReasonCode::BackpayGroundUnclear, "{letters}");
    }
    assert_eq!(
        insured("pppbbbbppppp").reason,
        ReasonCode::BackpayNotRecognised
    );
    // In time again in between: the later late month follows no change.
    assert_eq!(
        insured("ppBPPPBPPPPP").reason,
        ReasonCode::BackpayGroundUnclear
    );
    // A month that is missing is missing, whoever would decide on the others.
    assert_eq!(insured("pppb.ppppppp").reason, ReasonCode::GapTooLong);
}

#[test]
fn tax_tolerates_three_months_that_are_missing_late_or_without_tax() {
    assert_eq!(taxed("pp.pbpppzppp").reason, ReasonCode::Ok);
    assert_eq!(marks(strip(&taxed("pp.pbpppzppp"))), "++~+~+++~+++");
    assert_eq!(taxed("pp.pb.ppzppp").reason, ReasonCode::GapTooLong);
    assert_eq!(
        explain::sentence(finding(&taxed("pp.pb.ppzppp")), Lang::Zh),
        "个人所得税截至 2026 年 10 月的 12 个月中，2026 年 1 月、2026 年 4 月、2026 年 7 月没有缴费记录，\
         1 个月为补缴，超过可以视为连续的 3 个月。"
    );
    // Insurance tolerates no month without a payment.
    assert_eq!(insured("ppppppppzppp").reason, ReasonCode::GapTooLong);
}

#[test]
fn a_tolerated_gap_at_the_beginning_bridges_to_earlier_months() {
    let bridged = row("2025-09", "pp..pppppppppp");
    let decide =
        |months: &[Contribution]| decide("2026-11-20", TAX, couple("2026-11-20", months, None));
    assert_eq!(decide(&bridged).reason, ReasonCode::Ok);
    assert_eq!(
        decide(&row("2025-08", "p....ppppppppp")).reason,
        ReasonCode::ContributionShort
    );
    assert_eq!(taxed("..pppppppppp").reason, ReasonCode::ContributionShort);
}

#[test]
fn quarters_count_until_the_last_one_that_has_ended() {
    let on = |on: &str, months: &[Contribution]| decide(on, TAX, couple(on, months, None));
    let four = quarters("2025-10", 4);
    for day in ["2026-10-01", "2026-11-20", "2026-12-31"] {
        let decision = on(day, &four);
        assert_eq!(decision.reason, ReasonCode::Ok, "{day}");
        assert_eq!(strip(&decision).last(), month("2026-09"));
    }
    // The quarter that is missing in January is three missing months: tolerated; in April six.
    assert_eq!(
        on("2027-01-04", &quarters("2025-01", 7)).reason,
        ReasonCode::Ok
    );
    assert_eq!(
        on("2027-04-01", &quarters("2025-01", 7)).reason,
        ReasonCode::GapTooLong
    );
    // Twenty quarters before 2024-10-01.
    assert_eq!(
        on("2021-06-10", &quarters("2016-04", 20)).reason,
        ReasonCode::Ok
    );
    assert_eq!(
        on("2021-06-10", &quarters("2016-07", 19)).reason,
        ReasonCode::ContributionShort
    );
}

#[test]
fn before_2017_one_record_in_each_of_five_years_was_enough() {
    let decide =
        |on: &str, letters: &str| decide(on, TAX, couple(on, &row("2012-01", letters), None));
    let yearly = "p............p...........p...........p..........p.";
    let decision = decide("2017-03-21", yearly);
    assert_eq!((decision.reason, strip(&decision).row), (ReasonCode::Ok, 5));
    assert_eq!(
        decide("2017-03-22", yearly).reason,
        ReasonCode::ContributionShort
    );
    let gap = decide("2017-03-21", &yearly.replacen(".p", "..", 1));
    assert_eq!(
        (gap.reason, strip(&gap).row),
        (ReasonCode::ContributionShort, 4)
    );
    assert_eq!(strip(&gap).first_missing, Some(month("2013-01")));
}

#[test]
fn either_spouse_carries_the_household_but_not_both_together() {
    let (first, second) = (
        row("2025-11", "pppppp......"),
        row("2025-11", "......pppppp"),
    );
    let on = "2026-11-20";
    let together = decide(on, INSURANCE, couple(on, &first, Some(&second)));
    assert_eq!(together.reason, ReasonCode::GapTooLong);
    let spouse = decide(
        on,
        INSURANCE,
        couple(on, &second, Some(&row("2025-11", "pppppppppppp"))),
    );
    assert_eq!(
        (spouse.reason, strip(&spouse).who),
        (ReasonCode::Ok, Who::Spouse)
    );
    // A spouse whose record is not known might carry it.
    let mut open = couple(on, &second, None);
    open.spouse = Some(Fact::unknown(None));
    let decision = decide(on, INSURANCE, open);
    assert_eq!(decision.reason, ReasonCode::CannotTell);
    // The applicant's own full record is enough.
    let mut open = couple(on, &row("2025-11", "pppppppppppp"), None);
    open.spouse = Some(Fact::unknown(None));
    assert_eq!(decide(on, INSURANCE, open).reason, ReasonCode::Ok);
}

#[test]
fn a_commercial_buyer_may_show_insurance_or_tax_and_they_do_not_add_up() {
    let policies = Policies::builtin();
    let on = "2026-11-20";
    let decide = |insurance: &str, tax: &str| {
        let mut facts = situation(on, Claim::Individual).facts(policies, Unnamed::Harmless);
        facts.social_insurance = couple(on, &row("2021-11", insurance), None);
        facts.income_tax = couple(on, &row("2021-11", tax), None);
        evaluate(&facts, policies, day(on))
    };
    let full = "p".repeat(60);
    let short = "p".repeat(30);
    let late = format!("{}{}", ".".repeat(30), "p".repeat(30));
    assert_eq!(decide(&full, "").reason, ReasonCode::Ok);
    assert_eq!(decide("", &full).reason, ReasonCode::Ok);
    assert_eq!(
        decide(&short, &late)
            .findings
            .iter()
            .filter(|f| f.verdict == Verdict::NotMet)
            .count(),
        1
    );
    // The record that lacks least is the one that is judged.
    let unclear = format!("{}..{}", "p".repeat(20), "p".repeat(38));
    assert_eq!(decide(&short, &unclear).reason, ReasonCode::GapRuleUnclear);
    let nearly = "p".repeat(59);
    assert_eq!(
        decide(&short, &format!(".{nearly}")).reason,
        ReasonCode::ContributionShort
    );
}
