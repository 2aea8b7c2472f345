//! The registration of a new user: an identity at the provider, not a citizen.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::sign_in::{Which, find_request, finish, request_of_form};
use crate::accounts::{Account, Registration, Unregistered};
use crate::lang::Lang;
use crate::pages::notice;
use crate::pages::register::{Field, Wrong, page};
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

/// The form of the registration page.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Form {
    request: String,
    /// The name to sign in with.
    pub(crate) user_name: String,
    /// The person's name.
    pub(crate) name: String,
    /// Mobile number, optional.
    pub(crate) mobile: String,
    password: String,
    password_again: String,
}

impl Form {
    /// What is wrong, in the order of the fields.
    fn faults(&self) -> Vec<(Field, Wrong)> {
        let mut faults = Vec::new();
        let user_name = self.user_name.trim();
        let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        if !(4..=32).contains(&user_name.len()) || !user_name.chars().all(plain) {
            faults.push((Field::UserName, Wrong::UserName));
        }
        let name = self.name.trim();
        let letter = |c: char| c.is_alphabetic() || " ·.'-".contains(c);
        if !(2..=50).contains(&name.chars().count()) || !name.chars().all(letter) {
            faults.push((Field::Name, Wrong::Name));
        }
        let mobile = self.mobile.trim();
        let digits = mobile.len() == 11 && mobile.bytes().all(|b| b.is_ascii_digit());
        if !(mobile.is_empty() || digits && mobile.starts_with('1')) {
            faults.push((Field::Mobile, Wrong::Mobile));
        }
        let length = self.password.chars().count();
        let same_as_name = self.password.eq_ignore_ascii_case(user_name);
        if !(8..=128).contains(&length) || same_as_name {
            faults.push((Field::Password, Wrong::Password));
        } else if self.password != self.password_again {
            faults.push((Field::PasswordAgain, Wrong::PasswordAgain));
        }
        faults
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
