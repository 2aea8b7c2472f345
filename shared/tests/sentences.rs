//! What people read: the fact, the threshold, the source, the article.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::{Value, json};
use shared::policy::{
    Decision, Policies, ReasonCode, Situation, Unnamed, Verdict, evaluate, explain,
};
use shared::values::{Lang, Zone};

fn decide(situation: &Value, unnamed: Unnamed) -> Decision {
    let situation: Situation = serde_json::from_value(situation.clone()).unwrap();
    let policies = Policies::builtin();
    evaluate(
        &situation.facts(policies, unnamed),
        policies,
        situation.date,
    )
}

fn residential(date: &str, category: &str, target: &str, more: &Value) -> Value {
    let mut all = json!({
        "module": "residential", "date": date, "category": category, "target": target,
    });
    all.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    all
}

/// What the finding of a reason says, in both languages.
fn says(decision: &Decision, code: ReasonCode) -> (String, String) {
    let finding = decision.findings.iter().find(|f| f.code == code).unwrap();
    (
        explain::sentence(finding, Lang::Zh),
        explain::sentence(finding, Lang::En),
    )
}

fn both(zh: &str, en: &str) -> (String, String) {
    (zh.to_owned(), en.to_owned())
}

#[test]
fn the_quota_is_told_with_what_counts() {
    let today = |more: Value| {
        let decision = decide(
            &residential("2026-11-20", "local", "inside_fifth_ring", &more),
            Unnamed::Harmless,
        );
        let inside = decision
            .findings
            .iter()
            .find(|f| f.zone == Some(Zone::InsideFifthRing));
        explain::sentence(inside.unwrap(), Lang::Zh)
    };
    let homes = |n: u8| json!({ "inside_fifth_ring": n, "outside_fifth_ring": 3 });
    assert_eq!(
        today(json!({ "homes": homes(1) })),
        "五环内有住房 1 套，未达上限 2 套。"
    );
    assert_eq!(
        today(json!({ "homes": homes(2) })),
        "五环内有住房 2 套，已达上限 2 套。"
    );
    assert_eq!(
        today(json!({ "homes": homes(2), "children_ages": [3, 5] })),
        "五环内有住房 2 套，未达二孩及以上家庭上限 3 套。"
    );
    assert_eq!(
        today(json!({ "homes": homes(2), "children_ages": [3, 20] })),
        "五环内有住房 2 套，已达上限 2 套；有未成年子女 1 人、成年子女 1 人，政策没有写明成年子女是否计入多子女家庭，由人工核验。"
    );
    let extra = residential(
        "2024-05-01",
        "local",
        "outside_fifth_ring",
        &json!({ "marital_status": "married", "homes": { "inside_fifth_ring": 2 } }),
    );
    let decision = decide(&extra, Unnamed::Harmless);
    let outside = decision
        .findings
        .iter()
        .find(|f| f.zone == Some(Zone::OutsideFifthRing));
    assert_eq!(
        explain::sentence(outside.unwrap(), Lang::En),
        "2 homes in Beijing, below the cap with the extra home outside of 3."
    );
    assert_eq!(
        explain::zone_line(decision.zone(Zone::OutsideFifthRing).unwrap(), Lang::Zh),
        "五环外：可以购买，上限 3 套，已有 2 套，还可购买 1 套"
    );
    assert_eq!(
        explain::zone_line(decision.zone(Zone::InsideFifthRing).unwrap(), Lang::En),
        "Inside the fifth ring: May not buy for now, cap: 2, counted: 2, may still buy: 0"
    );
}

#[test]
fn headline_and_summary_say_what_and_under_which_rules() {
    let situation = residential("2026-11-20", "local", "outside_fifth_ring", &json!({}));
    let decision = decide(&situation, Unnamed::Harmless);
    assert_eq!(explain::headline(&decision, Lang::Zh), "可以购买五环外住宅");
    assert_eq!(
        explain::summary(&decision, Lang::Zh),
        "按 2026 年 8 月 8 日起施行的政策核验。"
    );
    let early = residential("2010-04-30", "local", "inside_fifth_ring", &json!({}));
    let decision = decide(&early, Unnamed::Harmless);
    assert_eq!(
        explain::headline(&decision, Lang::En),
        "This purchase needs no check"
    );
    assert_eq!(
        explain::summary(&decision, Lang::En),
        "There was no such rule yet."
    );
    assert_eq!(
        says(&decision, ReasonCode::BeforeRule),
        both(
            "这项规定自 2010 年 5 月 1 日起才施行，此前的购买不需要核验。",
            "The rule begins on 1 May 2010; an earlier purchase needs no check."
        )
    );
}

#[test]
fn a_divorce_and_an_expired_permit_are_told_with_their_days() {
    let divorced = residential(
        "2024-03-20",
        "local",
        "inside_fifth_ring",
        &json!({ "divorce": { "date": "2021-09-01", "former_family_homes": 2 } }),
    );
    assert_eq!(
        says(&decide(&divorced, Unnamed::Harmless), ReasonCode::Divorce3y),
        both(
            "2021 年 9 月 1 日离婚，原家庭当时有住房 2 套，已达限购的 2 套；自离婚之日起 3 年内双方均不得购房。",
            "Divorced on 1 September 2021; the family had 2 homes and had so reached its cap of 2: \
             for three years neither party may buy."
        )
    );
    let expired = residential(
        "2026-11-20",
        "work_residence_permit",
        "inside_fifth_ring",
        &json!({ "work_residence_permit_valid_to": "2026-10-31" }),
    );
    let decision = decide(&expired, Unnamed::Harmless);
    assert_eq!(
        says(&decision, ReasonCode::WorkResidencePermitInvalid).0,
        "《北京市工作居住证》已于 2026 年 10 月 31 日到期。"
    );
    assert!(decision.may_get_help() && !decision.may_ask_review());
}

#[test]
fn what_is_not_told_is_asked_for_and_does_not_decide() {
    let bare = residential(
        "2026-11-20",
        "non_local_social_insurance",
        "inside_fifth_ring",
        &json!({}),
    );
    let decision = decide(&bare, Unnamed::Unknown);
    assert_eq!(decision.reason, ReasonCode::CannotTell);
    assert_eq!(
        says(&decision, ReasonCode::ContributionShort),
        both(
            "还不知道缴费月份，暂不能判断。",
            "It is not known yet: the months of contributions."
        )
    );
    // Without a cap outside, the number of homes is no question there.
    let local = residential(
        "2026-11-20",
        "local",
        "outside_fifth_ring",
        &json!({ "local_hukou": "both" }),
    );
    let decision = decide(&local, Unnamed::Unknown);
    let outcome = |zone| decision.zone(zone).unwrap().outcome.slug();
    assert_eq!(outcome(Zone::OutsideFifthRing), "eligible");
    assert_eq!(outcome(Zone::InsideFifthRing), "cannot_tell");
}

#[test]
fn the_article_is_cited() {
    let commercial = json!({
        "module": "commercial", "date": "2026-11-20", "category": "individual",
        "target": "commercial_resale", "homes": { "outside_fifth_ring": 1 },
    });
    let decision = decide(&commercial, Unnamed::Harmless);
    let owns = decision
        .findings
        .iter()
        .find(|f| f.code == ReasonCode::OwnsHome)
        .unwrap();
    let policies = Policies::builtin();
    assert_eq!(
        explain::reference(owns.reference, policies, Lang::Zh),
        "《关于进一步加强商业、办公类项目管理的公告》（京建发〔2017〕112号）第五条第 1 项，2017 年 3 月 26 日起施行"
    );
    assert_eq!(
        explain::reference(owns.reference, policies, Lang::En),
        "《关于进一步加强商业、办公类项目管理的公告》, 京建发〔2017〕112号, 第五条第 1 项, \
         in force from 26 March 2017"
    );
    // What is not known is left out, and a document without a title is described.
    let reference = |date: &str, lang| {
        let facts = json!({ "contribution": { "kind": "social_insurance", "months": 3 } });
        let category = "non_local_social_insurance";
        let household = residential(date, category, "inside_fifth_ring", &facts);
        let decision = decide(&household, Unnamed::Harmless);
        let mut findings = decision.findings.iter();
        let short = findings.find(|f| f.code == ReasonCode::ContributionShort);
        explain::reference(short.unwrap().reference, policies, lang)
    };
    assert_eq!(
        reference("2026-01-10", Lang::Zh),
        "《关于进一步优化调整本市房地产相关政策的通知》（京建发〔2025〕565号），\
         2025 年 12 月 24 日起施行"
    );
    assert_eq!(
        reference("2026-08-10", Lang::Zh),
        "市住房城乡建设委、市规划自然资源委、市住房公积金中心 2026 年 8 月 7 日通知，2026 年 8 月 8 日起施行"
    );
    assert_eq!(
        reference("2026-08-10", Lang::En),
        "notice known as “市住房城乡建设委、市规划自然资源委、市住房公积金中心 2026 年 8 月 7 日通知”, \
         in force from 8 August 2026"
    );
    // What only compares people with their records stands in no notice on housing.
    let compared = decision.findings.iter();
    let compared = compared.filter(|f| f.code == ReasonCode::IdentityMismatch);
    let cited = compared.map(|f| explain::citation(f, policies, Lang::Zh));
    assert_eq!(cited.collect::<Vec<_>>(), [None]);
    assert!(explain::citation(owns, policies, Lang::Zh).is_some());
    assert!(
        explain::rule(owns.reference, policies, Lang::En)
            .unwrap()
            .contains("resale")
    );
    // Mixed failures lead to both buttons.
    assert!(decision.may_ask_review() && decision.may_get_help());
    let helps: Vec<_> = decision
        .findings
        .iter()
        .filter_map(|finding| explain::help(finding, Lang::Zh))
        .collect();
    assert_eq!(helps.len(), 1);
    assert_eq!(helps.first().unwrap().window, "社会保险经办机构");
}

#[test]
fn every_reason_that_a_record_can_cure_has_help() {
    let cases = shared::policy::cases::read(include_str!("cases/boundaries.json")).unwrap();
    for case in cases {
        for finding in case.decide(Policies::builtin()).findings {
            let curable = finding.verdict == Verdict::NotMet
                && !finding.rests_on_houses()
                && finding.code != ReasonCode::NewBuildEntitiesOnly;
            for lang in [Lang::Zh, Lang::En] {
                assert_eq!(
                    explain::help(&finding, lang).is_some(),
                    curable,
                    "{}",
                    finding.code
                );
            }
        }
    }
}
