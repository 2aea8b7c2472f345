//! Enums whose variants have a name in JSON, URLs and tables: each name is written once.

/// Defines an enum of unit variants. The name of a variant is what JSON, URLs and tables hold; the
/// order of the variants is the order in which people are shown them. (A name is taken as `tt`:
/// utoipa does not see through the `literal` of a macro and would show the variant's own name.)
macro_rules! named {
    (
        $(#[$about:meta])*
        pub enum $type:ident {
            $($(#[$doc:meta])* $variant:ident = $slug:tt,)+
        }
    ) => {
        $(#[$about])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $type {
            $($(#[$doc])* #[serde(rename = $slug)] $variant,)+
        }

        impl $type {
            /// All of them, in their order.
            pub const ALL: [Self; [$($slug),+].len()] = [$(Self::$variant),+];

            /// The name in JSON, URLs and tables.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self {
                    $(Self::$variant => $slug,)+
                }
            }

            /// The one of that name.
            #[must_use]
            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.slug() == slug)
            }
        }
    };
}

pub(crate) use named;
