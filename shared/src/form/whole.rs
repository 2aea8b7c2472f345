//! A helper for serde, which lets unknown keys of a flattened object pass in silence: reads what is
//! flattened into a larger object and refuses what belongs to neither.

use serde::de::{Deserialize, Deserializer, Visitor};
use serde::forward_to_deserialize_any;

/// Reads the flattened part from all keys that the object around it does not have. A type that
/// refuses unknown fields refuses them here as well.
pub(super) fn rest<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    T::deserialize(AllKeys(deserializer))
}

/// Offers every key that is left, not only those of the fields that are asked for.
struct AllKeys<D>(D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for AllKeys<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}
