//! What is wrong with the terms of a client: what the form finds by itself, and what the server has found.

use shared::client::SaveClient;
use shared::issue::IssueCode;
use shared::problem::FieldProblem;
use shared::text::code;
use shared::values::Day;

use crate::i18n::t_string;
use crate::language::{I18n, lang};

/// That the last day is none.
pub(super) fn no_day(i18n: I18n) -> FieldProblem {
    let code = IssueCode::OutOfRange;
    FieldProblem {
        pointer: "/expires_on".to_owned(),
        code,
        detail: code.detail(lang(i18n)).to_owned(),
    }
}

/// What nobody means to register: a last day that is over, unless it was so before, and contacts who cannot
/// be reached.
pub(super) fn unusable(
    i18n: I18n,
    terms: &SaveClient,
    (today, known_day): (Day, Option<Day>),
) -> Vec<FieldProblem> {
    let problem = |pointer: String, code: IssueCode, detail: &str| FieldProblem {
        pointer,
        code,
        detail: detail.to_owned(),
    };
    let contacts = terms.contacts.iter().enumerate();
    let unreachable = contacts.filter(|(_, contact)| !is_reachable(&contact.reach));
    let mut found: Vec<FieldProblem> = unreachable
        .map(|(at, _)| {
            problem(
                format!("/contacts/{at}/reach"),
                IssueCode::NotAValue,
                t_string!(i18n, clients.form.reach_form),
            )
        })
        .collect();
    let is_over = |day: Day| day < today && known_day != Some(day);
    if terms.expires_on.is_some_and(is_over) {
        let detail = t_string!(i18n, clients.form.expired);
        found.push(problem(
            "/expires_on".to_owned(),
            IssueCode::TooEarly,
            detail,
        ));
    }
    found
}

/// Whether something can be an e-mail address or a telephone number; that it is missing is the server's to
/// say.
fn is_reachable(reach: &str) -> bool {
    let reach = code(reach);
    let is_telephone = |reach: &str| {
        let digits = reach.bytes().filter(u8::is_ascii_digit).count();
        digits >= 5
            && reach
                .chars()
                .all(|c| c.is_ascii_digit() || "+-()#*".contains(c))
    };
    match reach.split_once('@') {
        Some((who, host)) => !who.is_empty() && host.contains('.') && !host.contains('@'),
        None => reach.is_empty() || is_telephone(&reach),
    }
}

/// What the server found wrong; of a network, of which.
pub(super) fn named(i18n: I18n, found: &[FieldProblem], networks: &[String]) -> Vec<FieldProblem> {
    let named = found.iter().cloned().map(|mut problem| {
        let at = problem.pointer.strip_prefix("/networks/");
        let network = at.and_then(|at| networks.get(at.parse::<usize>().ok()?));
        if let Some(network) = network {
            problem.detail = t_string!(
                i18n,
                clients.form.network_at,
                network = network.clone(),
                text = problem.detail.clone()
            );
        }
        problem
    });
    named.collect()
}
