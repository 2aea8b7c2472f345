//! From an access token to a signed contract: check the certificate, hold it, sign.
//!
//! With `ANJU_RELEASE=1` the hold is given back instead, and the certificate can be used again.

use anju_client::apis::Error as Refusal;
use anju_client::apis::certificates_api::check_certificate;
use anju_client::apis::holds_api::{hold_certificate, release_hold, sign_contract};
use anju_client::models::{
    CertificateStatus, CheckCertificate, HeldUnit, HomeKind, NewContract, NewHold,
};
use anju_client::{Connection, Proof, problem};
use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let certificate = setting("ANJU_CERTIFICATE_NUMBER")?;
    let document = setting("ANJU_DOCUMENT_NUMBER")?;
    let mut connection = Connection::new(
        &setting("ANJU_ADDRESS")?,
        setting("ANJU_CLIENT_ID")?,
        proof()?,
    );
    if let Ok(issuer) = setting("ANJU_ISSUER") {
        connection = connection.issuer(issuer);
    }
    let anju = connection.open();

    let asked = CheckCertificate::new(certificate.clone(), document.clone());
    let check = check_certificate(&anju, asked).await.map_err(told)?;
    println!(
        "checked: {}, valid until {}",
        check.status, check.valid_until
    );
    if check.status != CertificateStatus::Valid {
        return Err("This certificate cannot be held now.".into());
    }

    // Kept with the sale before anything is sent, so that also a program that was started again repeats
    // under the same key what it had begun.
    let sale = format!("FT-{}", uuid::Uuid::new_v4());
    let unit = HeldUnit::new("北京市丰台区示例路 1 号院 2 号楼 301".to_owned());
    let zone = check.zones.first().map(|certified| certified.zone);
    let wanted = NewHold {
        zone,
        kind: zone.map(|_| HomeKind::Resale),
        ..NewHold::new(certificate, document, unit.clone())
    };
    let hold = hold_certificate(&anju, &format!("{sale}-hold"), wanted)
        .await
        .map_err(told)?;
    println!("held: {}, until {}", hold.id, hold.expires_at);

    if setting("ANJU_RELEASE").is_ok() {
        let over = release_hold(&anju, &hold.id, &format!("{sale}-release"))
            .await
            .map_err(told)?;
        println!("released: {}", over.state);
        return Ok(());
    }
    let signed = NewContract {
        zone,
        ..NewContract::new(sale.clone(), unit)
    };
    let contract = sign_contract(&anju, &hold.id, &format!("{sale}-contract"), signed)
        .await
        .map_err(told)?;
    println!("signed: {}, {}", contract.number, contract.signed_at);
    Ok(())
}

/// A key where there is one, or the secret.
fn proof() -> Result<Proof, Box<dyn Error>> {
    #[cfg(feature = "key")]
    if let Ok(file) = setting("ANJU_CLIENT_KEY") {
        let pem = std::fs::read_to_string(file)?;
        return Ok(Proof::Key { pem, kid: None });
    }
    Ok(Proof::Secret(setting("ANJU_CLIENT_SECRET")?))
}

fn setting(name: &str) -> Result<String, String> {
    let value = std::env::var(name).unwrap_or_default();
    if value.is_empty() {
        return Err(format!("{name} is not set."));
    }
    Ok(value)
}

/// A refusal with the words of the platform.
fn told<T: std::fmt::Debug + 'static>(refusal: Refusal<T>) -> Box<dyn Error> {
    match problem(&refusal) {
        Some(problem) => format!(
            "{}: {} ({})",
            problem.title, problem.detail, problem.request_id
        )
        .into(),
        None => refusal.into(),
    }
}
