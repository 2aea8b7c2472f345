//! Writes the words of a document in its language.

use chrono::{Datelike, TimeDelta, Timelike};
use shared::document::{Document, DocumentKind};
use shared::policy::Cap;
use shared::purchase::Module;
use shared::values::{Day, Lang, Moment, Month};

use crate::words::Word;
use crate::words::locale::{commercial, result, terms, wizard};

/// A language, and the words in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen {
    /// The language.
    pub(super) lang: Lang,
}

impl Pen {
    /// A word.
    pub(super) fn say(self, word: Word) -> &'static str {
        word.say(self.lang)
    }

    /// A word of its own.
    pub(super) fn own(self, word: Word) -> String {
        self.say(word).to_owned()
    }

    /// A sentence with something put in.
    pub(super) fn with(self, word: Word, values: &[(&str, &str)]) -> String {
        word.with(self.lang, values)
    }

    /// A name and what stands behind it: `申请编号：ZZ-…`.
    pub(super) fn labelled(self, name: &str, text: &str) -> String {
        format!("{name}{}{text}", self.colon())
    }

    /// What stands between a name and what is told.
    pub(super) fn colon(self) -> String {
        let colon = self.say(result::colon);
        match self.lang {
            Lang::Zh => colon.to_owned(),
            Lang::En => format!("{} ", colon.trim_end()),
        }
    }

    /// `2026 年 11 月 20 日` or `20 November 2026`.
    pub(super) fn day(self, day: Day) -> String {
        self.with(
            terms::date::day,
            &[
                ("year", &day.year().to_string()),
                ("number", &day.month().to_string()),
                ("name", self.month_name(day.month())),
                ("day", &day.day().to_string()),
            ],
        )
    }

    /// `2026 年 10 月` or `October 2026`.
    pub(super) fn month(self, month: Month) -> String {
        let number = u32::from(month.number());
        self.with(
            terms::date::month,
            &[
                ("year", &month.year().to_string()),
                ("number", &number.to_string()),
                ("name", self.month_name(number)),
            ],
        )
    }

    /// Day and minute in the city's time: `2026 年 11 月 20 日 10:47`.
    pub(super) fn moment(self, at: Moment) -> String {
        let local = at.checked_add_signed(TimeDelta::hours(8)).unwrap_or(at);
        let day = self.day(local.date_naive());
        format!("{day} {:02}:{:02}", local.hour(), local.minute())
    }

    /// The name of a month, from 1 to 12.
    pub(super) fn month_name(self, number: u32) -> &'static str {
        use terms::month as m;
        let names = [
            m::m1,
            m::m2,
            m::m3,
            m::m4,
            m::m5,
            m::m6,
            m::m7,
            m::m8,
            m::m9,
            m::m10,
            m::m11,
            m::m12,
        ];
        let place = usize::try_from(number.saturating_sub(1)).unwrap_or(0);
        names.get(place).map_or("", |name| self.say(*name))
    }

    /// A number of homes, no limit, or a dash where it cannot be told.
    pub(super) fn cap(self, cap: Option<Cap>) -> String {
        match cap {
            Some(Cap::Homes(n)) => self.with(result::homes, &[("n", &n.to_string())]),
            Some(Cap::Unlimited) => self.own(result::unlimited),
            None => self.own(result::unknown),
        }
    }

    /// 家庭购房申请表, 个人购房申请表
    pub(super) fn form(self, module: Module) -> &'static str {
        self.say(match module {
            Module::Residential => result::form,
            Module::Commercial => commercial::form,
        })
    }

    /// What stands under the title of a paper: the city's check for homes, or for commercial units.
    pub(super) fn service(self, module: Module) -> &'static str {
        self.say(match module {
            Module::Residential => result::paper::sub,
            Module::Commercial => commercial::sub,
        })
    }

    /// The sentences of the promise.
    pub(super) fn promise(self, module: Module) -> [&'static str; 3] {
        let sentences = match module {
            Module::Residential => {
                use wizard::submit as s;
                [s::promise_1, s::promise_2, s::promise_3]
            }
            Module::Commercial => {
                use commercial::submit as s;
                [s::promise_1, s::promise_2, s::promise_3]
            }
        };
        sentences.map(|sentence| self.say(sentence))
    }
}

/// A number of a document as others may see it.
pub(super) fn mask_number(number: &str) -> String {
    Document {
        kind: DocumentKind::ResidentId,
        number: number.to_owned(),
        nationality: None,
    }
    .masked_number()
}
