//! The clock: time that passes at once.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::TimeDelta;
use maud::{Markup, html};
use serde::Deserialize;
use shared::sandbox::SandboxClock;
use shared::values::Day;

use crate::lang::Lang;
use crate::pages::form::{came_from_elsewhere, see_other, time};
use crate::pages::notice;
use crate::tools::browser::PlatformError;
use crate::tools::time::{read_clock, set_clock};
use crate::town::{Town, at};

/// How far the buttons go, in hours.
const STEPS: [(i64, &str, &str); 5] = [
    (1, "1 小时", "1 hour"),
    (24, "1 天", "1 day"),
    (73, "3 天多", "3 days and more"),
    (9 * 24 + 1, "9 天多", "9 days and more"),
    (31 * 24, "31 天", "31 days"),
];

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.service(at("/integrators/clock").route(web::post().to(submit)));
}

/// The part of the page.
pub(super) fn section(lang: Lang, clock: Result<SandboxClock, PlatformError>) -> Markup {
    html! {
        section.card.household aria-labelledby="clock" {
            h2 #clock { (lang.pick("时钟和政策日期", "Clock and policy date")) }
            @match clock {
                Ok(clock) => {
                    p {
                        (lang.pick("平台现在是北京时间 ", "At the platform it is now, in Beijing, "))
                        strong { (time(clock.now)) }
                        @if clock.ahead_seconds > 0 {
                            (lang.pick("，比实际快 ", ", ahead by ")) (duration(lang, clock.ahead_seconds))
                        }
                        (lang.pick("。", "."))
                    }
                    p.meta {
                        (lang.pick(
                            "占用过期、凭证到期、新版政策生效都按这个时钟，在一分钟内发生。只能往前拨，最多 400 天。",
                            "Holds run out, passes expire and policies come into force by this clock, within a minute. It goes forward only, 400 days at the most.",
                        ))
                    }
                    form.row method="post" action="/integrators/clock" {
                        input type="hidden" name="lang" value=(lang.tag());
                        @for (hours, zh, en) in STEPS {
                            button.button.quiet type="submit" name="hours" value=(hours) {
                                (lang.pick("往前拨 ", "Forward ")) (lang.pick(zh, en))
                            }
                        }
                    }
                    form.choose method="post" action="/integrators/clock" {
                        input type="hidden" name="lang" value=(lang.tag());
                        div.field {
                            label for="day" { (lang.pick("拨到这一天的零点", "To the beginning of a day")) }
                            input.input #day name="day" type="date" required;
                        }
                        button.button.primary type="submit" { (lang.pick("拨到这一天", "Set the day")) }
                    }
                }
                Err(error) => { p.why { (error.to_string()) } }
            }
        }
    }
}

fn duration(lang: Lang, seconds: u64) -> String {
    // To the nearest minute: between the wish and the clock lies a moment.
    let minutes = seconds.saturating_add(30) / 60;
    let (days, hours) = (minutes / 1_440, minutes / 60 % 24);
    match lang {
        Lang::Zh => format!("{days} 天 {hours} 小时"),
        Lang::En => format!("{days} d {hours} h"),
    }
}

/// How far to go, or to which day.
#[derive(Deserialize)]
struct ClockForm {
    lang: Lang,
    hours: Option<i64>,
    day: Option<Day>,
}

async fn submit(
    town: web::Data<Town>,
    browser: HttpRequest,
    form: web::Form<ClockForm>,
) -> HttpResponse {
    let lang = form.lang;
    if let Some(refusal) = came_from_elsewhere(&town, &browser, lang) {
        return refusal;
    }
    let done = async {
        let now = read_clock(&town).await?.now;
        let later = form.hours.and_then(TimeDelta::try_hours);
        let later = later.and_then(|later| now.checked_add_signed(later));
        // Midnight in Beijing is 16 o'clock of the day before.
        let midnight = form.day.and_then(|day| {
            let at = day.and_hms_opt(0, 0, 0)?.and_utc();
            at.checked_sub_signed(TimeDelta::hours(8))
        });
        set_clock(&town, later.or(midnight).unwrap_or(now)).await
    };
    match done.await {
        Ok(_) => see_other(&format!("/integrators?lang={}#clock", lang.tag())),
        Err(error) => notice::not_done(lang, &error.to_string()),
    }
}
