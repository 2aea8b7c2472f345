//! What counts of the answers: other answers can make some of them meaningless.

use super::answers::Answers;
use super::fields::Field;
use super::person::Person;
use super::pointer::{from_value, to_value};
use crate::purchase::Module;

impl Answers {
    /// The answers without what no longer counts: what another module asks, a spouse after the status changed, children and
    /// homes after a "no", the fields of another category or document; and the mobile number, the
    /// e-mail address and the nationality as they are read. What is submitted and checked; a draft
    /// keeps the rest, so that nothing is lost when somebody changes their mind.
    #[must_use]
    pub fn effective(&self, module: Module) -> Self {
        let mut answers = without_other_modules(self, module);
        if !answers.is_married() {
            answers.spouse = Person::default();
        }
        if answers.has_children != Some(true) {
            answers.children.clear();
        }
        if answers.children.is_empty() {
            answers.has_adult_children = None;
        }
        if answers.has_homes != Some(true) {
            answers.homes.clear();
        }
        answers.applicant.keep_only(module, answers.category);
        answers.unit.keep_only();
        let children = answers.children.iter_mut().map(|child| &mut child.person);
        std::iter::once(&mut answers.spouse)
            .chain(children)
            .for_each(Person::keep_only);
        answers
    }
}

/// The answers without the fields that the module does not ask.
fn without_other_modules(answers: &Answers, module: Module) -> Answers {
    let mut document = to_value(answers);
    let others = Field::ALL.into_iter();
    for field in others.filter(|field| !field.row().belongs_to(module)) {
        // What belongs to the entries of a list goes with the list.
        let places = field.places().filter(|(place, _)| !place.ends_with('*'));
        for (place, _) in places {
            let (around, name) = match field.row().path.rsplit_once('/') {
                Some((around, name)) => (format!("{place}/{around}"), name),
                None => (place.to_owned(), field.row().path),
            };
            let around = document.pointer_mut(&around);
            if let Some(fields) = around.and_then(serde_json::Value::as_object_mut) {
                fields.remove(name);
            }
        }
    }
    // Never the answers as they are: nothing of the other module may count.
    from_value(&document).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::fields::Field;
    use crate::form::fields::part::Part;
    use crate::form::fields::tests::full;
    use crate::form::pointer::read;
    use crate::household::{Category, Origin};

    /// The fields of the categories that count among answers where every one of them is filled.
    fn counting(category: Option<Category>, origin: Option<Origin>) -> Vec<Field> {
        let mut answers = full();
        answers.category = category;
        if let Some(overseas) = &mut answers.applicant.overseas {
            overseas.origin = origin;
        }
        let effective = answers.effective(Module::Residential);
        let mut all = Field::ALL.to_vec();
        all.retain(|field| {
            field.row().part == Part::Grounds && read(&effective, &field.pointer()).is_some()
        });
        all
    }

    #[test]
    fn only_what_the_category_asks_counts() {
        use Category as C;
        use Field as F;
        let payer = [F::Payer, F::Employer, F::PaidSince, F::ResidencePermit].as_slice();
        let chinese = Some(Origin::OverseasChinese);
        for (category, origin, expected) in [
            (None, chinese, [].as_slice()),
            (Some(C::Local), chinese, &[]),
            (
                Some(C::Military),
                chinese,
                &[F::MilitaryNumber, F::Station, F::FamilyCertificate],
            ),
            (
                Some(C::WorkResidencePermit),
                chinese,
                &[F::PermitNumber, F::PermitValidTo],
            ),
            (Some(C::NonLocalSocialInsurance), chinese, payer),
            (Some(C::NonLocalIncomeTax), chinese, payer),
            (
                Some(C::HongKongMacaoTaiwanOverseasChinese),
                chinese,
                &[F::Origin, F::Certification, F::Lodging],
            ),
            (
                Some(C::HongKongMacaoTaiwanOverseasChinese),
                Some(Origin::Macao),
                &[F::Origin, F::Lodging],
            ),
            (Some(C::Foreign), chinese, &[F::StayPermit, F::Lodging]),
        ] {
            assert_eq!(
                counting(category, origin),
                expected,
                "{category:?} {origin:?}"
            );
        }
    }
}
