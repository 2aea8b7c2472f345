//! JSON merge patches (RFC 7396): put upon a record, and several joined into one.

use serde_json::{Value, json};

/// Puts a patch upon a value; a null in it takes away what stands there.
pub(crate) fn apply(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    if let Value::Object(target) = target {
        for (key, value) in patch {
            if value.is_null() {
                target.remove(key);
            } else {
                apply(target.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
    }
}

/// Puts a later patch upon an earlier one. Its nulls stay, because they still have to take
/// something away from the record.
pub(crate) fn combine(earlier: &mut Value, later: &Value) {
    if let (Value::Object(earlier), Value::Object(later)) = (&mut *earlier, later) {
        for (key, value) in later {
            match earlier.get_mut(key) {
                Some(old) if old.is_object() && value.is_object() => combine(old, value),
                _ => {
                    earlier.insert(key.clone(), value.clone());
                }
            }
        }
    } else {
        *earlier = later.clone();
    }
}
