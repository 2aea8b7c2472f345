//! Certificates for others than their holders: keys, codes, status lists and the checks of sellers.

mod checked;
mod code;
mod keys;

use serde_json::{Value, json};
use shared::application::Detail;
use shared::certificate::{CertificateCode, Claims, check, check_list, code_in};
use shared::jws::PublicKeys;

use crate::applying::Applied;
use crate::harness::{Answer, World};

/// Whose application passes; married to 谢静, with two children.
const WHO: &str = "yang-fan";
const SPOUSE: &str = "xie-jing";

impl World {
    async fn keys(&self) -> PublicKeys {
        let path = "/.well-known/jwks.json";
        self.browser().get(path).await.expect(200).json()
    }

    /// What everybody finds in a code, with no more than the published keys.
    async fn read_code(&self, applied: &Applied) -> Claims {
        let code: CertificateCode = applied.ask_code("").await.expect(200).json();
        assert!(code.url.starts_with(&format!("{}/verify#", self.url)));
        check(&code_in(&code.url), &self.keys().await, &self.url).unwrap()
    }

    /// What the list says of a certificate.
    async fn status(&self, claims: &Claims) -> String {
        let place = &claims.status.status_list;
        let path = place.uri.strip_prefix(&self.url).unwrap();
        let answer = self.browser().get(path).await.expect(200);
        assert_eq!(answer.header("content-type"), "application/statuslist+jwt");
        let list = check_list(&answer.text(), &self.keys().await, &place.uri).unwrap();
        let status = list.status_list.at(place.idx).unwrap();
        status.slug().to_owned()
    }
}

impl Applied {
    async fn ask_code(&self, query: &str) -> Answer {
        let path = format!("/api/v1/applications/{}/certificate-code{query}", self.id);
        self.browser.get(&path).await
    }
}

/// The number of the certificate in force.
fn number(detail: &Detail) -> String {
    detail.certificate.as_ref().unwrap().number.clone()
}

fn pair(certificate: &str, document: &str) -> Value {
    json!({ "certificate_number": certificate, "document_number": document })
}
