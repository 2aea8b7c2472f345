//! All three decide alike, so that the benchmark compares like with like.

use bench::by_hand::may_buy;
use bench::households::now;
#[cfg(feature = "zen")]
use bench::table::{Table, inputs, read};
use bench::{MayBuy, by_engine, households};
use shared::household::Category;
use shared::policy::{Facts, Policies, evaluate};

const HOUSEHOLDS: usize = 20_000;
const SEED: u64 = 2_026;

fn the_engine_says(facts: &Facts) -> MayBuy {
    by_engine(&evaluate(facts, Policies::builtin(), bench::today()))
}

#[test]
fn by_hand_it_is_the_same() {
    for facts in households(SEED, HOUSEHOLDS) {
        assert_eq!(may_buy(&facts, now()), the_engine_says(&facts), "{facts:?}");
    }
}

#[cfg(feature = "zen")]
#[test]
fn in_the_table_it_is_the_same() {
    let table = Table::compile().unwrap();
    for facts in households(SEED, HOUSEHOLDS) {
        let answer = table.ask(&inputs(&facts, now())).unwrap();
        assert_eq!(read(&answer).unwrap(), the_engine_says(&facts), "{facts:?}");
    }
}

/// The comparison would be worth little if one answer were right nearly always.
#[test]
fn in_every_category_some_may_buy_and_some_may_not() {
    let all = households(SEED, HOUSEHOLDS);
    for category in Category::ALL {
        let of_it: Vec<_> = all
            .iter()
            .filter(|f| f.category == Some(category))
            .collect();
        let may = of_it
            .iter()
            .filter(|facts| the_engine_says(facts)[0])
            .count();
        let share = may * 100 / of_it.len();
        assert!((15..=85).contains(&share), "{category:?}: {share} %");
    }
}

#[test]
fn the_rules_of_the_day_are_those_that_the_others_were_written_for() {
    let decision = evaluate(&households(SEED, 1)[0], Policies::builtin(), bench::today());
    assert_eq!(decision.policy.unwrap().to_string(), "R-2026-08-08");
}
