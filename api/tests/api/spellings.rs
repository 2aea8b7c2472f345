//! What people type and paste is read as they mean it: names in any spelling, numbers with what pasting
//! adds, nationalities by name; and only what counts is frozen.

use serde_json::{Value, json};
use shared::application::{Draft, State};
use shared::document::Document;
use shared::form::Answers;
use shared::household::Origin;
use shared::issue::IssueCode;
use shared::problem::ProblemKind;
use shared::registry::StayPermit;

use crate::applying::saved;
use crate::harness::{in_world, value};

/// The text as somebody pastes it who copied it from a page of a right-to-left mail.
fn pasted(text: &str) -> String {
    let mut pasted = String::from("\u{feff}\u{202a}");
    for character in text.chars() {
        pasted.extend([character, '\u{200b}']);
    }
    pasted + "\u{202c}\n"
}

/// The same document with every text in it pasted.
fn all_pasted(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            let texts = [
                "name",
                "document_number",
                "nationality",
                "mobile",
                "email",
                "postal_address",
                "address",
                "certificate",
            ];
            for (key, field) in fields {
                match field.as_str().filter(|_| texts.contains(&key.as_str())) {
                    Some(text) => *field = Value::from(pasted(text)),
                    None => all_pasted(field),
                }
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(all_pasted),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn a_household_is_as_on_record_however_it_is_written() {
    in_world(async |world| {
        let browser = world.at_home("kong-xiaomeng").await;
        let told = world.answers("kong-xiaomeng");
        let mut typed = told.clone();
        typed.spouse.name = Some("ｌｅｏ，　Martin".to_owned());
        typed.spouse.nationality = Some("法国".to_owned());
        typed.applicant.email = Some("ｋｏｎｇ＠example．cn".to_owned());
        let mut typed = value(&typed);
        all_pasted(&mut typed);
        let typed: Answers = serde_json::from_value(typed).unwrap();
        let draft = saved(&browser, typed.clone()).await;
        // What nobody sees is not even saved.
        assert_eq!(draft.answers, typed.cleaned());
        assert!(!value(&draft.answers).to_string().contains('\u{200b}'));
        assert_eq!(
            draft.answers.applicant.person.document_number,
            told.applicant
                .person
                .document_number
                .map(|number| number + " ")
        );

        let applied = world.applied_with(browser, typed).await;
        let detail = applied.decided().await;
        assert_eq!(detail.summary.state, State::Passed, "{:?}", detail.decision);
        let path = format!("/api/v1/applications/{}/answers", applied.id);
        let frozen: Draft = applied.browser.get(&path).await.expect(200).json();
        assert_eq!(frozen.answers.spouse.nationality.as_deref(), Some("FRA"));
        let email = frozen.answers.applicant.email;
        assert_eq!(email.as_deref(), Some("kong@example.cn"));
    });
}

#[test]
fn a_nationality_is_told_as_people_know_it_and_one_that_is_none_at_its_field() {
    in_world(async |world| {
        let browser = world.signed_in("yuki-tanaka").await;
        let own = world.document("yuki-tanaka");
        let of = |nationality: &str| Document {
            nationality: Some(nationality.to_owned()),
            ..own.clone()
        };
        for nobody in ["GER", "ZZZ", "中国", "TWN", ""] {
            let answer = browser.bind(&of(nobody)).await.expect(422);
            let problem = answer.problem(ProblemKind::InvalidAnswers);
            assert_eq!(problem.errors[0].pointer, "/document/nationality");
            assert_eq!(problem.errors[0].code, IssueCode::Nationality);
        }
        browser.bind(&of("日本\u{200b}")).await.expect(200);
        let identity = browser.get("/api/v1/account/identity").await.expect(200);
        assert!(identity.text().contains("JPN"));
    });
}

#[test]
fn what_another_category_asks_is_not_frozen() {
    in_world(async |world| {
        for (key, origin, stays) in [
            ("ho-weng", Some(Origin::Macao), false),
            ("yuki-tanaka", None, true),
        ] {
            let browser = world.at_home(key).await;
            let mut answers = world.answers(key);
            let before = answers.applicant.overseas.clone().unwrap();
            let overseas = answers.applicant.overseas.as_mut().unwrap();
            overseas.origin = origin.or(Some(Origin::OverseasChinese));
            overseas.certification = Some("侨认第1号".to_owned());
            overseas.stay_permit = before.stay_permit.or(Some(StayPermit::Study));
            answers.applicant.payer =
                serde_json::from_value(json!({ "employer": "示例公司" })).ok();
            answers.has_adult_children = Some(true);
            let applied = world.applied_with(browser, answers).await;
            let path = format!("/api/v1/applications/{}/answers", applied.id);
            let frozen: Draft = applied.browser.get(&path).await.expect(200).json();
            let kept = frozen.answers.applicant.overseas.unwrap();
            assert_eq!(kept.origin, origin, "{key}");
            assert_eq!(kept.certification, None, "{key}");
            assert_eq!(
                kept.stay_permit,
                before.stay_permit.filter(|_| stays),
                "{key}"
            );
            assert_eq!(frozen.answers.applicant.payer, None);
            assert_eq!(frozen.answers.has_adult_children, None);
        }
    });
}
