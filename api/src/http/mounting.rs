//! Where operations are mounted: to be served, by each thread of the server, or to be described, once
//! somebody asks for the description. Each noun mounts its own without knowing which.

use actix_web::{FromRequest, Handler, Responder, web};
use utoipa::openapi::path::{Paths, PathsMap};
use utoipa::openapi::{RefOr, Schema};

use super::operation::Operation;
use super::roles::Arguments;

/// What operations are mounted on.
pub(super) struct ServiceConfig<'a>(Purpose<'a>);

enum Purpose<'a> {
    Serving(&'a mut web::ServiceConfig),
    Describing(Description),
}

/// What the description is made of.
#[derive(Default)]
pub(super) struct Description {
    pub(super) paths: Paths,
    pub(super) schemas: Vec<(String, RefOr<Schema>)>,
}

impl ServiceConfig<'_> {
    /// An operation.
    pub(super) fn service<D, H, A>(&mut self, operation: Operation<D, H, A>) -> &mut Self
    where
        D: utoipa::Path + utoipa_actix_web::OpenApiFactory + 'static,
        H: Handler<A>,
        H::Output: Responder + 'static,
        A: FromRequest + Arguments + 'static,
    {
        match &mut self.0 {
            Purpose::Serving(config) => {
                config.service(operation);
            }
            Purpose::Describing(description) => {
                description.paths.merge(operation.paths());
                operation.schemas(&mut description.schemas);
            }
        }
        self
    }

    /// The operations of a noun.
    pub(super) fn configure(&mut self, noun: impl FnOnce(&mut ServiceConfig<'_>)) -> &mut Self {
        noun(self);
        self
    }

    /// What is below a path.
    pub(super) fn scope(
        &mut self,
        prefix: &str,
        nouns: impl FnOnce(&mut ServiceConfig<'_>),
    ) -> &mut Self {
        match &mut self.0 {
            Purpose::Serving(config) => {
                let scope = web::scope(prefix).configure(|config| serve(config, nouns));
                config.service(scope);
            }
            Purpose::Describing(description) => {
                let below = describe(nouns);
                let paths = below.paths.paths.into_iter();
                let mut prefixed = Paths::new();
                prefixed.paths = paths
                    .map(|(path, item)| (format!("{prefix}{path}"), item))
                    .collect::<PathsMap<_, _>>();
                description.paths.merge(prefixed);
                description.schemas.extend(below.schemas);
            }
        }
        self
    }
}

/// Mounts operations in a server.
pub(super) fn serve(config: &mut web::ServiceConfig, routes: impl FnOnce(&mut ServiceConfig<'_>)) {
    routes(&mut ServiceConfig(Purpose::Serving(config)));
}

/// Collects what describes operations.
pub(super) fn describe(routes: impl FnOnce(&mut ServiceConfig<'_>)) -> Description {
    let mut config = ServiceConfig(Purpose::Describing(Description::default()));
    routes(&mut config);
    match config.0 {
        Purpose::Describing(description) => description,
        Purpose::Serving(_) => Description::default(),
    }
}
