//! Who has come into the city since it stands, as its folder keeps it: by their outcomes, in the order in
//! which they came. The place in the list is the number of the newcomer.

use std::io;

use crate::folder::Folder;
use crate::people::outcomes::PersonOutcome;
use crate::people::{People, PeopleError};

const FILE: &str = "newcomers.json";

/// Why nobody came.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NobodyCame {
    /// There is nobody of that outcome any more.
    #[error(transparent)]
    People(#[from] PeopleError),
    /// The data folder could not be written.
    #[error("the newcomer could not be stored: {0}")]
    Io(#[from] io::Error),
}

/// The newcomers.
#[derive(Debug)]
pub(crate) struct Newcomers {
    folder: Folder,
    outcomes: Vec<PersonOutcome>,
}

impl Newcomers {
    /// Those of the folder, who come into the city again.
    pub(crate) fn open(folder: &Folder, people: &People) -> io::Result<Self> {
        let outcomes: Vec<PersonOutcome> = folder.read(FILE)?.unwrap_or_default();
        for (number, outcome) in (0..).zip(&outcomes) {
            people.let_in(*outcome, number).map_err(io::Error::other)?;
        }
        Ok(Self {
            folder: folder.clone(),
            outcomes,
        })
    }

    /// Lets one come whom nobody has seen before; gives the person's key.
    pub(crate) fn let_in(
        &mut self,
        people: &People,
        outcome: PersonOutcome,
    ) -> Result<String, NobodyCame> {
        let number = u64::try_from(self.outcomes.len()).unwrap_or(u64::MAX);
        // First what is kept: a person who was told of never becomes somebody else.
        self.outcomes.push(outcome);
        if let Err(error) = self.folder.write(FILE, &self.outcomes) {
            self.outcomes.pop();
            return Err(error.into());
        }
        Ok(people.let_in(outcome, number)?)
    }
}
