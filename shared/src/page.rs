//! A page of a list that a client reads: one shape for everything that is listed.

use serde::{Deserialize, Serialize};

/// How many entries a page has by default.
pub const PAGE: u32 = 20;
/// The most entries that one page can have.
pub const LARGEST_PAGE: u32 = 100;

/// A page of a list, whose order never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The entries.
    pub items: Vec<T>,
    /// Give this as `cursor` to get the next page; none on the last one.
    pub next_cursor: Option<String>,
}

#[cfg(feature = "openapi")]
mod described {
    use std::borrow::Cow;

    use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, SchemaType, Type};
    use utoipa::openapi::{Ref, RefOr, Schema};
    use utoipa::{PartialSchema, ToSchema};

    use super::{LARGEST_PAGE, Page};

    impl<T: ToSchema> PartialSchema for Page<T> {
        fn schema() -> RefOr<Schema> {
            let items = ArrayBuilder::new()
                .items(Ref::from_schema_name(T::name()))
                .max_items(usize::try_from(LARGEST_PAGE).ok())
                .description(Some("The entries, in an order that never changes."));
            let cursor = ObjectBuilder::new()
                .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
                .description(Some(
                    "Give this as `cursor` to get the next page; none on the last one.",
                ));
            let page = ObjectBuilder::new()
                .description(Some("A page of a list."))
                .property("items", items)
                .required("items")
                .property("next_cursor", cursor);
            RefOr::T(page.into())
        }
    }

    impl<T: ToSchema> ToSchema for Page<T> {
        fn name() -> Cow<'static, str> {
            Cow::Owned(format!("{}Page", T::name()))
        }

        fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
            schemas.push((T::name().into_owned(), T::schema()));
            T::schemas(schemas);
        }
    }
}
