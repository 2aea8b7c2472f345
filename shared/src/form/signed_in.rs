//! Puts the person who is signed in where the form says that they are.

use super::answers::Answers;
use super::filler::FilledBy;
use super::person::Person;
use crate::account::Identity;

impl Answers {
    /// Puts the person who is signed in where the form says that they are: the applicant, or the
    /// spouse who fills in for the applicant. When both change places, both stay in the form. An agent
    /// is nobody of the household, and is taken out of it.
    pub fn place_self(&mut self, myself: &Identity) {
        let known = myself.person();
        let is_me = |person: &Person| {
            person
                .document()
                .is_some_and(|theirs| theirs.normalized() == known)
        };
        let (me, other) = match self.filler.who {
            Some(FilledBy::Applicant) => (&mut self.applicant.person, &mut self.spouse),
            Some(FilledBy::FamilyMember) => (&mut self.spouse, &mut self.applicant.person),
            Some(FilledBy::Agent) => {
                for person in [&mut self.applicant.person, &mut self.spouse] {
                    if is_me(person) {
                        *person = Person::default();
                    }
                }
                return;
            }
            None => return,
        };
        if is_me(other) {
            std::mem::swap(me, other);
            if is_me(other) {
                *other = Person::default();
            }
        }
        if !is_me(me) && me.document_number.is_some() {
            *me = Person::default();
        }
        me.name = Some(myself.name.clone());
        me.document_kind = Some(myself.document.kind);
        me.document_number = Some(myself.document.number.clone());
        me.citizen_number.clone_from(&myself.citizen_number);
        // What the document does not tell stays as it was typed.
        if let Some(nationality) = myself.document.told_nationality() {
            me.nationality = Some(nationality);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, DocumentKind};
    use crate::form::person::HukouClaim;
    use crate::form::tests::complete;

    fn me() -> Document {
        Document {
            kind: DocumentKind::ResidentId,
            number: "440524188001010014".to_owned(),
            nationality: None,
        }
    }

    fn myself() -> Identity {
        Identity {
            name: "林一".to_owned(),
            document: me(),
            citizen_number: None,
        }
    }

    #[test]
    fn who_signed_in_stands_where_the_form_says() {
        let mut answers = Answers::default();
        answers.place_self(&myself());
        assert_eq!(answers, Answers::default());

        answers.filler.who = Some(FilledBy::Applicant);
        answers.place_self(&myself());
        assert_eq!(answers.applicant.person.document(), Some(me()));
        answers.applicant.person.hukou = Some(HukouClaim::Beijing);
        answers.spouse.name = Some("李晓".to_owned());

        answers.filler.who = Some(FilledBy::FamilyMember);
        answers.place_self(&myself());
        assert_eq!(answers.spouse.document(), Some(me()));
        assert_eq!(answers.spouse.hukou, Some(HukouClaim::Beijing));
        assert_eq!(answers.applicant.person.name.as_deref(), Some("李晓"));

        let before = answers.clone();
        answers.place_self(&myself());
        assert_eq!(answers, before);
    }

    #[test]
    fn an_agent_is_nobody_of_the_household() {
        let mut answers = Answers::default();
        answers.filler.who = Some(FilledBy::Applicant);
        answers.place_self(&myself());
        answers.spouse.name = Some("李晓".to_owned());
        answers.filler.who = Some(FilledBy::Agent);
        answers.place_self(&myself());
        assert_eq!(answers.applicant.person, Person::default());
        assert_eq!(answers.spouse.name.as_deref(), Some("李晓"));
        // Whoever is typed for stays as they are.
        let mut answers = complete();
        answers.filler.who = Some(FilledBy::Agent);
        let before = answers.clone();
        answers.place_self(&myself());
        assert_eq!(answers, before);
    }

    #[test]
    fn the_nationality_comes_from_the_document_where_it_tells_it() {
        let mut myself = Identity {
            name: "PAUL BERNARD".to_owned(),
            document: Document {
                kind: DocumentKind::PermanentResidenceCard,
                number: "FRA110072030391".to_owned(),
                nationality: None,
            },
            citizen_number: None,
        };
        let mut answers = Answers::default();
        answers.filler.who = Some(FilledBy::Applicant);
        answers.place_self(&myself);
        let nationality = |answers: &Answers| answers.applicant.person.nationality.clone();
        assert_eq!(nationality(&answers).as_deref(), Some("FRA"));
        // A card of the new form does not tell it: typed once, it stays.
        myself.document.number = "911840198506120015".to_owned();
        answers.place_self(&myself);
        assert_eq!(nationality(&answers), None);
        answers.applicant.person.nationality = Some("USA".to_owned());
        answers.place_self(&myself);
        assert_eq!(nationality(&answers).as_deref(), Some("USA"));
    }

    #[test]
    fn somebody_elses_answers_are_not_mixed_with_mine() {
        let mut answers = complete();
        answers.place_self(&myself());
        assert_eq!(answers.applicant.person.document(), Some(me()));
        assert_eq!(answers.applicant.person.hukou, None);
    }
}
