//! The check of a certificate by a seller who has seen the document of an adult whom it names.

use shared::certificate::{CertificateCheck, CertificateStatus, CheckCertificate, ToldCheck};
use shared::problem::ProblemKind;
use shared::text::code;
use shared::values::day_in_shanghai;

use super::pass::{Pass, bought, find_pass, is_adults, status};
use crate::app::App;
use crate::error::Result;
use crate::service::access::partner::{ChecksCertificates, Partner};
use crate::service::limits::{Bucket, spend};
use crate::service::tries::certificates::{count_certificate, refuse_certificate};
use crate::store::applications::Application;
use crate::store::audit::Act;

/// What a seller has to know of a certificate. Its owner is told who asked. A number that there is not
/// and a document of somebody else are told alike, and count alike.
///
/// # Errors
/// The pair is wrong, or the client or whoever else asked about the certificate gave too many wrong ones.
pub async fn check_certificate(
    app: &App,
    who: &Partner<ChecksCertificates>,
    input: &CheckCertificate,
) -> Result<CertificateCheck> {
    spend(app, Bucket::CheckCertificate, who.client().as_bytes())?;
    let now = app.now();
    let number = code(&input.certificate_number);
    // Before anything is opened: how long that takes would tell who is locked out what was right.
    let write = app.store.begin().await?;
    refuse_certificate(app, &write, (&number, who.client()), now).await?;
    drop(write);
    let found = find(app, &number, &code(&input.document_number)).await?;
    let write = app.store.begin().await?;
    // Others may have counted meanwhile.
    refuse_certificate(app, &write, (&number, who.client()), now).await?;
    let Some((application, pass)) = found else {
        count_certificate(app, &write, (&number, who.client()), (who.actor(), now)).await?;
        write.commit().await?;
        return Err(ProblemKind::CertificateUnknown.into());
    };
    let held = write.hold_application(application.id).await?;
    let application = held.ok_or(ProblemKind::CertificateUnknown)?;
    let objections = write.list_objections(application.id).await?;
    // Nobody takes a hold until officers have decided what a member of the household objects to, nor
    // before a check is clean.
    let is_doubted = objections.iter().any(|objection| objection.end.is_none())
        || write.find_recheck(application.id).await?.is_some();
    let standing = status(
        application.state,
        is_doubted,
        pass.certificate.valid_until,
        day_in_shanghai(now),
    );
    let told = ToldCheck {
        client: who.client_name().to_owned(),
        number: pass.certificate.number.clone(),
        status: standing,
        at: now,
    };
    let known = write.list_own_checks(application.id, who.client()).await?;
    if !known.iter().any(|known| is_repeated(known, &told)) {
        write
            .add_certificate_check(app.new_id(), application.id, who.client(), &told)
            .await?;
    }
    write
        .record_audit(Act {
            chain: application.id,
            at: now,
            actor: who.actor(),
            action: "check_certificate",
            detail: standing.slug(),
        })
        .await?;
    write.commit().await?;
    Ok(answer(&application, &pass, standing))
}

/// Whether a client has asked the same and been told the same on that day: it is told once, so that
/// nobody hides others by asking again and again.
fn is_repeated(known: &ToldCheck, told: &ToldCheck) -> bool {
    let day = |check: &ToldCheck| day_in_shanghai(check.at);
    let said = |check: &ToldCheck| (check.number.clone(), check.status);
    day(known) == day(told) && said(known) == said(told)
}

/// The certificate, where the document is that of the applicant or the spouse.
async fn find(app: &App, number: &str, shown: &str) -> Result<Option<(Application, Pass)>> {
    let Some(id) = app.store.find_certified(number).await? else {
        return Ok(None);
    };
    let Some(application) = app.store.find_application(id).await? else {
        return Ok(None);
    };
    if !is_adults(&application, shown) {
        return Ok(None);
    }
    let pass = find_pass(app, &application, Some(number)).await?;
    Ok(pass.map(|pass| (application, pass)))
}

fn answer(application: &Application, pass: &Pass, status: CertificateStatus) -> CertificateCheck {
    let is_over = match status {
        CertificateStatus::Void | CertificateStatus::Used => true,
        CertificateStatus::Valid
        | CertificateStatus::NotConfirmed
        | CertificateStatus::InSigning => false,
    };
    let (place, unit) = if is_over {
        (None, None)
    } else {
        bought(application)
    };
    CertificateCheck {
        status,
        module: application.module,
        valid_from: pass.certificate.valid_from,
        valid_until: pass.certificate.valid_until,
        zones: if is_over { Vec::new() } else { pass.zones() },
        place,
        unit,
    }
}
