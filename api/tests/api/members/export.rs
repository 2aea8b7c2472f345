//! What a person takes along: something of each kind that is held, and nothing of others.

use serde_json::{Value, json};
use shared::application::RulingOutcome;
use shared::export::Export;
use shared::problem::ProblemKind;
use shared::purchase::Module;

use super::{Member, STATEMENT};
use crate::applying::{Applied, saved, saved_for};
use crate::harness::{Browser, World, in_world};
use crate::uploads::files::jpeg;

const PATH: &str = "/api/v1/me/export";

async fn exported(browser: &Browser) -> Export {
    browser.get(PATH).await.expect(200).json()
}

/// Text that occurs in none of the people of the city.
const DISPUTED: &str = "复核说明金丝雀一";
const ASKED: &str = "补充要求金丝雀二";
const ANSWERED: &str = "补充说明金丝雀三";
const REFUSED: &str = "驳回理由金丝雀四";
const ADDRESS: &str = "更正地址金丝雀五";
const LOOKED: &str = "查看理由金丝雀六";

/// An application of 赵敏 that was disputed, asked about, answered, looked at, objected to, refused and
/// corrected, and a draft beside it; and her husband, who had objected.
async fn eventful(world: &World) -> (Applied, Member) {
    let applied = world.refused(Module::Residential, "zhao-min").await;
    let (id, browser) = (&applied.id, &applied.browser);
    let dispute = json!({ "records": [1], "ground": "other", "statement": DISPUTED });
    applied.dispute(&dispute).await.expect(200);
    let reviewer = world.officer("ding-ning").await;
    reviewer.claim(id).await;
    reviewer.open(id).await;
    reviewer.say(id, "/identities", LOOKED).await.expect(200);
    reviewer.request(id, ASKED).await.expect(200);
    let spouse = world.member("qian-feng").await;
    spouse.object(id).await.expect(200);
    applied.answer(ANSWERED).await.expect(200);
    spouse.take_back(id).await.expect(200);
    reviewer.claim(id).await;
    let answer = reviewer.rule(id, RulingOutcome::Refused, REFUSED).await;
    answer.expect(200);
    let path = format!("/api/v1/applications/{id}/contact");
    let body = json!({ "mobile": "13900000002", "postal_address": ADDRESS });
    let body = serde_json::to_vec(&body).unwrap();
    let headers = [("content-type", "application/json"), ("if-match", "\"1\"")];
    let answer = browser.send("PUT", &path, &headers, Some(body)).await;
    answer.expect(200);
    let mut unsent = world.answers("zhao-min");
    unsent.target.address = Some("草稿地址金丝雀七".to_owned());
    saved(browser, unsent).await;
    (applied, spouse)
}

#[test]
fn something_of_each_kind_is_in_it_and_nothing_of_others() {
    in_world(async |world| {
        let (applied, spouse) = eventful(world).await;
        let browser = &applied.browser;
        let answer = browser.get(PATH).await.expect(200);
        assert_eq!(
            answer.header("content-disposition"),
            "attachment; filename=\"anju-export.json\""
        );
        let text = answer.text();
        let answers = world.answers("zhao-min");
        let me = &answers.applicant;
        let number = me.person.document_number.clone().unwrap();
        for mine in [
            DISPUTED,
            ASKED,
            ANSWERED,
            REFUSED,
            ADDRESS,
            LOOKED,
            "13900000002",
            "草稿地址金丝雀七",
            me.mobile.as_deref().unwrap(),
            me.postal_address.as_deref().unwrap(),
            &number,
            // Her home, as the registry told it.
            "海淀区示例园 15 号楼 604",
        ] {
            assert!(text.contains(mine), "{mine}");
        }
        let spouse_number = world.document("qian-feng").number;
        for others in ["钱峰", &spouse_number, "丰台区示例西里", STATEMENT, "丁宁"] {
            assert!(!text.contains(others), "{others}");
        }
        let all: Export = answer.json();
        assert!(all.is_complete);
        assert_eq!(all.sessions.len(), 1);
        let binding = all.account.binding.unwrap();
        assert_eq!(binding.identity.document.number, number);
        assert_eq!(all.applications.len(), 2);
        let own = all.applications.last().unwrap();
        assert!(own.detail.decision.is_some() && !own.detail.checks.is_empty());
        assert!(own.facts.population.is_some() && own.facts.property.is_some());
        assert_eq!(own.detail.looks.len(), 2);
        let mut told = crate::messages::messages(browser).await;
        told.reverse();
        assert!(told.len() > 8 && all.messages == told, "{told:?}");
        assert_eq!(own.contact.as_ref().unwrap().version, 2);
        assert_eq!(own.detail.objections.len(), 1);
        let others: Vec<_> = own.others.iter().filter_map(|o| o.name.clone()).collect();
        assert_eq!(others, ["钱*"]);

        // What the spouse takes along holds the objection, and of the applicant a masked name.
        let answer = spouse.0.get(PATH).await.expect(200);
        let text = answer.text();
        for mine in [STATEMENT, spouse_number.as_str(), "丰台区示例西里"] {
            assert!(text.contains(mine), "{mine}");
        }
        for others in [
            "赵敏",
            &number,
            DISPUTED,
            ANSWERED,
            ADDRESS,
            LOOKED,
            "海淀区示例园",
        ] {
            assert!(!text.contains(others), "{others}");
        }
        let theirs: Export = answer.json();
        assert_eq!(
            (theirs.applications.len(), theirs.memberships.len()),
            (0, 1)
        );
        assert!(theirs.memberships[0].facts.property.is_some());
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn an_upload_is_told_and_a_stranger_takes_nothing_of_it_along() {
    in_world(async |world| {
        let desk = world.refused_desk().await;
        let paper = desk.upload(&jpeg()).await;
        let own = exported(&desk.browser).await;
        assert_eq!(own.applications[0].uploads, std::slice::from_ref(&paper));
        let stranger = world.member("song-yang").await;
        let theirs = exported(&stranger.0).await;
        assert_eq!(
            (theirs.applications.len(), theirs.memberships.len()),
            (0, 0)
        );
    });
}

#[test]
fn without_a_document_there_are_drafts_alone_and_nobody_is_told_too_often() {
    in_world(async |world| {
        let browser = world.registered("newcomer", "新来的").await;
        browser.get(PATH).await.expect(200);
        let mut answers = world.answers_for(Module::Commercial, "geng-tao");
        answers.unit.location = Some("草稿位置金丝雀".to_owned());
        saved_for(&browser, Module::Commercial, answers).await;
        let all: Value = browser.get(PATH).await.expect(200).json();
        assert!(all.to_string().contains("草稿位置金丝雀"));
        assert_eq!(all["account"]["binding"], Value::Null);
        assert_eq!(all["account"]["name"], "新来的");
        let mut last = None;
        for _ in 0..10 {
            last = Some(browser.get(PATH).await);
        }
        last.unwrap().problem(ProblemKind::TooManyRequests);
        let nobody = world.browser();
        nobody.get(PATH).await.problem(ProblemKind::NotSignedIn);
    });
}
