//! Authorities as they are told: to agent and principal, to officers.

use shared::authority::{Authority, AuthorityPart, CaseAuthority};
use shared::document::mask_name;

use crate::service::access::SignedInUser;
use crate::service::sessions::shown_document;
use crate::store::applications::Application;
use crate::store::authorities::FiledAuthority;

/// An authority as one of the two is told of it.
#[must_use]
pub(in crate::service) fn authority_told(
    application: &Application,
    filed: &FiledAuthority,
    who: &SignedInUser,
) -> Authority {
    let my_part = if filed.agent_account == who.account() {
        AuthorityPart::Agent
    } else {
        AuthorityPart::Principal
    };
    let terms = &filed.terms;
    let code = terms.code.clone();
    let name = application.answers.applicant.person.name.as_deref();
    Authority {
        state: filed.state,
        my_part,
        agent: terms.agent.name.clone(),
        principal: name.map(mask_name),
        code: code.filter(|_| my_part == AuthorityPart::Agent),
        confirm_by: filed.confirm_by,
        stood_at: terms.stood_at,
        facts_shown: terms.facts_shown,
        revoked_at: terms.revoked_at,
        reason: terms.reason.clone(),
    }
}

/// An authority as officers see it.
#[must_use]
pub(in crate::service) fn case_authority(filed: &FiledAuthority) -> CaseAuthority {
    let agent = &filed.terms.agent;
    CaseAuthority {
        state: filed.state,
        agent: agent.name.clone(),
        document: shown_document(&agent.document),
        confirm_by: filed.confirm_by,
        stood_at: filed.terms.stood_at,
    }
}
