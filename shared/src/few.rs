//! A short list that is kept in place, so that it costs no allocation.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A list of at most `N` things. In JSON it is a list like any other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Few<T, const N: usize>([Option<T>; N]);

impl<T, const N: usize> Few<T, N> {
    /// Nothing.
    pub const NONE: Self = Self([const { None }; N]);

    /// Puts a thing in a place, counted from 0; what finds no place is left out.
    #[inline]
    pub fn set(&mut self, place: usize, thing: T) {
        if let Some(place) = self.0.get_mut(place) {
            *place = Some(thing);
        }
    }

    /// The things, in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flatten()
    }

    /// The things, in order, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().flatten()
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

impl<T, const N: usize> Default for Few<T, N> {
    #[inline]
    fn default() -> Self {
        Self::NONE
    }
}

impl<T, const N: usize> From<[T; N]> for Few<T, N> {
    #[inline]
    fn from(things: [T; N]) -> Self {
        Self(things.map(Some))
    }
}

impl<T, const N: usize> IntoIterator for Few<T, N> {
    type Item = T;
    type IntoIter = std::iter::Flatten<std::array::IntoIter<Option<T>, N>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().flatten()
    }
}

impl<'a, T, const N: usize> IntoIterator for &'a Few<T, N> {
    type Item = &'a T;
    type IntoIter = std::iter::Flatten<std::slice::Iter<'a, Option<T>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().flatten()
    }
}

impl<T: fmt::Debug, const N: usize> fmt::Debug for Few<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl<T: Serialize, const N: usize> Serialize for Few<T, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

impl<'de, T: Deserialize<'de>, const N: usize> Deserialize<'de> for Few<T, N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Reader(PhantomData))
    }
}

/// Reads a list and stops where it is too long.
struct Reader<T, const N: usize>(PhantomData<T>);

impl<'de, T: Deserialize<'de>, const N: usize> Visitor<'de> for Reader<T, N> {
    type Value = Few<T, N>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of at most {N}")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut things: A) -> Result<Few<T, N>, A::Error> {
        let mut few = Few::NONE;
        let mut read = 0;
        while let Some(thing) = things.next_element()? {
            if read == N {
                return Err(A::Error::invalid_length(N + 1, &self));
            }
            few.set(read, thing);
            read += 1;
        }
        Ok(few)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_json_it_is_a_list_and_too_long_a_list_is_refused() {
        let mut few = Few::<u8, 3>::NONE;
        assert!(few.is_empty());
        few.set(0, 7);
        few.set(1, 8);
        few.set(3, 9);
        assert_eq!(few.iter().copied().collect::<Vec<_>>(), [7, 8]);
        assert_eq!(serde_json::to_string(&few).unwrap(), "[7,8]");
        assert_eq!(serde_json::from_str::<Few<u8, 3>>("[7,8]").unwrap(), few);
        let refusal = serde_json::from_str::<Few<u8, 3>>("[1,2,3,4]").unwrap_err();
        assert!(refusal.to_string().contains("at most 3"), "{refusal}");
    }
}
