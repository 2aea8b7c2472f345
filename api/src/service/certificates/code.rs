//! The signed code of a certificate: made when it is asked for, and kept nowhere.

use shared::application::State;
use shared::certificate::{
    CODE_TYPE, CertificateCode, CertificateStatus, Claims, Holder, LISTS_PATH, StatusClaim,
    StatusReference, VERIFY_PATH, end_of_day, start_of_day,
};
use shared::document::{Document, mask_name};
use shared::jws::encode;
use shared::problem::ProblemKind;
use shared::values::day_in_shanghai;

use super::pass::{Pass, adults, bought, find_pass, status};
use crate::app::App;
use crate::error::Result;
use crate::service::access::SignedInUser;
use crate::service::access::partner::issuer;
use crate::service::limits::{Bucket, spend};
use crate::service::signing_keys::sign;
use crate::service::whose::find_part;
use crate::signing::Purpose;
use crate::store::applications::Application;

/// So many bytes of a keyed hash: enough that no two documents have the same, and short in a QR code.
const SHORT: usize = 16;
/// So many letters of the address of a unit: the code has to fit on paper.
const LONGEST_UNIT: usize = 60;

/// The code of the certificate of that number, or of the one in force.
///
/// # Errors
/// There is no such application of one's own, the caller is an agent who may not see what is in it, there
/// is no certificate of that number that could still be used, or it was asked for too often.
pub async fn get_certificate_code(
    app: &App,
    who: &SignedInUser,
    id: &str,
    number: Option<&str>,
) -> Result<CertificateCode> {
    spend(app, Bucket::ReadApplication, who.account().as_bytes())?;
    let (application, part) = find_part(app, who, id).await?;
    if !part.is_full() {
        return Err(ProblemKind::FactsNotShown.into());
    }
    let code = code_of(app, &application, number).await?;
    Ok(code.ok_or(ProblemKind::WrongState)?)
}

/// The code of a certificate of an application; none where there is none that could still be used.
///
/// # Errors
/// The database does not answer, or a record does not open.
pub(in crate::service) async fn code_of(
    app: &App,
    application: &Application,
    number: Option<&str>,
) -> Result<Option<CertificateCode>> {
    let may_be_used = match application.state {
        State::Passed | State::Signing => true,
        State::Draft | State::Pending | State::Failed | State::Signed | State::Void => false,
    };
    if !may_be_used {
        return Ok(None);
    }
    let Some(pass) = find_pass(app, application, number).await? else {
        return Ok(None);
    };
    let (now, last) = (app.now(), pass.certificate.valid_until);
    if status(application.state, false, last, day_in_shanghai(now)) == CertificateStatus::Void {
        return Ok(None);
    }
    let claims = claims(app, application, pass).await?;
    let number = claims.jti.clone();
    let code = sign(app, Purpose::Certificate, CODE_TYPE, &claims).await?;
    let url = format!("{}{VERIFY_PATH}#{code}", issuer(app));
    Ok(Some(CertificateCode { number, url }))
}

async fn claims(app: &App, application: &Application, pass: Pass) -> Result<Claims> {
    let number = &pass.certificate.number;
    let place = match app.store.find_status(number).await? {
        Some(place) => place,
        // It was issued before there were lists.
        None => {
            let write = app.store.begin().await?;
            let place = write
                .allot_status(application.id, &pass.certificate)
                .await?;
            write.commit().await?;
            place
        }
    };
    let holders = adults(application).into_iter().map(|person| Holder {
        name: person.name.as_deref().map(mask_name).unwrap_or_default(),
        document: person
            .document()
            .map(|document| hash(app, number, &document))
            .unwrap_or_default(),
    });
    let iss = issuer(app);
    let (home, unit) = bought(application);
    Ok(Claims {
        jti: number.clone(),
        iat: app.now().timestamp(),
        nbf: start_of_day(pass.certificate.valid_from),
        exp: end_of_day(pass.certificate.valid_until),
        module: application.module,
        holders: holders.collect(),
        zones: pass.zones(),
        place: home,
        unit: unit.map(|unit| unit.chars().take(LONGEST_UNIT).collect()),
        policy: pass.decision.policy,
        status: StatusClaim {
            status_list: StatusReference {
                idx: place.place,
                uri: format!("{iss}{LISTS_PATH}/{}", place.list),
            },
        },
        iss,
    })
}

/// What stands in a code for a document: nobody without the key can guess the number, nor tell that two
/// certificates are of the same person.
fn hash(app: &App, certificate: &str, document: &Document) -> String {
    let person = app.sealer.person_index(document);
    let text = [b"certificate/", certificate.as_bytes(), b"/", &person].concat();
    let index = app.sealer.index(&text);
    encode(index.get(..SHORT).unwrap_or_default())
}
