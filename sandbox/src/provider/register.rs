//! The registration of a new user, who gets an identity at the provider, and is offered to have it
//! verified next.

use actix_web::{HttpRequest, HttpResponse, web};

use super::sign_in::{PageQuery, find_request, prove_first, request_of_form};
use crate::accounts::{RegisteredUser, Registration, RegistrationError};
use crate::lang::Lang;
use crate::pages::notice;
use crate::pages::register::{Field, FieldError, Form, page};
use crate::town::{Town, lock};

pub(super) async fn show(
    town: web::Data<Town>,
    browser: HttpRequest,
    query: web::Query<PageQuery>,
) -> HttpResponse {
    match find_request(&town, &query) {
        Some(request) => page(&query.request, &request, &Form::default(), &[]),
        None => notice::lapsed(
            town.service(),
            query.lang.unwrap_or_else(|| Lang::wanted(None, &browser)),
        ),
    }
}

pub(super) async fn submit(
    town: web::Data<Town>,
    browser: HttpRequest,
    form: web::Form<Form>,
) -> actix_web::Result<HttpResponse> {
    let form = form.into_inner();
    let request = match request_of_form(&town, &browser, &form.request) {
        Ok(request) => request,
        Err(refusal) => return Ok(*refusal),
    };
    let errors = form.errors();
    if !errors.is_empty() {
        return Ok(page(&form.request, &request, &form, &errors));
    }
    let mobile = form.mobile.trim();
    let registration = Registration {
        user_name: form.user_name.clone(),
        name: form.name.clone(),
        mobile: (!mobile.is_empty()).then(|| mobile.to_owned()),
        password: form.password.clone(),
    };
    let user = web::block(move || RegisteredUser::new(&registration)).await??;
    let added = lock(&town.accounts).add(&town.people, user);
    let identity = match added {
        Ok(identity) => identity,
        Err(RegistrationError::Taken) => {
            let errors = [(Field::UserName, FieldError::Taken)];
            return Ok(page(&form.request, &request, &form, &errors));
        }
        Err(RegistrationError::Io(error)) => return Err(error.into()),
    };
    prove_first(&town, &form.request, "verify", identity)
}
