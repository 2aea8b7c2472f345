//! Objects that are read as one are described as one. What serde flattens comes as `allOf` of several
//! objects, of which one that takes no other keys would refuse those of the others.

use std::collections::BTreeMap;

use utoipa::openapi::schema::{Object, Schema};
use utoipa::openapi::{RefOr, Type};

/// Makes one object of every `allOf` of objects.
pub(super) fn flatten(schemas: &mut BTreeMap<String, RefOr<Schema>>) {
    let named = schemas.clone();
    for schema in schemas.values_mut() {
        let RefOr::T(Schema::AllOf(all)) = schema else {
            continue;
        };
        let parts: Option<Vec<Object>> =
            all.items.iter().map(|item| object(item, &named)).collect();
        let Some(parts) = parts else { continue };
        let mut one = Object::with_type(Type::Object);
        one.description = all.description.take();
        for part in parts {
            one.properties.extend(part.properties);
            one.required.extend(part.required);
            let others = part.additional_properties;
            one.additional_properties = one.additional_properties.or(others);
        }
        *schema = RefOr::T(Schema::Object(one));
    }
}

/// An object, or the one that a reference leads to.
fn object(item: &RefOr<Schema>, named: &BTreeMap<String, RefOr<Schema>>) -> Option<Object> {
    match item {
        RefOr::T(Schema::Object(object)) => Some(object.clone()),
        RefOr::T(_) => None,
        RefOr::Ref(reference) => {
            let name = reference.ref_location.rsplit('/').next()?;
            object(named.get(name)?, named)
        }
    }
}
