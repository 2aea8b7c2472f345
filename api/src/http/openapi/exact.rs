//! Schemas that are as exact as the program, where what derives them from types is not.

use utoipa::Number;
use utoipa::openapi::path::Operation;
use utoipa::openapi::schema::{
    AdditionalProperties, AnyOf, ArrayItems, KnownFormat, Object, OneOf, Schema, SchemaFormat,
    SchemaType,
};
use utoipa::openapi::{RefOr, Type};

/// With what the ids begin in whose order a list is read, and so its cursors.
const CURSORS: [(&str, &str); 6] = [
    ("list_holds", "hold"),
    ("list_contracts", "contract"),
    ("list_referrals", "ref"),
    ("list_webhook_endpoints", "hook"),
    ("list_webhook_deliveries", "dlv"),
    ("list_client_deliveries", "dlv"),
];

/// Makes the schemas of an operation's parameters exact.
pub(super) fn sharpen_parameters(operation: &mut Operation) {
    let id = operation.operation_id.as_deref().unwrap_or_default();
    let of_list = CURSORS.iter().find(|(list, _)| *list == id);
    for parameter in operation.parameters.iter_mut().flatten() {
        let RefOr::T(parameter) = parameter else {
            continue;
        };
        parameter.schema.iter_mut().for_each(sharpen);
        let cursor = of_list.filter(|_| parameter.name == "cursor");
        if let (Some((_, ids)), Some(RefOr::T(Schema::Object(text)))) =
            (cursor, &mut parameter.schema)
        {
            text.pattern = Some(format!("^{ids}_[0-9A-Fa-f]{{32}}$"));
        }
    }
}

/// Makes a schema exact, with all that is within.
pub(super) fn sharpen(schema: &mut RefOr<Schema>) {
    let RefOr::T(schema) = schema else { return };
    match schema {
        Schema::Array(array) => {
            if let ArrayItems::RefOrSchema(items) = &mut array.items {
                sharpen(items);
            }
        }
        Schema::Object(object) => {
            bound(object);
            object.properties.values_mut().for_each(sharpen);
            if let Some(AdditionalProperties::RefOr(others)) =
                object.additional_properties.as_deref_mut()
            {
                sharpen(others);
            }
        }
        Schema::OneOf(one) => {
            one.items.iter_mut().for_each(sharpen);
            if is_read_by_the_first_that_fits(one) {
                *schema = Schema::AnyOf(any_of(std::mem::take(one)));
            }
        }
        Schema::AllOf(all) => all.items.iter_mut().for_each(sharpen),
        Schema::AnyOf(any) => any.items.iter_mut().for_each(sharpen),
        // Those to come.
        _ => {}
    }
}

/// Whole numbers have the bounds of the type that they are read into. What is small is an `int32` for
/// those who generate programs: other formats have no meaning in OpenAPI.
fn bound(object: &mut Object) {
    let Some(SchemaFormat::KnownFormat(format)) = &object.format else {
        return;
    };
    let exact = [
        (KnownFormat::UInt8, KnownFormat::Int32, Some(u8::MAX.into())),
        (
            KnownFormat::UInt16,
            KnownFormat::Int32,
            Some(u16::MAX.into()),
        ),
        (KnownFormat::UInt32, KnownFormat::Int32, None),
        (KnownFormat::UInt64, KnownFormat::Int64, None),
    ];
    let exact = exact.into_iter().find(|(exact, _, _)| exact == format);
    let Some((_, known, largest)) = exact else {
        return;
    };
    object.format = Some(SchemaFormat::KnownFormat(known));
    if let Some(largest) = largest {
        object.maximum.get_or_insert(Number::UInt(largest));
    }
}

/// Whether a value may be of several of these at once, as a day is a text: such an enum has no tag, and
/// the first that fits reads it.
fn is_read_by_the_first_that_fits(one: &OneOf) -> bool {
    let is_any_text = |item: &RefOr<Schema>| {
        matches!(item, RefOr::T(Schema::Object(object))
            if object.schema_type == SchemaType::Type(Type::String) && object.enum_values.is_none())
    };
    one.discriminator.is_none() && one.items.iter().any(is_any_text)
}

fn any_of(one: OneOf) -> AnyOf {
    let mut any = AnyOf::new();
    any.items = one.items;
    any.schema_type = one.schema_type;
    any.description = one.description;
    any.default = one.default;
    any.example = one.example;
    any.examples = one.examples;
    any
}

#[cfg(test)]
mod tests {
    use super::*;
    use utoipa::PartialSchema;
    use utoipa::openapi::Ref;
    use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder};

    #[test]
    fn a_small_number_has_its_largest_however_deep() {
        let place = ObjectBuilder::new().property("place", u8::schema());
        let mut schema = RefOr::T(Schema::Array(ArrayBuilder::new().items(place).build()));
        sharpen(&mut schema);
        let made = serde_json::to_value(&schema).unwrap();
        let place = &made["items"]["properties"]["place"];
        assert_eq!(place["maximum"], 255);
        assert_eq!(place["format"], "int32");
    }

    #[test]
    fn what_is_more_than_one_thing_at_once_is_any_of_them() {
        let mut day_or_word = OneOf::new();
        day_or_word.items = vec![
            RefOr::T(Schema::Object(Object::with_type(Type::String))),
            RefOr::Ref(Ref::from_schema_name("NotKnown")),
        ];
        let mut schema = RefOr::T(Schema::OneOf(day_or_word));
        sharpen(&mut schema);
        assert!(
            serde_json::to_value(&schema)
                .unwrap()
                .get("anyOf")
                .is_some()
        );
    }
}
