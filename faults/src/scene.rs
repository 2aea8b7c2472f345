//! Instances of the api with clients at work.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use futures::future::{join_all, try_join_all};
use sandbox::City;

use crate::Failure;
use crate::check::check;
use crate::client::Person;
use crate::ledger::Ledger;
use crate::load::{Tally, Worker};
use crate::server::{Api, free_port};

/// What all scenarios share.
pub(crate) struct World {
    /// The api's program.
    pub(crate) program: PathBuf,
    /// A folder for everything.
    pub(crate) folder: PathBuf,
    /// The synthetic city.
    pub(crate) city: City,
    /// How many times as much as in the short run goes wrong.
    pub(crate) times: u32,
}

/// One scenario with its clients and instances.
pub(crate) struct Scene {
    pub(crate) apis: Vec<Api>,
    pub(crate) workers: Vec<Worker>,
    pub(crate) tally: Tally,
}

impl Scene {
    /// Starts so many instances on one database and lets so many people sign in.
    pub(crate) async fn start(
        world: &World,
        name: &str,
        database: &str,
        instances: usize,
        clients: usize,
    ) -> Result<Self, Failure> {
        let folder = world.folder.join(name);
        std::fs::create_dir_all(&folder)?;
        let mut ports = Vec::new();
        for _ in 0..instances {
            ports.push(free_port()?);
        }
        let homes: Arc<[String]> = ports
            .iter()
            .map(|p| format!("http://127.0.0.1:{p}"))
            .collect();
        let public = homes.first().ok_or("no instance")?;
        let (callback, home) = (format!("{public}/auth/callback"), format!("{public}/"));
        world.city.allow_client(&callback, &home);
        let mut apis = Vec::new();
        for port in ports {
            apis.push(Api::start(
                &world.program,
                &world.city,
                &folder,
                database,
                port,
                public,
            )?);
        }
        let people = world.city.people();
        let mut known = BTreeSet::new();
        let today = sandbox::today();
        let arrive = people
            .applications()
            .filter(|a| a.module == shared::purchase::Module::Residential)
            .filter(|a| a.signed_in == a.applicant && !a.refused_by_form)
            .filter(|a| known.insert(&a.applicant))
            .filter_map(|a| Some((a.answers(people, today)?, people.member(&a.applicant)?)))
            .filter_map(|(answers, member)| Some((answers, member.sign_in.clone()?, member)))
            .take(clients)
            .map(async |(answers, user, member)| {
                let ledger = Ledger::new(&folder.join(format!("{}.ledger", member.key)))?;
                let person = Person::arrive(Arc::clone(&homes), &user, &member.document).await?;
                Ok::<Worker, Failure>(Worker {
                    name: member.key.clone(),
                    person,
                    ledger,
                    answers: serde_json::to_value(answers)?,
                })
            });
        let workers = try_join_all(arrive).await?;
        if workers.len() != clients {
            return Err(format!("only {} people can apply", workers.len()).into());
        }
        Ok(Self {
            apis,
            workers,
            tally: Tally::default(),
        })
    }

    /// Lets all clients work while something happens to what they rest on.
    pub(crate) async fn while_working(
        &mut self,
        happens: impl AsyncFnOnce(&mut Vec<Api>, &Tally) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let Self {
            apis,
            workers,
            tally,
            ..
        } = self;
        let tally = &*tally;
        let work = join_all(workers.iter().map(|worker| worker.work(tally)));
        let trouble = async {
            let ended = happens(apis, tally).await;
            tally.stop.store(true, Ordering::Relaxed);
            ended
        };
        let (worked, happened) = futures::future::join(work, trouble).await;
        happened?;
        worked.into_iter().collect()
    }

    /// Whether everything that was acknowledged is there, as one line for a person.
    pub(crate) async fn verdict(&mut self) -> Result<String, Failure> {
        let missing = check(&self.workers, &self.tally).await?;
        if !missing.is_empty() {
            return Err(missing.join("\n    ").into());
        }
        for api in &self.apis {
            if !api.audit_is_whole()? {
                return Err("the audit log is broken".into());
            }
        }
        let mut line = format!("{} acknowledged", self.tally.acknowledged());
        write!(line, ", {} put off, all there", self.tally.put_off())?;
        Ok(line)
    }
}
