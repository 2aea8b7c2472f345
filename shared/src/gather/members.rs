//! The members of a household with what was replied about them.

use crate::form::{Answers, Person};
use crate::household::Who;
use crate::policy::facts::Fact;
use crate::registry::{PersonReplies, Registry, Replies, Reply};
use crate::values::Day;

/// What a registry replied: not known while it is silent, otherwise its record (or that it has
/// none).
pub(super) fn of<T>(registry: Registry, reply: Option<&Reply<T>>) -> Fact<Option<&T>> {
    match reply {
        Some(reply) => Fact::known(reply.record.as_ref(), registry, reply.at),
        None => Fact::unknown(Some(registry)),
    }
}

/// Of several answers to one question about a household: a yes of anybody is a yes; a no needs a no
/// of everybody.
pub(super) fn any(facts: impl Iterator<Item = Fact<bool>>) -> Option<Fact<bool>> {
    facts.reduce(|one, other| match (one.value, other.value) {
        (Some(true), _) => one,
        (_, Some(true)) => other,
        (None, _) => one,
        (_, None) => other,
        (Some(false), Some(false)) => newest(one, other),
    })
}

/// The one that was told later.
fn newest<T>(one: Fact<T>, other: Fact<T>) -> Fact<T> {
    if other.at > one.at { other } else { one }
}

/// The members of a household with what was replied about them.
pub(super) struct Members<'a> {
    pub(super) answers: &'a Answers,
    pub(super) replies: &'a Replies,
    pub(super) on: Day,
    /// The applicant and, where married, the spouse: what is not on hand yet is silence.
    pub(super) adults: Vec<(Who, &'a Person, Option<&'a PersonReplies>)>,
    pub(super) children: Vec<(Who, &'a Person, Option<&'a PersonReplies>)>,
}

impl<'a> Members<'a> {
    pub(super) fn new(answers: &'a Answers, replies: &'a Replies, on: Day) -> Self {
        let mut adults = vec![(
            Who::Applicant,
            &answers.applicant.person,
            Some(&replies.applicant),
        )];
        if answers.is_married() {
            adults.push((Who::Spouse, &answers.spouse, replies.spouse.as_ref()));
        }
        let children = answers
            .children
            .iter()
            .enumerate()
            .map(|(index, child)| {
                let place = u8::try_from(index + 1).unwrap_or(u8::MAX);
                (
                    Who::Child(place),
                    &child.person,
                    replies.children.get(index),
                )
            })
            .collect();
        Self {
            answers,
            replies,
            on,
            adults,
            children,
        }
    }

    pub(super) fn adult_replies<T: 'a>(
        &self,
        registry: Registry,
        pick: impl Fn(&'a PersonReplies) -> Option<&'a Reply<T>>,
    ) -> impl Iterator<Item = Fact<Option<&'a T>>> {
        self.adults
            .iter()
            .map(move |(_, _, replies)| of(registry, replies.and_then(&pick)))
    }
}
