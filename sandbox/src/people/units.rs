//! The commercial units of the city: what the property registry has of them, whoever owns them.

use shared::registry::UnitRecord;
use shared::text::record_key;

use super::format::UnitEntry;
use super::{People, PeopleError};

const FILE: &str = include_str!("../../people/units.json");

/// All units.
pub(super) fn read() -> Result<Vec<UnitEntry>, PeopleError> {
    serde_json::from_str(FILE).map_err(|source| PeopleError::Form {
        file: "units".to_owned(),
        source,
    })
}

impl People {
    /// What is on record under a certificate number, in any spelling.
    pub(crate) fn unit(&self, certificate: &str) -> Option<UnitRecord> {
        let asked = record_key(certificate);
        let mut units = self.units.iter();
        units
            .find(|unit| record_key(&unit.certificate) == asked)
            .map(UnitEntry::record)
    }

    /// What is on record under any other certificate number, with that number.
    pub(crate) fn other_unit(&self, certificate: &str) -> Option<(&str, UnitRecord)> {
        let asked = record_key(certificate);
        let mut units = self.units.iter();
        units
            .find(|unit| record_key(&unit.certificate) != asked)
            .map(|unit| (&*unit.certificate, unit.record()))
    }
}

impl UnitEntry {
    fn record(&self) -> UnitRecord {
        UnitRecord {
            kind: self.kind,
            district: self.district.clone(),
            in_tongzhou: self.district == "tongzhou",
            first_sold: self.first_sold,
        }
    }
}
