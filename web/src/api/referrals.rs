//! Calls about referrals: what a link is about, an application that is begun with it, and the consent that
//! the result is told. The code stands in bodies.

use gloo_net::http::Request;
use shared::application::Detail;
use shared::referral::{AcceptReferral, ReferralCode, ReferralInvitation, ReferredApplication};

use super::{Api, Failure, encode, read};

impl Api {
    /// What a link is about.
    pub(crate) async fn read_referral_invitation(
        self,
        code: &ReferralCode,
    ) -> Result<ReferralInvitation, Failure> {
        let request = Request::post("/api/v1/referral-invitations");
        read(self.send(request, Some(code)).await?).await
    }

    /// Begins an application with a link, or finds the one that was begun with it.
    pub(crate) async fn accept_referral(
        self,
        accept: &AcceptReferral,
    ) -> Result<ReferredApplication, Failure> {
        let request = Request::post("/api/v1/referral-acceptances");
        read(self.send(request, Some(accept)).await?).await
    }

    /// Takes the consent back.
    pub(crate) async fn withdraw_referral_consent(self, id: &str) -> Result<Detail, Failure> {
        let path = format!("/api/v1/applications/{}/referral-consent", encode(id));
        read(self.send(Request::delete(&path), None::<&()>).await?).await
    }
}
