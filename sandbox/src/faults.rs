//! Faults on demand: what can go wrong between the platform and a registry.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use shared::document::Document;
use shared::registry::Registry;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// Nothing.
    None,
    /// The right answer, but late.
    Slow,
    /// An internal error.
    #[serde(rename = "error_500")]
    Error500,
    /// The connection is reset in the middle.
    Reset,
    /// Bytes that are no answer, with status 200.
    Garbage,
    /// A well-formed answer about somebody else.
    OtherPerson,
    /// The connection is held without a word, then closed.
    Silent,
    /// An answer of 64 MiB.
    Huge,
}

/// A fault as it is set through the control endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// What goes wrong.
    pub fault: FaultKind,
    /// How long, for `slow` (3 unless said) and `silent` (30 unless said).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u64>,
    /// For how many questions; for all unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u64>,
    /// For questions about this person only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Document>,
    /// For questions about units only, and not about people.
    #[serde(default, skip_serializing_if = "is_false")]
    pub units: bool,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_false(flag: &bool) -> bool {
    !*flag
}

/// A fault and the registry that has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct PlacedFault {
    pub(crate) registry: Registry,
    #[serde(flatten)]
    pub(crate) fault: Fault,
}

impl Fault {
    /// How long a registry may be held up at most; the control endpoint refuses longer faults.
    pub(crate) const LONGEST: Duration = Duration::from_secs(600);

    /// How long it takes.
    pub(crate) fn duration(&self) -> Duration {
        let usual = if self.fault == FaultKind::Silent {
            30
        } else {
            3
        };
        Duration::from_secs(self.seconds.unwrap_or(usual))
    }
}

/// The faults in force. One for each registry, and one more for each registry and person, or for its
/// units, which goes first.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<PlacedFault>);

impl Faults {
    /// Puts a fault in the place of the one before; `none` only removes it.
    pub(crate) fn set(&mut self, registry: Registry, mut fault: Fault) {
        fault.document = fault.document.map(|document| document.normalized());
        let place = |fault: &Fault| (fault.document.clone(), fault.units);
        self.0
            .retain(|old| old.registry != registry || place(&old.fault) != place(&fault));
        if fault.fault != FaultKind::None && fault.times != Some(0) {
            self.0.push(PlacedFault { registry, fault });
        }
    }

    /// Nothing goes wrong any more.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// The faults in force.
    pub(crate) fn all(&self) -> &[PlacedFault] {
        &self.0
    }

    /// The fault that a question about a person, or about a unit where there is none, has to suffer,
    /// if any. It counts as one of the fault's `times`.
    pub(crate) fn next(&mut self, registry: Registry, person: Option<&Document>) -> Option<Fault> {
        let person = person.map(Document::normalized);
        let met = |placed: &PlacedFault| {
            let only = placed.fault.document.as_ref();
            placed.registry == registry
                && only.is_none_or(|only| Some(only) == person.as_ref())
                && !(placed.fault.units && person.is_some())
        };
        let personal =
            |placed: &&mut PlacedFault| placed.fault.document.is_some() || placed.fault.units;
        let found = match self.0.iter_mut().filter(|p| met(p)).find(personal) {
            Some(found) => found,
            None => self.0.iter_mut().find(|placed| met(placed))?,
        };
        if let Some(times) = &mut found.fault.times {
            *times = times.saturating_sub(1);
        }
        let fault = found.fault.clone();
        self.0.retain(|placed| placed.fault.times != Some(0));
        Some(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::document::DocumentKind;

    fn document(number: &str) -> Document {
        Document {
            kind: DocumentKind::ResidentId,
            number: number.to_owned(),
            nationality: None,
        }
    }

    #[test]
    fn a_fault_counts_down_and_a_personal_one_goes_first() {
        let mut faults = Faults::default();
        let fault = |kind, times, document| Fault {
            fault: kind,
            seconds: None,
            times,
            document,
            units: false,
        };
        faults.set(Registry::Tax, fault(FaultKind::Slow, None, None));
        faults.set(
            Registry::Tax,
            fault(FaultKind::Reset, Some(1), Some(document("11x"))),
        );
        let mut next = |number: &str| {
            faults
                .next(Registry::Tax, Some(&document(number)))
                .map(|f| f.fault)
        };
        assert_eq!(next("22"), Some(FaultKind::Slow));
        assert_eq!(next("11X"), Some(FaultKind::Reset));
        assert_eq!(next("11X"), Some(FaultKind::Slow));
        assert_eq!(faults.next(Registry::Property, Some(&document("22"))), None);
        let of_units = Fault {
            units: true,
            ..fault(FaultKind::Reset, None, None)
        };
        faults.set(Registry::Property, of_units.clone());
        assert_eq!(faults.next(Registry::Property, Some(&document("22"))), None);
        assert_eq!(
            faults.next(Registry::Property, None),
            Some(of_units.clone())
        );
        faults.set(
            Registry::Property,
            Fault {
                fault: FaultKind::None,
                ..of_units
            },
        );
        faults.set(Registry::Tax, fault(FaultKind::None, None, None));
        assert!(faults.all().is_empty());
    }
}
