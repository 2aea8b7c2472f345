//! An operation of the API: a handler with its description. Who may call it is read from the
//! arguments of the handler itself, so that the description cannot say otherwise.

use std::marker::PhantomData;

use actix_web::dev::{AppService, HttpServiceFactory};
use actix_web::http::Method;
use actix_web::{FromRequest, Handler, Resource, Responder, guard};
use shared::problem::ProblemKind;
use utoipa::openapi::path::{Operation as Described, PathItem, Paths};
use utoipa::openapi::{HttpMethod, RefOr, Schema};
use utoipa_actix_web::OpenApiFactory;

use super::openapi::{manners, refusals};
use super::roles::Arguments;

/// A handler that takes `A`, and its description.
pub(super) struct Operation<D, H, A> {
    description: D,
    handler: H,
    refusals: &'static [ProblemKind],
    arguments: PhantomData<A>,
}

/// The operation of a handler. utoipa calls the description of a handler `__path_` and its name.
/// `refusals` are those that not all operations have which are called alike.
pub(super) fn operation<D, H, A>(
    description: D,
    handler: H,
    refusals: &'static [ProblemKind],
) -> Operation<D, H, A> {
    Operation {
        description,
        handler,
        refusals,
        arguments: PhantomData,
    }
}

impl<D, H, A> HttpServiceFactory for Operation<D, H, A>
where
    D: utoipa::Path,
    H: Handler<A>,
    H::Output: Responder + 'static,
    A: FromRequest + 'static,
{
    fn register(self, config: &mut AppService) {
        let mut resource = Resource::new(D::path());
        for method in D::methods() {
            resource = resource.guard(guard::Method(verb(&method)));
        }
        resource.to(self.handler).register(config);
    }
}

impl<D, H, A> Operation<D, H, A>
where
    D: OpenApiFactory,
    A: Arguments,
{
    /// Its description, with what it can refuse.
    pub(super) fn paths(&self) -> Paths {
        let mut paths = self.description.paths();
        for item in paths.paths.values_mut() {
            for (method, operation) in operations(item) {
                refusals::add(method, operation, A::ROLE, self.refusals);
                manners::add(operation, A::ROLE);
            }
        }
        paths
    }

    /// Adds the schemas that its description names.
    pub(super) fn schemas(&self, schemas: &mut Vec<(String, RefOr<Schema>)>) {
        self.description.schemas(schemas);
    }
}

/// Methods and operations of a path.
pub(super) fn operations(item: &mut PathItem) -> Vec<(&'static str, &mut Described)> {
    [
        ("GET", item.get.as_mut()),
        ("PUT", item.put.as_mut()),
        ("POST", item.post.as_mut()),
        ("DELETE", item.delete.as_mut()),
        ("PATCH", item.patch.as_mut()),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation?)))
    .collect()
}

fn verb(method: &HttpMethod) -> Method {
    match method {
        HttpMethod::Get => Method::GET,
        HttpMethod::Post => Method::POST,
        HttpMethod::Put => Method::PUT,
        HttpMethod::Delete => Method::DELETE,
        HttpMethod::Options => Method::OPTIONS,
        HttpMethod::Head => Method::HEAD,
        HttpMethod::Patch => Method::PATCH,
        HttpMethod::Trace => Method::TRACE,
    }
}
