//! Calls of officers beside the cases: counts, saved views, what was decided before, and what auditors
//! and administrators see.

use gloo_net::http::Request;
use shared::desk::administration::Administration;
use shared::desk::audit::{AuditReport, AuditedCase, LookPage};
use shared::desk::earlier::Earlier;
use shared::desk::previews::{NewPreview, PolicyPreview};
use shared::desk::statistics::Statistics;
use shared::desk::views::{NewView, View, ViewList};
use shared::values::Day;

use super::at;
use crate::api::{Api, Failure, encode, read};

/// How many looks a page holds.
const PAGE: u32 = 50;

/// The days of which something is wanted; without both the server's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Period {
    /// The first day.
    pub(crate) from: Option<Day>,
    /// The last day.
    pub(crate) to: Option<Day>,
}

impl Period {
    /// The period as parts of a query.
    fn parts(self) -> Vec<String> {
        let from = self.from.map(|day| format!("from={day}"));
        let to = self.to.map(|day| format!("to={day}"));
        [from, to].into_iter().flatten().collect()
    }
}

impl Api {
    /// What is open, and what happened in a period.
    pub(crate) async fn read_statistics(self, period: Period) -> Result<Statistics, Failure> {
        let url = with_query("/api/v1/officer/statistics", &period.parts());
        self.of_officer().get(&url).await
    }

    /// What was decided before; other applications are looked at by that.
    pub(crate) async fn list_earlier(self, id: &str) -> Result<Earlier, Failure> {
        self.of_officer().get(&at(id, "/earlier")).await
    }

    /// What a version of the policy would change.
    pub(crate) async fn preview_policy(
        self,
        wanted: &NewPreview,
    ) -> Result<PolicyPreview, Failure> {
        let request = Request::post("/api/v1/officer/policy-previews");
        read(self.of_officer().send(request, Some(wanted)).await?).await
    }

    /// The officer's saved views.
    pub(crate) async fn list_views(self) -> Result<ViewList, Failure> {
        self.of_officer().get("/api/v1/officer/views").await
    }

    /// Saves a view under an id that the caller chooses.
    pub(crate) async fn save_view(self, id: &str, view: &NewView) -> Result<View, Failure> {
        let request = Request::put(&view_at(id));
        read(self.of_officer().send(request, Some(view)).await?).await
    }

    /// Deletes a view.
    pub(crate) async fn delete_view(self, id: &str) -> Result<(), Failure> {
        let request = Request::delete(&view_at(id));
        let answer = self.of_officer().send(request, None::<&()>).await;
        answer.map(drop)
    }

    /// Who looked at what, newest first.
    pub(crate) async fn list_looks(
        self,
        period: Period,
        officer: Option<&str>,
        cursor: Option<&str>,
    ) -> Result<LookPage, Failure> {
        let mut parts = period.parts();
        parts.push(format!("limit={PAGE}"));
        parts.extend(officer.map(|id| format!("officer={}", encode(id))));
        parts.extend(cursor.map(|cursor| format!("cursor={}", encode(cursor))));
        let url = with_query("/api/v1/officer/looks", &parts);
        self.of_officer().get(&url).await
    }

    /// A case, open or closed, for an auditor; by id or number. That it was read is written down.
    pub(crate) async fn read_audited_case(self, id: &str) -> Result<AuditedCase, Failure> {
        let url = format!("/api/v1/officer/audited-cases/{}", encode(id));
        self.of_officer().get(&url).await
    }

    /// Whether the audit log is whole.
    pub(crate) async fn read_audit_report(self) -> Result<AuditReport, Failure> {
        self.of_officer().get("/api/v1/officer/audit-report").await
    }

    /// Officers, failed work and settings.
    pub(crate) async fn read_administration(self) -> Result<Administration, Failure> {
        self.of_officer()
            .get("/api/v1/officer/administration")
            .await
    }

    /// Ends all sessions of an officer.
    pub(crate) async fn end_officer_sessions(self, officer: &str) -> Result<(), Failure> {
        let url = format!("/api/v1/officer/officers/{}/sessions", encode(officer));
        let answer = self.of_officer().send(Request::delete(&url), None::<&()>);
        answer.await.map(drop)
    }
}

fn view_at(id: &str) -> String {
    format!("/api/v1/officer/views/{}", encode(id))
}

fn with_query(path: &str, parts: &[String]) -> String {
    if parts.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", parts.join("&"))
    }
}
