//! A list to which others are added while it is read, for households that come into a city that stands.
//! Whoever has found one keeps it meanwhile: nothing that is in the list moves or goes.

use std::iter;
use std::sync::OnceLock;

/// What has come, in that order.
#[derive(Debug, Clone)]
pub(super) struct Arrivals<T>(OnceLock<Box<Street<T>>>);

/// A few places, and the street behind it.
#[derive(Debug, Clone)]
struct Street<T> {
    places: [OnceLock<T>; 32],
    next: OnceLock<Box<Street<T>>>,
}

impl<T> Default for Arrivals<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> Street<T> {
    fn empty() -> Box<Self> {
        Box::new(Self {
            places: std::array::from_fn(|_| OnceLock::new()),
            next: OnceLock::new(),
        })
    }
}

impl<T> Arrivals<T> {
    /// Adds one behind the others.
    pub(super) fn add(&self, one: T) {
        let mut one = one;
        let mut street = self.0.get_or_init(Street::empty);
        loop {
            for place in &street.places {
                match place.set(one) {
                    Ok(()) => return,
                    Err(back) => one = back,
                }
            }
            street = street.next.get_or_init(Street::empty);
        }
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        let first = self.0.get().map(|street| &**street);
        iter::successors(first, |street| street.next.get().map(|next| &**next))
            .flat_map(|street| street.places.iter().filter_map(OnceLock::get))
    }
}
