//! The list of the synthetic people, for developers.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use maud::{Markup, html};
use serde::Deserialize;
use shared::document::{Document, DocumentKind};
use shared::policy::Outcome;
use shared::purchase::Module;

use super::page::Page;
use crate::lang::Lang;
use crate::people::{BothLanguages, Household, Member, PASSWORD, People};
use crate::town::Town;

/// The address of the page, with the switch of language.
#[derive(Deserialize)]
pub(super) struct PageQuery {
    lang: Option<Lang>,
}

pub(super) async fn show(
    town: web::Data<Town>,
    browser: HttpRequest,
    query: web::Query<PageQuery>,
) -> HttpResponse {
    let lang = query.lang.unwrap_or_else(|| Lang::wanted(None, &browser));
    let people = &town.people;
    let title = lang.pick("模拟城市的居民", "Residents of the synthetic city");
    let count = people.members().count();
    let body = html! {
        div.wide-page {
            h1 { (title) }
            p.lede {
                @match lang {
                    Lang::Zh => { (count) " 位虚构的居民，密码都是 " code { (PASSWORD) } "。没有用户名的成年人可以在登录页用其姓名注册，再绑定其证件。预期结果按 2026-08-08 起的政策。" }
                    Lang::En => { (count) " people who do not exist; the password of all is " code { (PASSWORD) } ". Adults without a user name are free to register under their name, and to bind their document. What to expect holds under the policy in force since 2026-08-08." }
                }
            }
            p.way { a href=(format!("/inbox?lang={}", lang.tag())) { (lang.pick("看看他们收到的短信和邮件", "See the e-mail and text messages that they got")) } }
            @for theme in people.themes() {
                h2.theme { (in_lang(lang, &theme.title)) }
                @for home in &theme.households { (household(lang, people, home)) }
            }
        }
    };
    Page {
        status: StatusCode::OK,
        lang,
        title,
        switch: Some("/?".to_owned()),
        forms_to: None,
        body,
    }
    .respond()
}

fn in_lang(lang: Lang, text: &BothLanguages) -> &str {
    lang.pick(&text.zh, &text.en)
}

fn household(lang: Lang, people: &People, household: &Household) -> Markup {
    let first = household
        .members
        .first()
        .map_or("", |first| first.name.as_str());
    let table = match lang {
        Lang::Zh => format!("{first}家的成员"),
        Lang::En => format!("Members of the household of {first}"),
    };
    let no_certificate = lang.pick("尚无不动产权证号", "no certificate number yet");
    html! {
        section.card.household aria-labelledby=(household.key) {
            h3 id=(household.key) { (first) }
            p { (in_lang(lang, &household.story)) }
            div.scroll tabindex="0" role="region" aria-label=(table) {
                table {
                    thead { tr {
                        th scope="col" { (lang.pick("姓名", "Name")) }
                        th scope="col" { (lang.pick("用户名", "User name")) }
                        th scope="col" { (lang.pick("出生日期", "Born")) }
                        th scope="col" { (lang.pick("证件", "Document")) }
                    } }
                    tbody { @for member in &household.members { (row(lang, member)) } }
                }
            }
            ul.expect {
                @for application in &household.applications {
                    @let who = people.member(&application.signed_in).map_or("", |m| m.name.as_str());
                    @let module = match application.module {
                        Module::Residential => lang.pick("住宅", "Residential"),
                        Module::Commercial => lang.pick("商办", "Commercial"),
                    };
                    @let (class, outcome) = outcome(lang, application.outcome);
                    li {
                        span class=(class) { (outcome) }
                        " " (who) " · " (module) " · " code { (application.reason.slug()) }
                        @if let Some(unit) = &application.entry.unit {
                            " · " (unit.certificate.as_deref().unwrap_or(no_certificate))
                        }
                    }
                }
            }
        }
    }
}

fn row(lang: Lang, member: &Member) -> Markup {
    html! {
        tr {
            td { (member.name) }
            td {
                @match &member.sign_in {
                    Some(user) => {
                        code { (user) }
                        @for role in &member.roles { " · " (role.slug()) }
                        @if let Some(one) = &member.organization {
                            " · " (one.name) " " code { (one.code) }
                        }
                    }
                    None => { span.soft { (lang.pick("无账号", "none")) } }
                }
            }
            td { (member.born) }
            td {
                @for document in std::iter::once(&member.document).chain(&member.also) {
                    div { (kind(lang, document)) " " code { (document.number) } }
                }
            }
        }
    }
}

fn outcome(lang: Lang, outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::Eligible => ("state pass", lang.pick("✓ 核验通过", "✓ Passed")),
        Outcome::Ineligible => ("state fail", lang.pick("✕ 核验不通过", "✕ Failed")),
        Outcome::CannotTell => ("state wait", lang.pick("… 待核验", "… Pending")),
        Outcome::ManualReview => ("state wait", lang.pick("… 人工核验", "… Manual review")),
        Outcome::NotChecked => ("state void", lang.pick("– 无需核验", "– Not checked")),
    }
}

/// The name of a kind of document.
fn kind(lang: Lang, document: &Document) -> &'static str {
    match document.kind {
        DocumentKind::ResidentId => lang.pick("居民身份证", "Resident identity card"),
        DocumentKind::HmtResidencePermit => lang.pick("港澳台居民居住证", "Residence permit (HMT)"),
        DocumentKind::HkMacaoTravelPermit => {
            lang.pick("港澳居民来往内地通行证", "Travel permit (Hong Kong, Macao)")
        }
        DocumentKind::TaiwanTravelPermit => {
            lang.pick("台湾居民来往大陆通行证", "Travel permit (Taiwan)")
        }
        DocumentKind::ChinesePassport => lang.pick("中国护照", "Chinese passport"),
        DocumentKind::ForeignPassport => lang.pick("外国护照", "Foreign passport"),
        DocumentKind::PermanentResidenceCard => {
            lang.pick("外国人永久居留身份证", "Permanent-residence card")
        }
        DocumentKind::MilitaryId => lang.pick("军官证/士兵证", "Military ID"),
    }
}
