//! The call for who runs the platform.

use shared::operator::Operator;

use super::{Api, Failure};

impl Api {
    /// The authority, its telephone number and its windows.
    pub(crate) async fn get_operator(self) -> Result<Operator, Failure> {
        self.get("/api/v1/operator").await
    }
}
