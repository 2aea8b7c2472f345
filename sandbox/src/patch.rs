//! JSON merge patches (RFC 7396): upon a value, and upon each other.

use serde_json::{Value, json};

/// Puts a patch upon a value: what is null goes away.
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

/// Puts a later patch upon an earlier one; its nulls stay nulls, because they still have to take something away.
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
