//! A folder of policy versions, as an operator keeps it.

use std::path::PathBuf;
use std::time::Duration;

use api::config::Config;
use shared::policy::Policies;
use shared::purchase::Module;
use shared::values::{Day, day_in_shanghai};

use crate::harness::{Scratch, World};

/// Today, as the platform's clock has it before anybody sets it forward.
#[expect(
    clippy::disallowed_methods,
    reason = "no platform runs yet whose clock it could be"
)]
fn today() -> Day {
    day_in_shanghai(chrono::Utc::now())
}

/// The last version of the residential rules that is part of the program.
pub(crate) fn last_published() -> String {
    let rules = Policies::builtin().rules(Module::Residential);
    rules.last().unwrap().policy.to_string()
}

/// The first day on which a further version can be in force and is not yet: tomorrow, unless the
/// program brings one along that begins later.
pub(crate) fn first_day() -> Day {
    let published = last_published()[2..].parse().unwrap();
    today().max(published).succ_opt().unwrap()
}

impl World {
    /// Sets the clock forward to that day.
    pub(crate) fn go_to(&self, day: Day) {
        let days = day.signed_duration_since(self.app.today()).num_days();
        let days = u64::try_from(days).unwrap();
        let ahead = Duration::from_secs(days * 24 * 60 * 60);
        self.app.set_clock_forward(ahead);
        assert_eq!(self.app.today(), day);
    }
}

/// A version as an operator writes it.
pub(crate) fn version(id: &str, parameters: &str) -> String {
    let from = &id[2..];
    format!(
        r#"{{
  "id": "{id}",
  "effective_from": "{from}",
  "issued": "{from}",
  "source": {{ "document": "关于……的通知", "url": "https://example.org/notice" }},
  "sentence": {{ "zh-CN": "本市户籍家庭五环内限购 3 套。", "en": "Three homes inside." }},
  "parameters": {{
    {parameters}
  }},
  "confidence": "high"
}}
"#
    )
}

/// A folder of versions.
pub(crate) struct Folder(Scratch);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(Scratch::new())
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.0.path().to_owned()
    }

    pub(crate) fn file(&self, id: &str) -> PathBuf {
        self.0.path().join(format!("{id}.json"))
    }

    pub(crate) fn write(&self, id: &str, parameters: &str) {
        std::fs::write(self.file(id), version(id, parameters)).unwrap();
    }

    pub(crate) fn remove(&self, id: &str) {
        std::fs::remove_file(self.file(id)).unwrap();
    }
}

pub(crate) fn with(folder: &Folder) -> impl FnOnce(&mut Config) {
    let path = folder.path();
    |config| config.policy_dir = Some(path)
}

/// The body of a preview of a version that nobody has announced.
pub(crate) fn further_version() -> serde_json::Value {
    let text = version(&format!("R-{}", first_day()), "\"in_local\": 3");
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    serde_json::json!({ "file": file })
}
