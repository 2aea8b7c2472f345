//! The registration of a new user: an identity at the provider, not a citizen.

use actix_web::{HttpRequest, HttpResponse, web};

use super::sign_in::{Which, find_request, finish, request_of_form};
use crate::accounts::{Account, Registration, Unregistered};
use crate::lang::Lang;
use crate::pages::notice;
use crate::pages::register::{Field, Form, Wrong, page};
use crate::town::{Town, lock};

pub(super) async fn show(
    town: web::Data<Town>,
    browser: HttpRequest,
    which: web::Query<Which>,
) -> HttpResponse {
    match find_request(&town, &which) {
        Some(request) => page(&which.request, &request, &Form::default(), &[]),
        None => notice::lapsed(which.lang.unwrap_or_else(|| Lang::wanted(None, &browser))),
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
    let faults = form.faults();
    if !faults.is_empty() {
        return Ok(page(&form.request, &request, &form, &faults));
    }
    let mobile = form.mobile.trim();
    let registration = Registration {
        user_name: form.user_name.clone(),
        name: form.name.clone(),
        mobile: (!mobile.is_empty()).then(|| mobile.to_owned()),
        password: form.password.clone(),
    };
    let account = web::block(move || Account::new(&registration)).await??;
    let added = lock(&town.accounts).add(&town.people, account);
    let identity = match added {
        Ok(identity) => identity,
        Err(Unregistered::Taken) => {
            let faults = [(Field::UserName, Wrong::Taken)];
            return Ok(page(&form.request, &request, &form, &faults));
        }
        Err(Unregistered::Io(error)) => return Err(error.into()),
    };
    finish(&town, &form.request, request.lang, identity)
}
