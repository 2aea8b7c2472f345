//! Pages of lists that clients read, over HTTP: one question for all of them.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use shared::problem::ProblemKind;
use shared::values::Moment;
use utoipa::IntoParams;

use crate::error::{Error, Result};
use crate::service::paging::PageInput;

/// The place in a list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct PageQuery {
    /// What the page before gave as `next_cursor`.
    #[param(pattern = "^[a-z]+_[0-9A-Fa-f]{32}$")]
    cursor: Option<String>,
    /// Only what was made later than this.
    #[param(value_type = Option<String>, format = DateTime, example = "2026-11-20T00:00:00Z")]
    created_after: Option<Moment>,
    /// How many at the most: 1 to 100, default 20.
    #[param(minimum = 1, maximum = 100, example = 20)]
    limit: Option<u32>,
}

impl PageQuery {
    /// What is asked for.
    pub(super) fn input(&self) -> PageInput<'_> {
        PageInput {
            cursor: self.cursor.as_deref(),
            created_after: self.created_after,
            limit: self.limit,
        }
    }
}

/// What of a list is wanted, and the place in it.
#[derive(Debug)]
pub(super) struct PageOf<F> {
    /// What is wanted.
    pub(super) filter: F,
    /// The place.
    pub(super) page: PageQuery,
}

impl<F: DeserializeOwned> FromRequest for PageOf<F> {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let parts = request.query_string().split('&');
        // serde cannot read two types from one question and still refuse what neither knows.
        let (page, filter): (Vec<&str>, Vec<&str>) = parts
            .filter(|part| !part.is_empty())
            .partition(|part| ["cursor", "created_after", "limit"].contains(&name(part)));
        let page = web::Query::<PageQuery>::from_query(&page.join("&"));
        let filter = web::Query::<F>::from_query(&filter.join("&"));
        ready(match (filter, page) {
            (Ok(filter), Ok(page)) => Ok(Self {
                filter: filter.into_inner(),
                page: page.into_inner(),
            }),
            (Err(_), _) | (_, Err(_)) => Err(ProblemKind::MalformedRequest.into()),
        })
    }
}

fn name(part: &str) -> &str {
    part.split_once('=').map_or(part, |(name, _)| name)
}
