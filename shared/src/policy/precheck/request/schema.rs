//! The body of a pre-check in the API's description: a situation, but for its day and for `null`.

use utoipa::openapi::RefOr::{self, T};
use utoipa::openapi::schema::{Schema, SchemaType, Type};
use utoipa::{PartialSchema, ToSchema};

use super::PrecheckRequest;
use crate::policy::situation::Situation;

/// Keys of which `null` says that there is none.
const NONE_CAN_BE_SAID: [&str; 3] = ["work_residence_permit_valid_to", "stay_permit", "divorce"];

impl PartialSchema for PrecheckRequest {
    fn schema() -> RefOr<Schema> {
        let mut schema = Situation::schema();
        if let T(Schema::Object(object)) = &mut schema {
            let what =
                "A household or a person in a few plain facts. What is left out is not known.";
            object.description = Some(what.to_owned());
            object.required.retain(|key| key != "date");
            if let Some(T(Schema::Object(date))) = object.properties.get_mut("date") {
                let what =
                    "The day of the application, 2000 to 2100; left out: today in Asia/Shanghai.";
                date.description = Some(what.to_owned());
            }
            for (key, property) in &mut object.properties {
                if !NONE_CAN_BE_SAID.contains(&key.as_str()) {
                    leave_out_null(property);
                }
            }
        }
        schema
    }
}

impl ToSchema for PrecheckRequest {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        Situation::schemas(schemas);
    }
}

fn leave_out_null(property: &mut RefOr<Schema>) {
    match property {
        T(Schema::Object(object)) => only_type(&mut object.schema_type),
        T(Schema::Array(array)) => only_type(&mut array.schema_type),
        T(Schema::OneOf(one)) => {
            one.items.retain(|item| !is_null(item));
            if let [only] = one.items.as_slice() {
                *property = only.clone();
            }
        }
        RefOr::Ref(_) | T(_) => {}
    }
}

fn only_type(of: &mut SchemaType) {
    if let SchemaType::Array(types) = of {
        types.retain(|kind| *kind != Type::Null);
        if let [only] = types.as_slice() {
            *of = SchemaType::Type(only.clone());
        }
    }
}

fn is_null(item: &RefOr<Schema>) -> bool {
    matches!(item, T(Schema::Object(object)) if object.schema_type == SchemaType::Type(Type::Null))
}
