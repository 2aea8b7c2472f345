//! The home page: what there is of each module, and what is to be seen first.

use shared::application::{Counts, Home, ModuleHome, State};
use shared::purchase::Module;
use shared::values::Day;

use super::access::SignedInUser;
use super::applications::told;
use super::limits::{Bucket, spend};
use super::messages::settings::unreached;
use crate::app::App;
use crate::error::Result;
use crate::store::applications::listed::Listed;

/// From how many remaining days on the home page warns.
const WARN_DAYS: u64 = 7;

/// The home page; without a document it has drafts only.
///
/// # Errors
/// It or lists were read too often.
pub async fn read_home(app: &App, who: &SignedInUser) -> Result<Home> {
    spend(app, Bucket::ReadLists, who.account().as_bytes())?;
    let today = app.today();
    let warn_by = today
        .checked_add_days(chrono::Days::new(WARN_DAYS))
        .unwrap_or(today);
    let account = who.account();
    let _turn = app.turns.wait(account).await;
    let counted = app.store.count_applications(account).await?;
    if !who.is_bound() {
        let modules = Module::ALL.map(|module| ModuleHome {
            counts: Counts {
                draft: counted.of(module).draft,
                ..Counts::default()
            },
            ..module_home(module)
        });
        return Ok(Home {
            modules: modules.into(),
            unreached: None,
        });
    }
    let highlights = app.store.list_highlights(account, warn_by).await?;
    let modules = Module::ALL.map(|module| {
        let of_module = highlights
            .iter()
            .filter(|one| one.application.module == module);
        let of_module: Vec<&Listed> = of_module.collect();
        let tell = |listed: Option<&&Listed>| listed.and_then(|listed| told(app, who, listed));
        let newest = of_module
            .iter()
            .max_by_key(|one| one.application.submitted_at);
        let live = of_module.iter().filter(|one| is_own_live(who, one));
        let expiring = of_module.iter().filter(|one| ends_by(one, warn_by));
        ModuleHome {
            counts: counted.of(module),
            newest: tell(newest),
            live: tell(live.max_by_key(|one| one.application.submitted_at)),
            expiring: tell(expiring.min_by_key(|one| last_day(one))),
            ..module_home(module)
        }
    });
    // Who has submitted nothing is reached by nothing.
    let unreached = match highlights.is_empty() {
        true => None,
        false => unreached(app, account).await?,
    };
    Ok(Home {
        modules: modules.into(),
        unreached,
    })
}

/// A module of which there is nothing.
fn module_home(module: Module) -> ModuleHome {
    ModuleHome {
        module,
        counts: Counts::default(),
        newest: None,
        live: None,
        expiring: None,
    }
}

/// Whether an application is live, and the caller owns it and has not filed it as agent.
fn is_own_live(who: &SignedInUser, listed: &Listed) -> bool {
    let application = &listed.application;
    let authority = listed.authority.as_ref();
    application.is_live()
        && application.account == who.account()
        && authority.is_none_or(|filed| filed.agent_account != who.account())
}

/// Whether a pass ends by a day.
fn ends_by(listed: &Listed, day: Day) -> bool {
    listed.application.state == State::Passed && last_day(listed).is_some_and(|last| last <= day)
}

fn last_day(listed: &Listed) -> Option<Day> {
    let certificate = listed.application.certificate.as_ref();
    certificate.map(|certificate| certificate.valid_until)
}
