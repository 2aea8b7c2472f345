//! The call for the versions of the policy.

use shared::policy::PolicyList;

use super::{Api, Failure};

impl Api {
    /// Every version, oldest first.
    pub(crate) async fn list_policies(self) -> Result<PolicyList, Failure> {
        self.get("/api/v1/policies").await
    }
}
