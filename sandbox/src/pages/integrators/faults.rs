//! Faults by registry.

use actix_web::{HttpRequest, HttpResponse, web};
use maud::{Markup, html};
use serde::Deserialize;
use shared::registry::Registry;

use crate::faults::{Fault, FaultKind};
use crate::lang::Lang;
use crate::pages::form::{came_from_elsewhere, see_other};
use crate::town::{Town, at, lock};

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.service(at("/integrators/faults").route(web::post().to(submit)));
}

/// The faults, with their names in forms.
const KINDS: [(FaultKind, &str); 8] = [
    (FaultKind::None, "none"),
    (FaultKind::Slow, "slow"),
    (FaultKind::Error500, "error_500"),
    (FaultKind::Reset, "reset"),
    (FaultKind::Garbage, "garbage"),
    (FaultKind::OtherPerson, "other_person"),
    (FaultKind::Silent, "silent"),
    (FaultKind::Huge, "huge"),
];

fn words(lang: Lang, kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::None => lang.pick("正常", "works"),
        FaultKind::Slow => lang.pick("慢：3 秒后答复", "slow: answers after 3 seconds"),
        FaultKind::Error500 => lang.pick("内部错误 500", "internal error 500"),
        FaultKind::Reset => lang.pick("连接中断", "connection is reset"),
        FaultKind::Garbage => lang.pick("答复乱码", "answers garbage"),
        FaultKind::OtherPerson => lang.pick("答复了另一人", "answers about somebody else"),
        FaultKind::Silent => lang.pick("不答复：30 秒后断开", "silent: hangs up after 30 seconds"),
        FaultKind::Huge => lang.pick("答复 64 MB", "answers 64 MB"),
    }
}

fn name(lang: Lang, registry: Registry) -> &'static str {
    match registry {
        Registry::Population => lang.pick("公安（户籍）", "Population"),
        Registry::CivilAffairs => lang.pick("民政（婚姻）", "Civil affairs"),
        Registry::SocialInsurance => lang.pick("人社（社会保险）", "Social insurance"),
        Registry::Tax => lang.pick("税务（个税）", "Tax"),
        Registry::Property => lang.pick("不动产登记", "Property"),
        Registry::Permits => lang.pick("人才等许可", "Permits"),
    }
}

/// The part of the page.
pub(super) fn section(lang: Lang, town: &Town) -> Markup {
    let faults = lock(&town.faults);
    let now = |registry: Registry| {
        let mut all = faults.all().iter();
        let of_all = |fault: &Fault| fault.document.is_none() && !fault.units;
        let found = all.find(|placed| placed.registry == registry && of_all(&placed.fault));
        found.map_or(FaultKind::None, |placed| placed.fault.fault)
    };
    let personal = faults
        .all()
        .iter()
        .filter(|placed| placed.fault.document.is_some());
    let personal = personal.count();
    html! {
        section.card.household aria-labelledby="faults" {
            h2 #faults { (lang.pick("部门故障", "Faults by registry")) }
            p {
                (lang.pick(
                    "部门不答复时平台什么也不认定：申请等待，恢复后自动继续；占用被暂时拒绝（503）。",
                    "A silent registry decides nothing: applications wait and go on by themselves, holds are refused for now (503).",
                ))
            }
            ul.tools {
                @for registry in Registry::ALL {
                    @let current = now(registry);
                    @let id = format!("fault-{}", registry.slug());
                    li {
                        label for=(id) {
                            (name(lang, registry))
                            @if current != FaultKind::None { " " span.state.fail { (lang.pick("故障中", "failing")) } }
                        }
                        form.row method="post" action="/integrators/faults" {
                            input type="hidden" name="lang" value=(lang.tag());
                            input type="hidden" name="registry" value=(registry.slug());
                            select.input id=(id) name="fault" {
                                @for (kind, slug) in KINDS {
                                    option value=(slug) selected[kind == current] { (words(lang, kind)) }
                                }
                            }
                            button.button.quiet type="submit" {
                                (lang.pick("设定", "Set")) span.unseen { (lang.pick("：", ": ")) (name(lang, registry)) }
                            }
                        }
                    }
                }
            }
            form.row method="post" action="/integrators/faults" {
                input type="hidden" name="lang" value=(lang.tag());
                button.button.quiet type="submit" { (lang.pick("清除所有故障", "Clear all faults")) }
                @if personal > 0 {
                    span.meta {
                        @match lang {
                            Lang::Zh => { "另有 " (personal) " 项故障只涉及个别人。" }
                            Lang::En => { "and " (personal) " that concern single people." }
                        }
                    }
                }
            }
            pre tabindex="0" { "curl -X PUT " (town.issuer) "/control/faults/property -H 'Content-Type: application/json' -d '{\"fault\":\"silent\"}'" }
        }
    }
}

/// One registry and its fault; all of them are cleared where none is named.
#[derive(Deserialize)]
struct FaultForm {
    lang: Lang,
    registry: Option<String>,
    fault: Option<FaultKind>,
}

async fn submit(
    town: web::Data<Town>,
    browser: HttpRequest,
    form: web::Form<FaultForm>,
) -> HttpResponse {
    if let Some(refusal) = came_from_elsewhere(&town, &browser, form.lang) {
        return refusal;
    }
    let registry = form.registry.as_deref().and_then(Registry::from_slug);
    let mut faults = lock(&town.faults);
    match registry.zip(form.fault) {
        Some((registry, fault)) => {
            let fault = Fault {
                fault,
                seconds: None,
                times: None,
                document: None,
                units: false,
            };
            faults.set(registry, fault);
        }
        None => faults.clear(),
    }
    see_other(&format!("/integrators?lang={}#faults", form.lang.tag()))
}
