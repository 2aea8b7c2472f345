//! Months of insurance and tax as a registry has them on record: rows long and short, with gaps,
//! late months, changes of employer, and quarters.

use shared::registry::{Contribution, Income, Payment, Period};
use shared::values::Month;

use crate::dice::Dice;

/// What a registry has on record of one person, up to a month.
pub fn on_record(dice: &mut Dice, last: Month, may_be_quarterly: bool) -> Vec<Contribution> {
    let length = match dice.below(10) {
        0 => 0,
        1 | 2 => dice.below(12),
        3..6 => 12 + dice.below(4),
        _ => 16 + dice.below(45),
    };
    let stopped = if dice.percent(10) {
        1 + dice.below(4)
    } else {
        0
    };
    let newest = last.plus(-i32::from(stopped));
    if may_be_quarterly && dice.percent(20) {
        by_quarters(dice, newest, length / 3 + 1)
    } else {
        by_months(dice, newest, length)
    }
}

fn by_months(dice: &mut Dice, newest: Month, length: u8) -> Vec<Contribution> {
    // After a change of employer the new one may make up for the first months.
    let change = if dice.percent(35) {
        dice.below(14)
    } else {
        u8::MAX
    };
    let made_up = if dice.percent(50) { dice.below(6) } else { 0 };
    let careless = if dice.percent(25) { 12 } else { 0 };
    (0..length)
        .filter_map(|back| {
            let late = back <= change && change - back < made_up;
            let payment = if late {
                Payment::BackPaid
            } else if dice.percent(careless) {
                match dice.below(3) {
                    0 => return None,
                    1 => Payment::Zero,
                    _ => Payment::BackPaid,
                }
            } else {
                Payment::Paid
            };
            let payer = if back <= change {
                "employer-b"
            } else {
                "employer-a"
            };
            Some(contribution(
                newest.plus(-i32::from(back)),
                Period::Month,
                payment,
                payer,
            ))
        })
        .collect()
}

fn by_quarters(dice: &mut Dice, newest: Month, length: u8) -> Vec<Contribution> {
    let begun = newest.plus(-i32::from((newest.number() - 1) % 3));
    (0..length)
        .filter_map(|back| {
            let payment = match dice.below(20) {
                0 => return None,
                1 => Payment::Zero,
                2 => Payment::BackPaid,
                _ => Payment::Paid,
            };
            let month = begun.plus(-3 * i32::from(back));
            Some(contribution(month, Period::Quarter, payment, "own-account"))
        })
        .collect()
}

fn contribution(month: Month, period: Period, payment: Payment, payer: &str) -> Contribution {
    Contribution {
        month,
        period,
        payment,
        ground: None,
        income: match period {
            Period::Month => Income::Wages,
            Period::Quarter => Income::Business,
        },
        payer: Some(payer.to_owned()),
        district: Some("chaoyang".to_owned()),
    }
}
