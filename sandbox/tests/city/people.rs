//! The people files: all of them, every document, every relation, every expectation.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::Datelike;
use sandbox::people::FILES;
use sandbox::{People, people};
use shared::form::all_issues;
use shared::household::Category;
use shared::policy::{Outcome, Policies, ReasonCode};
use shared::registry::MaritalStatus;
use shared::values::Day;

fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd_opt(year, month, day).unwrap()
}

fn city(on: Day) -> People {
    people(on).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_file_of_the_folder_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("people");
    let there: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            entry
                .unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    let mut read: BTreeSet<String> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
    // What nobody is: what the units are.
    read.insert("units".to_owned());
    assert_eq!(there, read);
}

#[test]
fn documents_are_valid_and_everybody_has_their_own() {
    let city = city(day(2026, 11, 20));
    assert!(city.members().count() >= 36);
    let mut seen = BTreeSet::new();
    for member in city.members() {
        for document in std::iter::once(&member.document).chain(&member.also) {
            assert_eq!(document.check(), Ok(()), "{}", member.key);
            assert!(seen.insert(document.number.clone()), "{}", member.key);
            if let Some(born) = document.birth_date() {
                assert_eq!(born, member.born, "{}", member.key);
            }
            if let Some(old) = document.old_number() {
                assert!(seen.insert(old), "{}: the old number", member.key);
            }
            assert_eq!(city.with_document(document).unwrap().key, member.key);
        }
    }
}

#[test]
fn several_adults_are_free_to_register() {
    let on = day(2026, 11, 20);
    let city = city(on);
    let free = city
        .applications()
        .filter(|application| {
            let applicant = city.member(&application.applicant).unwrap();
            applicant.sign_in.is_none() && application.applicant == application.signed_in
        })
        .count();
    assert!(free >= 5, "{free}");
    let flagship = city.household("zhou").unwrap();
    assert_eq!(city.member("zhou-xiaolan").unwrap().sign_in, None);
    let answers = flagship.applications[0].answers(&city, on).unwrap();
    assert_eq!(answers.children.len(), 2);
}

#[test]
fn applications_pass_the_form_whenever_the_city_is_founded() {
    for founded in [2026, 2027, 2031] {
        for on in [
            day(founded, 1, 1),
            day(founded, 11, 20),
            day(founded, 12, 31),
        ] {
            // Under earlier rules the form asks other things.
            if on < day(2026, 8, 8) {
                continue;
            }
            let city = city(on);
            for application in city.applications() {
                let answers = application.answers(&city, on).unwrap();
                let issues = all_issues(application.module, &answers, on, Policies::builtin());
                let who = &application.applicant;
                assert_eq!(
                    issues.is_empty(),
                    !application.refused_by_form,
                    "{who} {on}: {issues:?}"
                );
            }
        }
    }
}

#[test]
fn children_stay_minors_and_grown_ups_adults_in_the_year_of_foundation() {
    for founded in [2026, 2030] {
        let (first, last) = (day(founded, 1, 1), day(founded, 12, 31));
        let city = city(first);
        for member in city.members() {
            let age = |on: Day| on.years_since(member.born).unwrap();
            assert_eq!(age(first) >= 18, age(last) >= 18, "{}", member.key);
            let grown_up = member.sign_in.is_some() || member.marital != MaritalStatus::Single;
            assert!(!grown_up || age(first) >= 18, "{}", member.key);
        }
    }
}

#[test]
fn each_category_has_a_pass_and_a_failure() {
    let on = day(2026, 11, 20);
    let city = city(on);
    for category in Category::ALL {
        let outcomes: BTreeSet<&str> = city
            .applications()
            .filter(|a| {
                a.answers(&city, on)
                    .is_some_and(|a| a.category == Some(category))
            })
            .map(|application| application.outcome.slug())
            .collect();
        assert!(outcomes.contains(Outcome::Eligible.slug()), "{category:?}");
        assert!(
            outcomes.contains(Outcome::Ineligible.slug()),
            "{category:?}"
        );
    }
}

#[test]
fn each_reason_of_todays_policy_has_its_household() {
    use ReasonCode as R;
    let city = city(day(2026, 11, 20));
    let reached: BTreeSet<ReasonCode> = city.applications().map(|a| a.reason).collect();
    // Rules of the past, what is no reason but silence, and what is told in place of others.
    let past = [
        R::BeforeRule,
        R::SingleStoreyHouseNotCovered,
        R::LessThanOneYear,
        R::Divorce3y,
        R::Tongzhou3y,
        R::TongzhouRider,
        R::CannotTell,
        R::MemberNotAsOnRecord,
    ];
    for code in R::ALL {
        assert_eq!(reached.contains(&code), !past.contains(&code), "{code}");
    }
}

#[test]
fn months_move_with_the_day_and_numbers_do_not() {
    let (spring, autumn) = (day(2027, 3, 31), day(2027, 11, 1));
    let city = city(spring);
    let again = self::city(autumn);
    for member in city.members() {
        assert_eq!(again.member(&member.key).unwrap().document, member.document);
    }
    let listing = city.listing(autumn);
    assert_eq!(
        listing["households"].as_array().unwrap().len(),
        city.households().count()
    );
    assert_eq!(autumn.year(), 2027);
}
