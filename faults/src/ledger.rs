//! What a client was told: each acknowledgement is on disk before the client goes on.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::Failure;

/// An entry. Versions are those of a draft; a mark is what tells one save from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A draft was acknowledged.
    Created {
        /// Its id.
        id: String,
    },
    /// A save is about to be sent; it makes this version if it is done.
    Sent {
        /// The draft.
        id: String,
        /// The version that it makes.
        version: u64,
        /// What is in it.
        mark: String,
    },
    /// A save was acknowledged.
    Saved {
        /// The draft.
        id: String,
        /// The version that it made.
        version: u64,
        /// What was in it.
        mark: String,
    },
    /// A submission was acknowledged.
    Submitted {
        /// The application.
        id: String,
    },
}

/// The ledger of one client.
#[derive(Debug)]
pub(crate) struct Ledger {
    file: Mutex<File>,
    entries: Mutex<Vec<Entry>>,
}

impl Ledger {
    /// A new one in that file.
    pub(crate) fn new(path: &Path) -> Result<Self, Failure> {
        Ok(Self {
            file: Mutex::new(File::create(path)?),
            entries: Mutex::default(),
        })
    }

    /// Writes an entry down; when this returns it is on disk.
    pub(crate) fn write(&self, entry: Entry) -> Result<(), Failure> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        writeln!(file, "{entry:?}")?;
        file.sync_data()?;
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.push(entry);
        Ok(())
    }

    /// Everything that was written down.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        let entries = self.entries.lock();
        entries.unwrap_or_else(PoisonError::into_inner).clone()
    }
}
