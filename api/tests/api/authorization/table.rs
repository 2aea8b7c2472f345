//! Who may do what: one row for each operation of the API's description.

/// What each caller gets: nobody signed in, somebody without a document, the owner of the
/// application in the path, somebody else with a document of the own.
pub(super) struct Row {
    pub(super) operation: &'static str,
    pub(super) nobody: u16,
    pub(super) unbound: u16,
    pub(super) owner: u16,
    pub(super) stranger: u16,
}

const fn row(operation: &'static str, nobody: u16, unbound: u16, owner: u16, stranger: u16) -> Row {
    Row {
        operation,
        nobody,
        unbound,
        owner,
        stranger,
    }
}

/// What only officers may, whatever a person has: who of them stands in a table of its own.
const fn of_officers(operation: &'static str) -> Row {
    row(operation, 401, 401, 401, 401)
}

/// What only third parties' programs may, by their tokens.
const fn of_clients(operation: &'static str) -> Row {
    row(operation, 401, 401, 401, 401)
}

/// What their own people may, too, who sign in as sellers of a client.
pub(super) const OF_SELLERS: [&str; 10] = [
    "check_certificate",
    "get_certificate",
    "hold_certificate",
    "renew_hold",
    "sign_contract",
    "release_hold",
    "list_holds",
    "get_hold",
    "list_contracts",
    "get_contract",
];

/// In the order in which they are tried: what takes away the ground of others comes last.
pub(super) const TABLE: &[Row] = &[
    row("read_liveness", 200, 200, 200, 200),
    row("read_readiness", 200, 200, 200, 200),
    row("read_description", 200, 200, 200, 200),
    row("read_server_metadata", 200, 200, 200, 200),
    // Not a form.
    row("create_token", 400, 400, 400, 400),
    row("list_public_keys", 200, 200, 200, 200),
    of_clients("read_own_client"),
    row("list_policies", 200, 200, 200, 200),
    row("get_policy", 200, 200, 200, 200),
    row("get_operator", 200, 200, 200, 200),
    row("create_precheck", 200, 200, 200, 200),
    // Of a sandbox alone.
    row("get_sandbox_clock", 404, 404, 404, 404),
    row("set_sandbox_clock", 404, 404, 404, 404),
    row("start_sign_in", 303, 303, 303, 303),
    row("finish_sign_in", 303, 303, 303, 303),
    row("start_officer_sign_in", 303, 303, 303, 303),
    row("read_officer_session", 200, 200, 200, 200),
    of_officers("renew_officer_session"),
    row("start_seller_sign_in", 303, 303, 303, 303),
    row("read_seller_session", 200, 200, 200, 200),
    row("renew_seller_session", 401, 401, 401, 401),
    of_officers("list_cases"),
    of_officers("read_case"),
    of_officers("list_case_uploads"),
    of_officers("download_case_upload"),
    of_officers("claim_case"),
    of_officers("release_case"),
    of_officers("take_over_case"),
    of_officers("hand_over_case"),
    of_officers("list_colleagues"),
    of_officers("list_take_overs"),
    of_officers("open_take_over"),
    of_officers("read_take_over_case"),
    of_officers("compare_document"),
    of_officers("propose_take_over"),
    of_officers("confirm_take_over"),
    of_officers("refuse_take_over"),
    of_officers("reveal_identities"),
    of_officers("ask_applicant"),
    of_officers("decide_case"),
    of_officers("confirm_ruling"),
    of_officers("return_ruling"),
    of_officers("list_earlier"),
    of_officers("read_statistics"),
    of_officers("preview_policy"),
    of_officers("list_views"),
    of_officers("save_view"),
    of_officers("delete_view"),
    of_officers("list_looks"),
    of_officers("read_audited_case"),
    of_officers("read_audit_report"),
    of_officers("read_administration"),
    of_officers("end_officer_sessions"),
    of_officers("list_clients"),
    of_officers("save_client"),
    of_officers("add_client_credential"),
    of_officers("confirm_client"),
    of_officers("retire_client_credential"),
    of_officers("disable_client"),
    of_officers("read_client_usage"),
    of_officers("list_client_endpoints"),
    of_officers("list_client_deliveries"),
    // Nobody has passed yet.
    row("read_status_list", 404, 404, 404, 404),
    of_clients("check_certificate"),
    of_clients("list_webhook_endpoints"),
    of_clients("create_webhook_endpoint"),
    of_clients("read_webhook_endpoint"),
    of_clients("update_webhook_endpoint"),
    of_clients("rotate_webhook_keys"),
    of_clients("send_test_event"),
    of_clients("list_webhook_deliveries"),
    of_clients("read_webhook_delivery"),
    of_clients("redeliver_event"),
    of_clients("delete_webhook_endpoint"),
    of_clients("hold_certificate"),
    of_clients("renew_hold"),
    of_clients("sign_contract"),
    of_clients("release_hold"),
    of_clients("list_holds"),
    of_clients("get_hold"),
    of_clients("list_contracts"),
    of_clients("get_contract"),
    of_clients("get_certificate"),
    of_clients("create_referral"),
    of_clients("list_referrals"),
    of_clients("get_referral"),
    of_clients("revoke_referral"),
    // There is no such link.
    row("read_referral_invitation", 404, 404, 404, 404),
    row("accept_referral", 401, 404, 404, 404),
    row("read_session", 200, 200, 200, 200),
    row("renew_session", 401, 200, 200, 200),
    row("read_identity", 401, 403, 200, 200),
    row("read_home", 401, 200, 200, 200),
    row("list_applications", 401, 200, 200, 200),
    // Drafts need no document.
    row("create_draft", 401, 201, 201, 201),
    row("read_application", 401, 404, 200, 404),
    row("read_answers", 401, 404, 200, 404),
    row("print_document", 401, 404, 200, 404),
    // A draft has none.
    row("get_certificate_code", 401, 404, 409, 404),
    row("save_draft", 401, 404, 200, 404),
    // Filled in by nobody yet, least of all by an agent.
    row("create_upload", 401, 403, 409, 404),
    row("list_uploads", 401, 403, 200, 404),
    row("read_upload", 401, 403, 404, 404),
    row("download_upload", 401, 403, 404, 404),
    row("delete_upload", 401, 403, 204, 404),
    // Nothing is filled in yet.
    row("submit_application", 401, 403, 422, 404),
    // Not submitted.
    row("withdraw_application", 401, 403, 409, 404),
    row("renew_pass", 401, 403, 409, 404),
    row("dispute_result", 401, 403, 409, 404),
    row("withdraw_dispute", 401, 403, 409, 404),
    row("answer_request", 401, 403, 409, 404),
    // Nobody holds it.
    row("object_to_hold", 401, 403, 409, 404),
    row("export_data", 401, 200, 200, 200),
    row("list_messages", 401, 200, 200, 200),
    row("count_unread", 401, 200, 200, 200),
    row("read_messages", 401, 200, 200, 200),
    row("read_notice_settings", 401, 200, 200, 200),
    row("save_notice_settings", 401, 200, 200, 200),
    row("read_contact", 401, 403, 409, 404),
    row("correct_contact", 401, 403, 409, 404),
    // One's own names one as well, but not in somebody else's application.
    row("list_memberships", 401, 403, 200, 200),
    row("read_membership", 401, 403, 404, 404),
    row("raise_objection", 401, 403, 404, 404),
    row("withdraw_objection", 401, 403, 404, 404),
    // No agent filed it, and there is no such code.
    row("read_authority_request", 401, 403, 404, 404),
    row("confirm_authority", 401, 403, 404, 404),
    row("decline_authority", 401, 403, 404, 404),
    row("read_authority", 401, 403, 404, 404),
    row("request_authority_check", 401, 403, 404, 404),
    row("show_facts", 401, 403, 404, 404),
    row("revoke_authority", 401, 403, 404, 404),
    // Nobody referred anybody.
    row("withdraw_referral_consent", 401, 404, 404, 404),
    row("delete_draft", 401, 404, 204, 404),
    // A window is for those who have none.
    row("request_take_over", 401, 200, 409, 409),
    row("read_take_over", 401, 200, 200, 200),
    row("withdraw_take_over", 401, 200, 404, 404),
    // Each has a document, except for the one who has none and binds the own.
    row("bind_document", 401, 200, 409, 409),
    row("sign_out_seller", 200, 200, 200, 200),
    row("sign_out_officer", 200, 200, 200, 200),
    row("sign_out", 200, 200, 200, 200),
];
