//! `cargo bench`: how many decisions a second, and how they compare.
//!
//! Each contender decides on all households in every iteration; then on one alone that may buy and
//! whose decision has the most to say: a yes needs every rule, so nobody stops early. The numbers are
//! Criterion's medians of one run.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use bench::by_hand::{self, Today};
use bench::households;
use bench::table::{NoAnswer, Table, inputs};
use criterion::{Criterion, Throughput};
use shared::policy::{Facts, Policies, evaluate, judge};
use zen_engine::Variable;

const HOUSEHOLDS: usize = 420;
const SEED: u64 = 20_261_120;
const CONTENDERS: [&str; 4] = ["by_hand", "engine", "written", "zen_table"];

/// The households as each contender takes them: prepared beforehand, as the server does.
struct Field {
    name: &'static str,
    facts: Vec<Facts>,
    inputs: Vec<Variable>,
}

impl Field {
    fn new(name: &'static str, facts: Vec<Facts>, today: Today) -> Self {
        let inputs = facts.iter().map(|one| inputs(one, today)).collect();
        Self {
            name,
            facts,
            inputs,
        }
    }
}

fn main() -> Result<(), NoAnswer> {
    let today = households::now();
    let all = bench::households(SEED, HOUSEHOLDS);
    let may_buy = |facts: &&Facts| by_hand::may_buy(facts, today) == [true, true];
    let fullest = all
        .iter()
        .filter(may_buy)
        .max_by_key(|facts| told(facts))
        .cloned();
    let fields = [
        Field::new("households", all, today),
        Field::new("fullest", fullest.into_iter().collect(), today),
    ];
    let table = Table::compile()?;
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("criterion");
    // What an earlier run measured is not ours.
    let _was_not_there = std::fs::remove_dir_all(&folder);
    let mut criterion = Criterion::default()
        .output_directory(&folder)
        .configure_from_args();
    for field in &fields {
        measure(&mut criterion, field, &table, today);
    }
    criterion.final_summary();
    head();
    for field in &fields {
        report(field, &folder.join(field.name));
    }
    Ok(())
}

/// How much a household's decision tells: findings, months, facts.
fn told(facts: &Facts) -> (usize, usize, usize) {
    let findings = evaluate(facts, Policies::builtin(), bench::today()).findings;
    let months = |strip: &shared::policy::MonthStrip| strip.iter().count();
    (
        findings.len(),
        findings
            .iter()
            .flat_map(|f| &f.months)
            .map(|s| months(s))
            .sum(),
        findings.iter().map(|f| f.facts.iter().count()).sum(),
    )
}

fn measure(criterion: &mut Criterion, field: &Field, table: &Table, today: Today) {
    let policies = Policies::builtin();
    let [by_hand, engine, written, zen_table] = CONTENDERS;
    let mut group = criterion.benchmark_group(field.name);
    let count = u64::try_from(field.facts.len()).unwrap_or(1);
    group.throughput(Throughput::Elements(count));
    group.bench_function(by_hand, |bencher| {
        bencher.iter(|| {
            for facts in &field.facts {
                black_box(by_hand::may_buy(black_box(facts), black_box(today)));
            }
        });
    });
    group.bench_function(engine, |bencher| {
        bencher.iter(|| {
            for facts in &field.facts {
                // Dropped again at once: what is built has to be taken down, too.
                black_box(judge(black_box(facts), policies, black_box(today.day)));
            }
        });
    });
    group.bench_function(written, |bencher| {
        bencher.iter(|| {
            for facts in &field.facts {
                black_box(evaluate(black_box(facts), policies, black_box(today.day)));
            }
        });
    });
    group.bench_function(zen_table, |bencher| {
        bencher.iter(|| {
            for household in &field.inputs {
                let _answer = black_box(table.ask(black_box(household)));
            }
        });
    });
    group.finish();
}

/// How `cargo xtask bench` finds the report.
#[expect(clippy::print_stdout, reason = "the report is what this is for")]
fn head() {
    println!("\nPolicy engine, residential rules of {}", bench::today());
}

#[expect(clippy::print_stdout, reason = "the report is what this is for")]
fn report(field: &Field, folder: &Path) {
    let medians = CONTENDERS.map(|contender| median(&folder.join(contender)));
    let [Some(by_hand), Some(engine), Some(written), Some(table)] = medians else {
        println!("\n{}: nothing was measured.", field.name);
        return;
    };
    match field.facts.len() {
        1 => println!("\nthe household that may buy and whose decision has the most findings:"),
        many => println!("\n{many} households of all seven categories:"),
    }
    let count = u32::try_from(field.facts.len()).map_or(1.0, f64::from);
    for (name, time) in [
        ("by hand, yes or no", by_hand),
        ("the engine, with all findings", engine),
        ("the same, facts copied out", written),
        ("zen's decision table", table),
    ] {
        let one = time / count;
        println!(
            "  {name:<30} {:>12.0} a second {one:>9.1} ns each",
            1e9 / one
        );
    }
    let slower = engine / by_hand;
    let faster = table / engine;
    // The goals are those of a decision that has everything to say: where a rule fails, the hand
    // stops early.
    let met = |met| match (field.facts.len(), met) {
        (1, true) => ": goal met",
        (1, false) => ": goal missed",
        _ => "",
    };
    println!(
        "  engine / by hand  {slower:>7.1}×  at most 10×{}",
        met(slower <= 10.0)
    );
    println!(
        "  zen / engine      {faster:>7.1}×  at least 20×{}",
        met(faster >= 20.0)
    );
}

/// Criterion's median in nanoseconds for one iteration; none where nothing was measured.
fn median(folder: &Path) -> Option<f64> {
    let text = std::fs::read_to_string(folder.join("new/estimates.json")).ok()?;
    let estimates: serde_json::Value = serde_json::from_str(&text).ok()?;
    estimates.pointer("/median/point_estimate")?.as_f64()
}
