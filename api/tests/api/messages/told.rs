//! Who is told what: everybody whom a change concerns, once, and nobody else.

use api::store::messages::FiledMessage;
use sandbox::FaultKind;
use serde_json::json;
use shared::application::State;
use shared::message::{MessageKind as K, words};
use shared::purchase::Module;
use shared::registry::Registry;
use shared::values::Lang;

use super::{kinds, messages};
use crate::applying::Applied;
use crate::harness::{World, in_world};

#[test]
fn a_pass_is_told_to_its_owner_and_a_name_to_who_is_named() {
    in_world(async |world| {
        let spouse = world.member("xie-jing").await.0;
        let other = world.at_home("he-jun").await;
        let applied = world.applied("yang-fan").await;
        let detail = applied.decided().await;
        assert_eq!(detail.summary.state, State::Passed);
        let all = messages(&applied.browser).await;
        let told: Vec<K> = all.iter().map(|message| message.kind).collect();
        assert_eq!(told, [K::DocumentBound, K::Submitted, K::Passed]);
        let passed = &all[2];
        assert_eq!(passed.application.as_deref(), Some(applied.id.as_str()));
        assert_eq!(passed.reference, detail.summary.number);
        assert_eq!(passed.day, detail.summary.valid_until);
        assert_eq!(passed.name.as_deref(), Some("杨**"));
        // The page of the application shows the same.
        assert_eq!(detail.messages, all[1..]);
        let of_spouse = [K::DocumentBound, K::NamedInApplication];
        assert_eq!(kinds(&spouse).await, of_spouse);
        assert_eq!(kinds(&other).await, [K::DocumentBound]);
        applied.withdraw().await;
        assert_eq!(kinds(&applied.browser).await.last(), Some(&K::Withdrawn));
        assert_eq!(kinds(&spouse).await, of_spouse);
        assert_eq!(kinds(&other).await, [K::DocumentBound]);
    });
}

#[test]
fn who_binds_a_document_hears_where_they_were_named_before() {
    in_world(async |world| {
        let applied = world.applied("yang-fan").await;
        applied.decided().await;
        let spouse = world.member("xie-jing").await.0;
        let all = messages(&spouse).await;
        let told: Vec<K> = all.iter().map(|message| message.kind).collect();
        assert_eq!(told, [K::DocumentBound, K::NamedInApplication]);
        assert_eq!(all[1].application.as_deref(), Some(applied.id.as_str()));
        // Whoever binds and is in none is told of none.
        let other = world.at_home("he-jun").await;
        assert_eq!(kinds(&other).await, [K::DocumentBound]);
    });
}

#[test]
fn what_officers_ask_and_members_object_is_told_in_its_order() {
    in_world(async |world| {
        let spouse = world.member("qian-feng").await;
        let applied = world.refused(Module::Residential, "zhao-min").await;
        let (id, browser) = (&applied.id, &applied.browser);
        let dispute = json!({ "records": [1], "ground": "other", "statement": "已转出" });
        applied.dispute(&dispute).await.expect(200);
        let reviewer = world.officer("ding-ning").await;
        reviewer.claim(id).await;
        reviewer.request(id, "请补充").await.expect(200);
        let answer_by = applied.detail().await.answer_by;
        applied.answer("已补充").await.expect(200);
        spouse.object(id).await.expect(200);
        spouse.take_back(id).await.expect(200);
        spouse.object(id).await.expect(200);
        crate::members::upheld(world, &applied).await;
        let all = messages(browser).await;
        let told: Vec<K> = all.iter().map(|message| message.kind).collect();
        let expected = [
            K::DocumentBound,
            K::Submitted,
            K::Failed,
            K::ReviewRequested,
            K::AnswerRequested,
            K::AnswerGiven,
            K::ObjectionRaised,
            K::ObjectionWithdrawn,
            K::ObjectionRaised,
            K::ObjectionUpheld,
        ];
        assert_eq!(told, expected);
        assert!(answer_by.is_some() && all[4].day == answer_by);
        let of_spouse = [
            K::DocumentBound,
            K::NamedInApplication,
            K::MyObjectionUpheld,
        ];
        assert_eq!(kinds(&spouse.0).await, of_spouse);
    });
}

#[test]
fn an_agent_hears_how_far_it_is_and_nothing_of_what_is_disputed() {
    in_world(async |world| {
        let filed = world.filed_for("he-jun", "zhao-min").await;
        let agent = &filed.agent.browser;
        let waiting = [K::DocumentBound, K::AwaitingAuthority];
        assert_eq!(kinds(agent).await, waiting);
        let principal = filed.confirmed_by(world, "zhao-min", false).await;
        principal.decided().await;
        let dispute = json!({ "records": [1], "ground": "other", "statement": "已转出" });
        principal.dispute(&dispute).await.expect(200);
        let of_agent = [
            K::DocumentBound,
            K::AwaitingAuthority,
            K::AuthorityConfirmed,
            K::Failed,
        ];
        assert_eq!(kinds(agent).await, of_agent);
        let path = format!("/api/v1/applications/{}/authority/revoke", principal.id);
        principal
            .browser
            .call("POST", &path, None)
            .await
            .expect(200);
        let path = format!("/api/v1/applications/{}/dispute", principal.id);
        principal
            .browser
            .call("DELETE", &path, None)
            .await
            .expect(200);
        let after = kinds(agent).await;
        assert_eq!(after[..4], of_agent);
        assert_eq!(after[4..], [K::AuthorityRevoked]);
        // What the agent can open no more is led to no more.
        let links = messages(agent).await.into_iter();
        let mut links = links.filter_map(|message| message.application);
        assert_eq!(links.next(), None);
        let of_principal = [
            K::DocumentBound,
            K::AuthorityConfirmed,
            K::Failed,
            K::ReviewRequested,
            K::ReviewWithdrawn,
        ];
        assert_eq!(kinds(&principal.browser).await, of_principal);
    });
}

#[test]
fn a_worker_that_is_killed_tells_nothing_twice() {
    in_world(async |world| {
        let silent = Registry::Property;
        world.fault(silent, FaultKind::Silent).await;
        let applied = world.applied("yang-fan").await;
        applied
            .until("asking", |detail| detail.checks.len() > 3)
            .await;
        for _ in 0..3 {
            world.kill_workers().await;
            world.start_worker();
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        world.clear_faults().await;
        applied.decided().await;
        let told = [K::DocumentBound, K::Submitted, K::Passed];
        assert_eq!(kinds(&applied.browser).await, told);
    });
}

/// One message of every kind about an application.
async fn tell_everything(world: &World, applied: &Applied) {
    let app = &world.app;
    let id = applied.uuid();
    let application = app.store.find_application(id).await.unwrap().unwrap();
    let write = app.store.begin().await.unwrap();
    for kind in K::ALL {
        let message = FiledMessage {
            id: app.new_id(),
            account: application.account,
            application: Some(id),
            kind,
            day: Some(app.today()),
            days: Some(3),
            at: app.now(),
            read_at: None,
        };
        let once = format!("canary/{}", kind.slug());
        let added = write.add_messages(&[(message, &once)]).await.unwrap();
        assert_eq!(added, [message.id]);
        // The same once more is none.
        let again = FiledMessage {
            id: app.new_id(),
            ..message
        };
        let added = write.add_messages(&[(again, &once)]).await.unwrap();
        assert!(added.is_empty());
    }
    write.commit().await.unwrap();
}

#[test]
fn no_message_tells_who_somebody_is() {
    in_world(async |world| {
        let applied = world.refused(Module::Residential, "zhao-min").await;
        let reviewer = world.officer("ding-ning").await;
        drop(reviewer);
        tell_everything(world, &applied).await;
        let all = messages(&applied.browser).await;
        assert!(all.len() > K::ALL.len());
        let answers = world.answers("zhao-min");
        let me = &answers.applicant;
        let personal = [
            "赵敏".to_owned(),
            "钱峰".to_owned(),
            world.document("zhao-min").number,
            world.document("qian-feng").number,
            me.mobile.clone().unwrap(),
            me.postal_address.clone().unwrap(),
        ];
        for message in &all {
            for lang in [Lang::Zh, Lang::En] {
                let told = words(message, lang);
                let path = told.action.map(|action| action.path).unwrap_or_default();
                let text = format!("{} {} {path}", told.title, told.body);
                for canary in &personal {
                    assert!(!text.contains(canary), "{text}");
                }
                assert!(!path.contains(['?', '#', '=']), "{path}");
            }
        }
        let json = serde_json::to_string(&all).unwrap();
        for canary in &personal {
            assert!(!json.contains(canary), "{canary}");
        }
    });
}
