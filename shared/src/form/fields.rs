//! The fields of the form: one row says where a field stands, what it holds, whether it may stay
//! empty and by which words it is called. What is asked, read back, printed, masked and compared
//! is read from here.

pub mod kind;
pub mod part;

use self::kind::{Choice, Kind, Need};
use self::part::Part;
use super::chapters::Chapter;
use crate::purchase::Module;

/// Hands the rows to another macro, so that whoever needs one thing for each field makes it of all
/// of them. Their order is that of the form.
///
/// A row: the field, its path within its part, the part, what it holds, `optional` where it may
/// stay empty, the module in brackets where one alone asks it, and the words below `wizard` in
/// `web/locales` by which it is called.
#[macro_export]
macro_rules! form_fields {
    ($rows:ident) => {
        $rows! {
            NotesRead         "notes_read"                Notes    Version, notes.tick;
            DataUseAgreed     "data_use_agreed"           Notes    Version, notes.agree_name;
            Category "category" Category Choice(Category) [Residential], step.category;
            FilledBy          "who"                       Filler   Choice(FilledBy), chapter.filler;
            Name              "name"                      Person   Text, field.name;
            DocumentKind "document_kind" Person Choice(DocumentKind), field.document_kind;
            DocumentNumber    "document_number"           Person   Number, field.document_number;
            CitizenNumber     "citizen_number"            Person   Number, field.citizen_number;
            Nationality       "nationality"               Person   Nationality, field.nationality;
            Born              "born"                      Person   Day, field.born;
            Hukou             "hukou"                     Person   Choice(Hukou), field.hukou;
            MaritalStatus "marital_status" Marriage Choice(MaritalStatus) [Residential], field.marital_status;
            MaritalSince "marital_since" Marriage Day [Residential], field.marital_since;
            MilitaryNumber "forces/military_number" Grounds Text [Residential], field.military_number;
            Station "forces/station" Grounds Text [Residential], field.station;
            FamilyCertificate "forces/family_certificate" Grounds Text [Residential], field.family_certificate;
            PermitNumber "permit/number" Grounds Text [Residential], field.permit_number;
            PermitValidTo "permit/valid_to" Grounds Day [Residential], field.valid_to;
            Payer "payer/who" Grounds Choice(Payer) [Residential], field.payer;
            ContributionKind "payer/kind" Grounds Choice(Contribution) [Commercial], field.ground;
            Employer          "payer/employer"            Grounds  Text, field.employer;
            PaidSince         "payer/since"               Grounds  Month, field.since;
            ResidencePermit "payer/residence_permit" Grounds Text [Residential], field.residence_permit;
            Origin "overseas/origin" Grounds Choice(Origin) [Residential], field.origin;
            Certification "overseas/certification" Grounds Text [Residential], field.certification;
            StayPermit "overseas/stay_permit" Grounds Choice(StayPermit) [Residential], field.stay_permit;
            Lodging "overseas/lodging" Grounds Text [Residential], field.lodging;
            Mobile            "mobile"                    Contact  Mobile, field.mobile;
            Email             "email"                     Contact  Email optional, field.email;
            PostalAddress     "postal_address"            Contact  Text, field.postal_address;
            HasChildren       "has_children"              Children Flag [Residential], children.ask;
            Children "children" Children List [Residential], children.list;
            HasAdultChildren "has_adult_children" Children Flag [Residential], children.ask_adults;
            HasHomes          "has_homes"                 Homes    Flag [Residential], homes.ask;
            Homes             "homes"                     Homes    List [Residential], homes.list;
            HomeAddress "address" Home Text [Residential], field.home_address;
            HomeZone "zone" Home Choice(Zone) [Residential], field.zone;
            HomeCertificate "certificate" Home Text [Residential], field.certificate;
            Transfer "transfer" Target Choice(Transfer) [Residential], field.transfer;
            Place "place" Target Choice(Place) [Residential], field.place;
            HomeKind "kind" Target Choice(HomeKind) [Residential], field.kind;
            TargetAddress "address" Target Text optional [Residential], field.target_address;
            Seller "seller" Unit Choice(Seller) [Commercial], field.seller;
            UnitKind "kind" Unit Choice(UnitKind) [Commercial], field.unit_kind;
            UnitLocation "location" Unit Text [Commercial], field.unit_location;
            InTongzhou "in_tongzhou" Unit Flag [Commercial], field.in_tongzhou;
            HasCertificate "has_certificate" Unit Flag [Commercial], field.has_certificate;
            UnitCertificate "certificate" Unit Text [Commercial], field.certificate;
            Promise           "promise"                   Submit   Version, submit.tick;
        }
    };
}

/// What is known of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Its path within its part, without a leading slash.
    pub path: &'static str,
    /// What it is asked together with.
    pub part: Part,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may stay empty.
    pub need: Need,
    /// The module that asks it; none: all do.
    pub module: Option<Module>,
}

impl Row {
    /// Whether a module asks it.
    #[must_use]
    pub fn belongs_to(&self, module: Module) -> bool {
        self.module.is_none_or(|only| only == module)
    }
}

macro_rules! need {
    () => {
        Need::ByRule
    };
    (optional) => {
        Need::Optional
    };
}

macro_rules! module {
    () => {
        None
    };
    ($module:ident) => {
        Some(Module::$module)
    };
}

macro_rules! fields {
    ($(
        $field:ident $path:literal $part:ident $kind:ident $(($choice:ident))? $($need:ident)?
        $([$module:ident])?, $room:ident . $word:ident;
    )+) => {
        /// A field of the form. The fields of a person are asked of several people.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Field {
            $(#[doc = concat!("`", $path, "`")] $field,)+
        }

        impl Field {
            /// All of them, in the order of the form.
            pub const ALL: [Self; [$($path),+].len()] = [$(Self::$field),+];

            /// What is known of it.
            #[must_use]
            pub const fn row(self) -> &'static Row {
                match self {
                    $(Self::$field => &Row {
                        path: $path,
                        part: Part::$part,
                        kind: Kind::$kind $((Choice::$choice))?,
                        need: need!($($need)?),
                        module: module!($($module)?),
                    },)+
                }
            }
        }
    };
}
form_fields!(fields);

impl Field {
    /// The field at a JSON pointer, in which an entry of a list is named by its place or its key.
    #[must_use]
    pub fn at(pointer: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| {
            let mut places = field.places();
            places.any(|(place, _)| {
                let mut names = pointer.split('/').skip(1);
                field
                    .names(place)
                    .all(|own| names.next().is_some_and(|name| own == "*" || own == name))
                    && names.next().is_none()
            })
        })
    }

    /// Its pointer; of what is asked of several people or homes, that of the first.
    #[must_use]
    pub fn pointer(self) -> String {
        let place = self.places().next().map(|(place, _)| place);
        self.within(&place.unwrap_or_default().replace('*', "0"))
    }

    /// Its pointer where its part stands.
    #[must_use]
    pub fn within(self, place: &str) -> String {
        format!("{place}/{}", self.row().path)
    }

    /// Where its part stands, and the chapter that asks for it there.
    pub(super) fn places(self) -> impl Iterator<Item = (&'static str, Chapter)> {
        self.row().part.places().iter().copied()
    }

    /// The names in its pointer.
    pub(super) fn names(self, place: &'static str) -> impl Iterator<Item = &'static str> {
        place.split('/').skip(1).chain(self.row().path.split('/'))
    }
}

/// What the field at a JSON pointer holds.
#[must_use]
pub fn kind_at(pointer: &str) -> Option<Kind> {
    Field::at(pointer).map(|field| field.row().kind)
}

/// Whether a pointer names a whole child or home.
#[must_use]
pub fn is_entry(pointer: &str) -> bool {
    let list = pointer.rsplit_once('/').map(|(list, _)| list);
    list.and_then(kind_at) == Some(Kind::List)
}

#[cfg(test)]
pub(super) mod tests {
    use serde_json::Value;

    use super::*;
    use crate::document::DocumentKind;
    use crate::form::pointer::{to_value, write};
    use crate::form::{
        Answers, Applicant, Child, DeclaredHome, FilledBy, Filler, Forces, HukouClaim, Overseas,
        Payer, PayerRole, Permit, Person, Target, Unit,
    };
    use crate::household::{Category, Origin};
    use crate::policy::ContributionKind;
    use crate::purchase::{HomeKind, Place, Seller, Transfer, UnitKind};
    use crate::registry::{MaritalStatus, StayPermit};
    use crate::values::{Day, Month, Zone};

    fn text() -> Option<String> {
        Some("示例".to_owned())
    }

    /// Answers with every field filled. A field that is added does not compile until it is filled.
    pub(in crate::form) fn full() -> Answers {
        let day = Day::from_ymd_opt(2018, 5, 20);
        let person = Person {
            name: text(),
            document_kind: Some(DocumentKind::ResidentId),
            document_number: text(),
            citizen_number: text(),
            nationality: text(),
            born: day,
            hukou: Some(HukouClaim::Elsewhere),
        };
        Answers {
            notes_read: text(),
            data_use_agreed: text(),
            category: Some(Category::Local),
            filler: Filler {
                who: Some(FilledBy::Applicant),
            },
            applicant: Applicant {
                person: person.clone(),
                marital_status: Some(MaritalStatus::Married),
                marital_since: day,
                mobile: text(),
                email: text(),
                postal_address: text(),
                forces: Some(Forces {
                    military_number: text(),
                    station: text(),
                    family_certificate: text(),
                }),
                permit: Some(Permit {
                    number: text(),
                    valid_to: day,
                }),
                payer: Some(Payer {
                    who: Some(PayerRole::Applicant),
                    kind: Some(ContributionKind::IncomeTax),
                    employer: text(),
                    since: Month::new(2024, 3),
                    residence_permit: text(),
                }),
                overseas: Some(Overseas {
                    origin: Some(Origin::OverseasChinese),
                    lodging: text(),
                    certification: text(),
                    stay_permit: Some(StayPermit::Work),
                }),
            },
            spouse: person.clone(),
            has_children: Some(true),
            children: vec![Child {
                id: "a".to_owned(),
                person,
            }],
            has_adult_children: Some(true),
            has_homes: Some(true),
            homes: vec![DeclaredHome {
                id: "b".to_owned(),
                address: text(),
                certificate: text(),
                zone: Some(Zone::InsideFifthRing),
            }],
            target: Target {
                transfer: Some(Transfer::Purchase),
                place: Some(Place::InsideFifthRing),
                kind: Some(HomeKind::Resale),
                address: text(),
            },
            unit: Unit {
                seller: Some(Seller::Owner),
                kind: Some(UnitKind::Office),
                location: text(),
                in_tongzhou: Some(false),
                has_certificate: Some(true),
                certificate: text(),
            },
            promise: text(),
        }
    }

    /// The pointers of a field in answers with one child and one home.
    pub(in crate::form) fn pointers(field: Field) -> impl Iterator<Item = String> {
        let places = field.places();
        places.map(move |(place, _)| field.within(&place.replace('*', "0")))
    }

    fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    leaves(value, &format!("{at}/{name}"), found);
                }
            }
            Value::Array(entries) => {
                found.push(at.to_owned());
                for (i, entry) in entries.iter().enumerate() {
                    leaves(entry, &format!("{at}/{i}"), found);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                found.push(at.to_owned());
            }
        }
    }

    #[test]
    fn every_field_has_a_row_and_every_row_a_field() {
        let mut found = Vec::new();
        leaves(&to_value(&full()), "", &mut found);
        // By their keys the entries of a list are known, nobody is asked for them.
        found.retain(|at| !["/children/0/id", "/homes/0/id"].contains(&at.as_str()));
        let expected: Vec<String> = Field::ALL.into_iter().flat_map(pointers).collect();
        let lacks = |there: &[String], all: &[String]| -> Vec<String> {
            let missing = all.iter().filter(|at| !there.contains(at));
            missing.cloned().collect()
        };
        assert_eq!(lacks(&expected, &found), [""; 0], "fields without a row");
        assert_eq!(lacks(&found, &expected), [""; 0], "rows without a field");
        for field in Field::ALL {
            for pointer in pointers(field) {
                assert_eq!(Field::at(&pointer), Some(field), "{pointer}");
            }
        }
        for pointer in [
            "",
            "/nonsense",
            "/applicant",
            "/children/0",
            "/applicant/mobile/x",
        ] {
            assert_eq!(Field::at(pointer), None, "{pointer}");
        }
    }

    #[test]
    fn a_field_holds_what_its_row_says() {
        let answers = full();
        for field in Field::ALL {
            let kind = field.row().kind;
            let takes = |value: Value| {
                let mut pointers = pointers(field);
                pointers.all(|at| write(&answers, &at, Some(value.clone())).is_some())
            };
            let taken = [
                takes("x".into()),
                takes("2019-06-21".into()),
                takes("2019-06".into()),
                takes(true.into()),
                takes(Value::Array(Vec::new())),
            ];
            let expected = match kind {
                Kind::Text
                | Kind::Number
                | Kind::Mobile
                | Kind::Email
                | Kind::Nationality
                | Kind::Version => [true, true, true, false, false],
                Kind::Day => [false, true, false, false, false],
                Kind::Month => [false, false, true, false, false],
                Kind::Flag => [false, false, false, true, false],
                Kind::Choice(_) => [false; 5],
                Kind::List => [false, false, false, false, true],
            };
            assert_eq!(taken, expected, "{field:?}");
        }
    }
}
