//! People by outcome: somebody new with a button, who applies with another.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;

use crate::lang::Lang;
use crate::pages::form::{came_from_elsewhere, see_other};
use crate::pages::notice;
use crate::pages::page::Page;
use crate::people::outcomes::PersonOutcome;
use crate::people::{Member, PASSWORD};
use crate::tools::applying::{NotApplied, apply, let_in};
use crate::town::{Town, at, lock};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(at("/integrators/people").route(web::post().to(submit)))
        .service(at("/integrators/people/{key}").route(web::get().to(show)));
}

/// The colour and the name of an outcome.
fn badge(lang: Lang, outcome: PersonOutcome) -> (&'static str, &'static str) {
    match outcome {
        PersonOutcome::PassesHome => ("state pass", lang.pick("✓ 住宅通过", "✓ Passes, home")),
        PersonOutcome::PassesCommercial => (
            "state pass",
            lang.pick("✓ 商办通过", "✓ Passes, commercial"),
        ),
        PersonOutcome::FailsHouseRecords => (
            "state fail",
            lang.pick("✕ 住房记录不通过", "✕ Fails, house records"),
        ),
        PersonOutcome::FailsMonths => ("state fail", lang.pick("✕ 月数不通过", "✕ Fails, months")),
        PersonOutcome::ManualReview => ("state wait", lang.pick("… 人工核验", "… Manual review")),
        PersonOutcome::RegistrySilent => {
            ("state wait", lang.pick("… 部门无答复", "… Registry silent"))
        }
    }
}

/// The part of the page.
pub(super) fn section(lang: Lang, town: &Town) -> Markup {
    html! {
        section.card.household aria-labelledby="people" {
            h2 #people { (lang.pick("按核验结果生成人员", "People by outcome")) }
            p {
                @match lang {
                    Lang::Zh => { "每次都是没有用过的新人员，密码都是 " code { (PASSWORD) } "。“生成并申请”还会替此人登录、绑定证件、填表、提交，并等待结果。" }
                    Lang::En => { "Somebody new each time; the password of all is " code { (PASSWORD) } ". “Apply” also signs in for them, binds the document, fills in the form, submits it, and waits for the result." }
                }
            }
            ul.tools {
                @for outcome in PersonOutcome::ALL {
                    @let (class, name) = badge(lang, outcome);
                    li {
                        div {
                            span class=(class) { (name) }
                            @if let Some(story) = town.people.story_of(outcome) {
                                p.meta { (lang.pick(&story.zh, &story.en)) }
                            }
                        }
                        form.row method="post" action="/integrators/people" {
                            input type="hidden" name="lang" value=(lang.tag());
                            input type="hidden" name="outcome" value=(outcome.slug());
                            button.button.quiet type="submit" name="apply" value="false" {
                                (lang.pick("生成一人", "A person"))
                                span.unseen { (lang.pick("：", ": ")) (name) }
                            }
                            button.button.primary type="submit" name="apply" value="true" {
                                (lang.pick("生成并申请", "Apply"))
                                span.unseen { (lang.pick("：", ": ")) (name) }
                            }
                        }
                    }
                }
            }
            pre tabindex="0" { "curl -X POST " (town.issuer) "/control/outcomes/passes-home/application" }
        }
    }
}

/// Who is wanted.
#[derive(Deserialize)]
struct PersonForm {
    lang: Lang,
    outcome: PersonOutcome,
    /// Whether the person applies as well.
    apply: bool,
}

async fn submit(
    town: web::Data<Town>,
    browser: HttpRequest,
    form: web::Form<PersonForm>,
) -> HttpResponse {
    let lang = form.lang;
    if let Some(refusal) = came_from_elsewhere(&town, &browser, lang) {
        return refusal;
    }
    let done = async {
        let home = let_in(&town, form.outcome)?;
        let person = home.members.first().ok_or(NotApplied::NoApplication)?;
        if form.apply {
            let result = apply(&town, home).await?;
            lock(&town.applied).insert(person.key.clone(), result);
        }
        Ok::<&Member, NotApplied>(person)
    };
    match done.await {
        Ok(person) => see_other(&format!(
            "/integrators/people/{}?lang={}",
            person.key,
            lang.tag()
        )),
        Err(error) => notice::not_done(lang, &error.to_string()),
    }
}

/// The address of the page, with the switch of language.
#[derive(Deserialize)]
struct PageQuery {
    lang: Option<Lang>,
}

async fn show(
    town: web::Data<Town>,
    browser: HttpRequest,
    key: web::Path<String>,
    query: web::Query<PageQuery>,
) -> HttpResponse {
    let lang = query.lang.unwrap_or_else(|| Lang::wanted(None, &browser));
    let Some(person) = town.people.member(&key) else {
        return notice::not_found(browser).await;
    };
    let result = lock(&town.applied).get(&*key).cloned();
    let title = lang.pick("新来的人", "Somebody new");
    let told = |key: &str| {
        let said = result.as_ref().and_then(|result| result.get(key));
        said.and_then(Value::as_str).map(str::to_owned)
    };
    let rows = [
        (lang.pick("姓名", "Name"), Some(person.name.clone())),
        (lang.pick("用户名", "User name"), person.sign_in.clone()),
        (lang.pick("密码", "Password"), Some(PASSWORD.to_owned())),
        (
            lang.pick("居民身份证号", "Identity card number"),
            Some(person.document.number.clone()),
        ),
        (
            lang.pick("申请编号", "Application"),
            told("application_number"),
        ),
        (lang.pick("状态", "State"), told("state")),
        (lang.pick("进展", "Standing"), told("sub_state")),
        (
            lang.pick("凭证编号", "Certificate"),
            told("certificate_number"),
        ),
        (lang.pick("有效期至", "Valid until"), told("valid_until")),
    ];
    let body = html! {
        section.card.panel.alone {
            h1 { (title) }
            dl.facts {
                @for (name, value) in &rows {
                    @if let Some(value) = value { div { dt { (name) } dd { code { (value) } } } }
                }
            }
            @if result.is_none() {
                p.note { (lang.pick("还没有申请：请在平台用此用户名登录，绑定上面的证件。", "Has not applied yet: sign in at the platform under this user name and bind the document above.")) }
            }
            p.way { a href=(format!("/integrators?lang={}", lang.tag())) { (lang.pick("返回对接工具", "Back to the tools")) } }
        }
    };
    Page {
        status: StatusCode::OK,
        lang,
        title,
        switch: Some(format!("/integrators/people/{key}?")),
        forms_to: None,
        body,
    }
    .respond()
}
