//! What the documents of an application say, who gets them, and that it is told.

use serde_json::json;
use shared::application::{Detail, GivenDocument, PrintedKind as K};
use shared::certificate::check;
use shared::jws::PublicKeys;
use shared::problem::ProblemKind;
use shared::purchase::Module;
use shared::values::Lang;

use super::paper::Paper;
use crate::applying::Applied;
use crate::harness::{Answer, Browser, in_world, in_world_with};

pub(crate) async fn asked(browser: &Browser, id: &str, kind: K, query: &str) -> Answer {
    let path = format!("/api/v1/applications/{id}/documents/{}{query}", kind.slug());
    browser.get(&path).await
}

pub(crate) async fn given(applied: &Applied, kind: K, lang: &str) -> Paper {
    let query = format!("?lang={lang}");
    let answer = asked(&applied.browser, &applied.id, kind, &query)
        .await
        .expect(200);
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert_eq!(answer.header("cache-control"), "no-store");
    let disposition = answer.header("content-disposition").to_owned();
    assert!(
        disposition.starts_with("attachment; filename=\"anju-"),
        "{disposition}"
    );
    keep(
        &answer.body,
        &format!("{}-{}-{lang}", applied.id, kind.slug()),
    );
    Paper::read(&answer.body, lang)
}

/// Lays a document down for whoever wants to look at it, where `ANJU_TEST_PAPERS` names a folder.
pub(crate) fn keep(file: &[u8], name: &str) {
    if let Some(folder) = std::env::var_os("ANJU_TEST_PAPERS") {
        let path = std::path::Path::new(&folder).join(format!("{name}.pdf"));
        std::fs::write(path, file).unwrap();
    }
}

pub(crate) fn told(detail: &Detail) -> Vec<(K, Lang, bool)> {
    let told = |one: &GivenDocument| (one.kind, one.lang, one.by_agent);
    detail.documents.iter().map(told).collect()
}

#[test]
fn a_pass_is_taken_away_and_void_once_it_is_withdrawn() {
    in_world(async |world| {
        let applied = world.applied("yang-fan").await;
        let detail = applied.decided().await;
        let number = detail.summary.number.clone().unwrap();
        let pass = detail.certificate.clone().unwrap().number;

        let form = given(&applied, K::ApplicationForm, "zh-CN").await;
        assert_eq!(form.pages, 1);
        let masked = world.document("yang-fan").masked_number();
        form.says(&[
            "家庭购房申请表",
            &number,
            "申请人",
            "杨帆",
            &masked,
            "家庭成员",
            "配偶",
            "谢静",
            "家庭在本市的住房",
            "拟购住房",
            "购房承诺",
            "申请人（签字）",
            "配偶（签字）",
            "盖章处",
        ]);
        assert_eq!(form.times(&world.document("yang-fan").number), 0);
        let promise = given(&applied, K::Promise, "zh-CN").await;
        assert_eq!(promise.pages, 1);
        promise.says(&["购房承诺书", "所填内容真实、完整", "申请人（签字）"]);
        let certificate = given(&applied, K::Certificate, "zh-CN").await;
        assert_eq!(certificate.pages, 1);
        certificate.says(&[
            "购房资格核验凭证",
            &pass,
            "杨帆",
            "谢静",
            "有效期",
            "核验依据",
        ]);
        assert_eq!(certificate.times("已失效"), 0);
        // A telephone that is held over it opens the page that checks it, with the code of this pass.
        let url = certificate.pattern().unwrap();
        let code = url.strip_prefix(&format!("{}/verify#", world.url)).unwrap();
        let keys: PublicKeys = world
            .browser()
            .get("/.well-known/jwks.json")
            .await
            .expect(200)
            .json();
        assert_eq!(check(code, &keys, &world.url).unwrap().jti, pass);
        let result = given(&applied, K::Result, "zh-CN").await;
        result.says(&[
            "购房资格核验结果",
            &number,
            "杨帆",
            "五环内",
            "逐项核验",
            "各部门答复情况",
        ]);
        assert!(result.parts("TH") > 10);
        let english = given(&applied, K::Certificate, "en").await;
        english.says(&[
            "Eligibility certificate",
            &pass,
            "What it rests on",
            "Page 1 of 1",
        ]);

        // Once a day for each kind and language.
        given(&applied, K::Certificate, "en").await;
        let all = [K::ApplicationForm, K::Promise, K::Certificate, K::Result]
            .map(|kind| (kind, Lang::Zh, false));
        let detail = applied.detail().await;
        assert_eq!(told(&detail)[..4], all);
        assert_eq!(told(&detail)[4..], [(K::Certificate, Lang::En, false)]);

        // In full for whoever asks, of their own.
        let path = "?lang=zh-CN&in_full=true";
        let full = asked(&applied.browser, &applied.id, K::ApplicationForm, path).await;
        let full = Paper::read(&full.expect(200).body, "zh-CN");
        full.says(&[&world.document("yang-fan").number]);
        for (kind, query, problem) in [
            (K::Refusal, "", ProblemKind::WrongState),
            (K::Authority, "", ProblemKind::WrongState),
            (K::Result, "?lang=fr", ProblemKind::MalformedRequest),
        ] {
            asked(&applied.browser, &applied.id, kind, query)
                .await
                .problem(problem);
        }

        applied.withdraw().await;
        let void = given(&applied, K::Certificate, "zh-CN").await;
        void.says(&["这份凭证已经失效", "已失效"]);
        assert_eq!(void.pages, 1);
    });
}

#[test]
fn a_refusal_says_what_can_be_done() {
    in_world(async |world| {
        let disputable = world.refused(Module::Residential, "zhao-min").await;
        let notice = given(&disputable, K::Refusal, "zh-CN").await;
        notice.says(&[
            "购房资格核验不通过告知书",
            "没有达到的要求",
            "可以怎样办",
            "申请复核",
        ]);
        let english = given(&disputable, K::Refusal, "en").await;
        english.says(&["Notice of refusal", "What you can do"]);
        given(&disputable, K::Result, "en").await;
        let by_months = world.refused(Module::Residential, "ma-xiaoyu").await;
        let notice = given(&by_months, K::Refusal, "zh-CN").await;
        notice.says(&["没有达到的要求", "可以怎样办", "到哪里办", "带什么材料"]);
        let result = given(&by_months, K::Result, "zh-CN").await;
        result.says(&["逐项核验"]);
        let commercial = world.at_home("ren-jie").await;
        let answers = world.answers_for(Module::Commercial, "ren-jie");
        let commercial = world
            .applied_for(commercial, Module::Commercial, answers)
            .await;
        commercial.decided().await;
        given(&commercial, K::Certificate, "zh-CN")
            .await
            .says(&["房屋坐落"]);
    });
}

#[test]
fn a_mismatch_says_which_answers_to_check() {
    in_world(async |world| {
        // Of oneself the very answers, of a child all of its page, masked.
        let own = world.refused(Module::Residential, "peng-tao").await;
        let notice = given(&own, K::Refusal, "zh-CN").await;
        notice.says(&["可以怎样办", "下面是您填写的内容", "婚姻状况", "离婚"]);
        let of_child = world.refused(Module::Residential, "cao-lei").await;
        let notice = given(&of_child, K::Refusal, "zh-CN").await;
        let number = world.document("cao-xiangru").masked_number();
        notice.says(&["下面是您填写的这位家庭成员的内容", "曹相如", &number]);
        given(&of_child, K::Refusal, "en").await;
    });
}

#[test]
fn the_largest_household_has_its_form_and_no_draft_is_audited() {
    in_world(async |world| {
        let owner = world.at_home("yang-fan").await;
        let mut answers = world.answers("yang-fan");
        let common =
            "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章";
        let hanzi: Vec<char> = common.chars().collect();
        let (child, home) = (answers.children[0].clone(), answers.homes[0].clone());
        answers.children = (0..20)
            .map(|n| {
                let mut child = child.clone();
                child.id = format!("c{n}");
                child.person.name = Some(hanzi[n * 2..n * 2 + 2].iter().collect());
                child
            })
            .collect();
        answers.homes = (0..20)
            .map(|n| {
                let mut home = home.clone();
                home.id = format!("h{n}");
                let name: String = hanzi.iter().skip(n * 2).take(2).collect();
                home.address = Some(format!("朝阳区{name}路 {n} 号院 {n} 号楼 {n}01"));
                home
            })
            .collect();
        let draft = crate::applying::saved(&owner, answers).await;
        let audited = "SELECT count(*) AS n FROM audit WHERE action = 'print_document'";
        for lang in ["zh-CN", "en"] {
            for kind in [K::ApplicationForm, K::Promise] {
                let query = format!("?lang={lang}&in_full=true");
                let answer = asked(&owner, &draft.id, kind, &query).await.expect(200);
                keep(&answer.body, &format!("largest-{}-{lang}", kind.slug()));
                // Reading it measures it.
                let paper = Paper::read(&answer.body, lang);
                let both = ["赵钱", "窦章"].map(|name| paper.times(name));
                assert!(kind == K::Promise || both == [2, 2], "{both:?}");
            }
        }
        assert_eq!(world.count(audited).await, 0);
    });
}

#[test]
fn a_draft_is_printed_and_still_deleted_and_without_fonts_everything_else_works() {
    in_world_with(
        |config| config.font_dir = "/nonexistent".into(),
        async |world| {
            let owner = world.bound("he-jun").await;
            let new = json!({ "module": "residential" });
            let draft: shared::application::Draft = owner
                .call("POST", "/api/v1/applications", Some(&new))
                .await
                .expect(201)
                .json();
            let answer = asked(&owner, &draft.id, K::ApplicationForm, "").await;
            answer.problem(ProblemKind::DocumentsUnavailable);
            let path = format!("/api/v1/applications/{}", draft.id);
            owner.call("DELETE", &path, None).await.expect(204);
        },
    );
}
