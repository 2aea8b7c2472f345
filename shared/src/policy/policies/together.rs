//! All files together: days that overlap, and rules that lack a parameter.

use super::files::{Fault, File};
use super::parameter_value::CountScope;
use super::parameters::{Parameter, Rules};
use crate::purchase::Module;

/// Days taken twice (overlaps) and versions that would change what is already published.
pub(super) fn check_order(files: &[File]) -> Result<(), Fault> {
    for (earlier, later) in files.iter().zip(files.iter().skip(1)) {
        if earlier.version.id == later.version.id {
            let what = format!("{} is there twice", later.version.id);
            return Err(later.fault("/id", what));
        }
    }
    for file in files.iter().filter(|f| !f.published) {
        let id = file.version.id;
        let last = files
            .iter()
            .filter(|f| f.published && Module::ALL.iter().any(|m| f.is_of(*m) && file.is_of(*m)))
            .map(|f| f.version.id)
            .max();
        if let Some(last) = last.filter(|last| id.from <= last.from) {
            let what = format!("must begin after {last}, which is published");
            return Err(file.fault("/effective_from", what));
        }
    }
    Ok(())
}

/// The rules after each version of a module. Two versions of one day may not set the same
/// parameter, and no version may leave a rule without a parameter that it needs.
pub(super) fn accumulate(files: &[File], module: Module) -> Result<Vec<Rules>, Fault> {
    let mut all: Vec<Rules> = Vec::new();
    for file in files.iter().filter(|file| file.is_of(module)) {
        let id = file.version.id;
        let mut rules = all.last().cloned().unwrap_or_else(|| Rules::begin(id));
        let set = file.version.parameters.entries().into_iter();
        for (parameter, _) in set.filter(|(parameter, _)| parameter.is_of(module)) {
            let other = rules
                .entries()
                .into_iter()
                .find(|(p, _, by)| *p == parameter && by.from == id.from);
            if let Some((_, _, by)) = other {
                let what = format!("is set by {by} on the same day");
                return Err(file.parameter_fault(parameter, &what));
            }
        }
        rules.change(id, &file.version.parameters, module);
        if let Some(lack) = lacking(&rules, module) {
            let missing = lack.missing.slug();
            let set = file.version.parameters.entries();
            return Err(match lack.because {
                Some(why) if set.iter().any(|(p, _)| *p == why) => {
                    file.parameter_fault(why, &format!("needs {missing}, which nobody sets"))
                }
                _ => file.fault(
                    "/parameters",
                    format!("leaves a rule without {missing}, which nobody sets"),
                ),
            });
        }
        if all.last().is_some_and(|last| last.policy.from == id.from) {
            all.pop();
        }
        all.push(rules);
    }
    Ok(all)
}

/// A parameter that the rules of a day need and nobody has set.
struct Lack {
    missing: Parameter,
    /// The parameter whose value asks for it.
    because: Option<Parameter>,
}

fn lacking(rules: &Rules, module: Module) -> Option<Lack> {
    match module {
        Module::Commercial => commercial_needs(rules),
        Module::Residential => residential_needs(rules),
    }
    .into_iter()
    .find(|(there, _, _)| !there)
    .map(|(_, missing, because)| Lack { missing, because })
}

/// Whether it is there, what is needed, and what asks for it.
type Need = (bool, Parameter, Option<Parameter>);

fn commercial_needs(rules: &Rules) -> Vec<Need> {
    use Parameter as P;
    let begun = rules.own_home.is_some()
        || rules.own_commercial.is_some()
        || rules.months.is_some()
        || rules.new_build_individual.is_some();
    if !begun {
        // Tongzhou had a rule on commercial units before the city had any.
        return Vec::new();
    }
    vec![
        (rules.own_home.is_some(), P::OwnHome, None),
        (rules.own_commercial.is_some(), P::OwnCommercial, None),
        (rules.months.is_some(), P::Months, None),
        (
            rules.new_build_individual.is_some(),
            P::NewBuildIndividual,
            None,
        ),
    ]
}

fn residential_needs(rules: &Rules) -> Vec<Need> {
    use Parameter as P;
    let mut needs = vec![
        (rules.count_scope.is_some(), P::CountScope, None),
        (rules.overseas_cap.is_some(), P::OverseasCap, None),
    ];
    let scope = Some(P::CountScope);
    match rules.count_scope.map(|s| s.value) {
        None => {}
        Some(CountScope::NewPurchases) => {
            needs.push((rules.new_purchase_cap.is_some(), P::NewPurchaseCap, scope));
        }
        Some(counted) => {
            let taxed = rules.tax_years.is_some() || rules.tax_months.is_some();
            needs.extend([
                (rules.months_in.is_some(), P::MonthsIn, scope),
                (rules.months_out.is_some(), P::MonthsOut, scope),
                (rules.local_family.is_some(), P::LocalFamily, scope),
                (rules.local_single.is_some(), P::LocalSingle, scope),
                (rules.nonlocal_cap.is_some(), P::NonlocalCap, scope),
                (taxed, P::TaxMonths, scope),
            ]);
            if counted == CountScope::InsideFifthRing {
                needs.push((rules.in_local.is_some(), P::InLocal, scope));
                needs.push((rules.in_nonlocal.is_some(), P::InNonlocal, scope));
            }
        }
    }
    let bonus = rules.multi_child_bonus.is_some_and(|s| s.value > 0);
    needs.push((
        !bonus || rules.multi_child_min.is_some(),
        P::MultiChildMin,
        Some(P::MultiChildBonus),
    ));
    let years = rules.divorce_years.is_some_and(|s| s.value > 0);
    needs.push((
        !years || rules.divorce_exempt_until.is_some(),
        P::DivorceExemptUntil,
        Some(P::DivorceYears),
    ));
    let special = rules.tongzhou_special.is_some_and(|s| s.value);
    needs.push((
        !special || rules.tz_years.is_some(),
        P::TzYears,
        Some(P::TongzhouSpecial),
    ));
    needs
}
