//! Calls about the person: the session, the document that is bound to the account, the identity.

use gloo_net::http::Request;
use shared::account::{Account, BindDocument, Identity, Session, SignedOut};
use shared::export::Export;

use super::{Api, Failure, read};

impl Api {
    /// Everything that is held about the person.
    pub(crate) async fn export_data(self) -> Result<Export, Failure> {
        self.get("/api/v1/me/export").await
    }

    /// Who is signed in, and until when; does not prolong the session.
    pub(crate) async fn read_session(self) -> Result<Session, Failure> {
        self.get("/api/v1/session").await
    }

    /// Prolongs the session.
    pub(crate) async fn renew_session(self) -> Result<Session, Failure> {
        let request = Request::post("/api/v1/session/renewal");
        read(self.send(request, None::<&()>).await?).await
    }

    /// Ends the session; the browser then goes where the answer says.
    pub(crate) async fn sign_out(self) -> Result<SignedOut, Failure> {
        read(
            self.send(Request::delete("/api/v1/session"), None::<&()>)
                .await?,
        )
        .await
    }

    /// Binds a document to the account (用户绑定).
    pub(crate) async fn bind_document(self, bind: &BindDocument) -> Result<Account, Failure> {
        let request = Request::put("/api/v1/account/document");
        read(self.send(request, Some(bind)).await?).await
    }

    /// The owner's own full name and number.
    pub(crate) async fn read_identity(self) -> Result<Identity, Failure> {
        self.get("/api/v1/account/identity").await
    }
}
