//! From an access token to a signed contract: check the certificate, hold it, sign.
//!
//! With `ANJU_RELEASE=1` the hold is given back instead, and the certificate can be used again.

use anju_client::apis::access_api::create_token;
use anju_client::apis::certificates_api::check_certificate;
use anju_client::apis::configuration::Configuration;
use anju_client::apis::holds_api::{hold_certificate, release_hold, sign_contract};
use anju_client::models::{
    CertificateStatus, CheckCertificate, HeldUnit, HomeKind, NewContract, NewHold,
};
use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let certificate = setting("ANJU_CERTIFICATE_NUMBER")?;
    let document = setting("ANJU_DOCUMENT_NUMBER")?;
    let anju = with_token(
        &setting("ANJU_ADDRESS")?,
        &setting("ANJU_CLIENT_ID")?,
        setting("ANJU_CLIENT_SECRET")?,
    )
    .await?;

    let asked = CheckCertificate::new(certificate.clone(), document.clone());
    let check = check_certificate(&anju, asked).await.map_err(told)?;
    println!(
        "checked: {}, valid until {}",
        check.status, check.valid_until
    );
    if check.status != CertificateStatus::Valid {
        return Err("This certificate cannot be held now.".into());
    }

    // A request that got no answer is repeated under the same key, and done once.
    let key = uuid::Uuid::now_v7();
    let unit = HeldUnit::new("北京市丰台区示例路 1 号院 2 号楼 301".to_owned());
    let zone = check.zones.first().map(|certified| certified.zone);
    let wanted = NewHold {
        zone,
        kind: zone.map(|_| HomeKind::Resale),
        ..NewHold::new(certificate, document, unit.clone())
    };
    let hold = hold_certificate(&anju, &format!("{key}-hold"), wanted)
        .await
        .map_err(told)?;
    println!("held: {}, until {}", hold.id, hold.expires_at);

    if std::env::var_os("ANJU_RELEASE").is_some_and(|value| !value.is_empty()) {
        let over = release_hold(&anju, &hold.id, &format!("{key}-release"))
            .await
            .map_err(told)?;
        println!("released: {}", over.state);
        return Ok(());
    }
    let signed = NewContract {
        zone,
        ..NewContract::new(format!("EXAMPLE-{key}"), unit)
    };
    let contract = sign_contract(&anju, &hold.id, &format!("{key}-contract"), signed)
        .await
        .map_err(told)?;
    println!("signed: {}, {}", contract.number, contract.signed_at);
    Ok(())
}

/// A client with an access token, which can be used for ten minutes: then ask for another one.
async fn with_token(
    address: &str,
    id: &str,
    secret: String,
) -> Result<Configuration, Box<dyn Error>> {
    let proving = Configuration {
        base_path: address.to_owned(),
        basic_auth: Some((id.to_owned(), Some(secret))),
        ..Configuration::new()
    };
    let token = create_token(&proving, "client_credentials", None, None, None, None, None)
        .await
        .map_err(told)?;
    Ok(Configuration {
        basic_auth: None,
        oauth_access_token: Some(token.access_token),
        ..proving
    })
}

fn setting(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|_| format!("{name} is not set."))
}

/// A refusal with the words of the platform.
fn told<T: std::fmt::Debug>(refusal: anju_client::apis::Error<T>) -> Box<dyn Error> {
    match refusal {
        anju_client::apis::Error::ResponseError(answer) => {
            format!("{}: {}", answer.status, answer.content).into()
        }
        other => other.to_string().into(),
    }
}
