//! What a situation cannot mean: parts that do not belong together, and numbers and days beyond
//! anything that is asked about.

use super::{Aim, Claim, ContributionRow, FirstSold, Situation};
use crate::household::MOST_ENTRIES;
use crate::issue::{Issue, IssueCode};
use crate::purchase::Module;
use crate::values::Day;

/// The longest row of months that is read: fifty years.
pub(super) const LONGEST_ROW: u16 = 600;

impl Situation {
    /// What cannot stay as it is, each with a pointer to its key.
    #[must_use]
    pub fn issues(&self) -> Vec<Issue> {
        let mut found = Vec::new();
        let mut fail = |pointer: &str, code: IssueCode| {
            found.push(Issue {
                pointer: pointer.to_owned(),
                code,
            });
        };
        let commercial = self.module == Module::Commercial;
        if commercial != (self.category == Claim::Individual) {
            fail("/category", IssueCode::NotTogether);
        }
        if commercial != matches!(self.target, Aim::CommercialResale | Aim::CommercialNew) {
            fail("/target", IssueCode::NotTogether);
        }
        if self.unit.is_some() && !commercial {
            fail("/unit", IssueCode::NotTogether);
        }
        let first_sold = self.unit.and_then(|unit| match unit.first_sold? {
            FirstSold::On(day) => Some(day),
            FirstSold::Unknown(_) => None,
        });
        let (date, divorce) = (self.date, self.divorce.flatten());
        let permit = self.work_residence_permit_valid_to.flatten();
        let days = [
            ("/date", Some(date), 2000..=2100),
            ("/work_residence_permit_valid_to", permit, 1900..=9999),
            ("/divorce/date", divorce.map(|d| d.date), 1900..=2100),
            ("/unit/first_sold", first_sold, 1900..=2100),
        ];
        for (pointer, day, years) in days {
            if day.is_some_and(|day| !years.contains(&year(day))) {
                fail(pointer, IssueCode::OutOfRange);
            }
        }
        let houses = self.homes.iter().flat_map(|homes| &homes.single_storey);
        if houses.clone().count() > MOST_ENTRIES {
            fail("/homes/single_storey", IssueCode::TooMany);
        }
        for (index, house) in houses.enumerate() {
            if !(1900..=2100).contains(&year(house.acquired)) {
                let pointer = format!("/homes/single_storey/{index}/acquired");
                fail(&pointer, IssueCode::OutOfRange);
            }
        }
        let ages = self.children_ages.as_ref();
        if ages.is_some_and(|ages| ages.len() > MOST_ENTRIES) {
            fail("/children_ages", IssueCode::TooMany);
        }
        let row = self.contribution.as_ref();
        let ties = self.tongzhou.as_ref();
        let months = [
            ("/contribution/months", row.map(|row| row.months)),
            ("/contribution/missing", row.map(|row| row.missing)),
            ("/contribution/back_paid", row.map(|row| row.back_paid)),
            ("/months_working_in_beijing", self.months_working_in_beijing),
            ("/tongzhou/hukou_months", ties.map(|t| t.hukou_months)),
            (
                "/tongzhou/contribution_months",
                ties.map(|t| t.contribution_months),
            ),
        ];
        for (pointer, months) in months {
            if months.is_some_and(|months| months > LONGEST_ROW) {
                fail(pointer, IssueCode::OutOfRange);
            }
        }
        // The row includes the months that it lacks.
        let lacks_more = |row: &ContributionRow| {
            let lacking = row.missing.saturating_add(row.back_paid);
            row.missing <= LONGEST_ROW && row.back_paid <= LONGEST_ROW && lacking > row.months
        };
        if row.is_some_and(lacks_more) {
            fail("/contribution/missing", IssueCode::OutOfRange);
        }
        found
    }
}

fn year(day: Day) -> i32 {
    chrono::Datelike::year(&day)
}
