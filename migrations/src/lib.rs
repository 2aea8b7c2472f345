//! The database schema as ordered, dated steps. Steps that have been published never change; a
//! new need is a new step that first expands and, a release later, contracts.

mod m2026_11_23_000001_accounts;
mod m2026_11_23_000002_applications;
mod m2026_11_23_000003_work;
mod m2026_11_27_000004_policy_versions;
mod m2026_11_27_000005_tries;
mod m2026_11_27_000006_no_tokens;
mod m2026_11_27_000007_creation_keys;
mod m2026_11_27_000008_audit_heads;
mod m2026_11_27_000009_no_verdicts;
mod m2026_11_27_000010_resume_entry;
mod m2026_11_28_000011_job_deaths;
mod m2026_11_29_000012_proofs;
mod m2026_11_29_000013_lost_bindings;
mod m2026_11_29_000014_key_checks;
mod m2026_11_29_000015_policy_pins;
mod m2026_11_29_000016_officers;
mod m2026_11_29_000018_disputes;
mod m2026_11_29_000019_uploads;
mod m2026_11_29_000020_members;
mod m2026_11_30_000021_authorities;
mod m2026_11_30_000022_take_overs;
mod m2026_11_30_000023_desk;
mod m2026_11_30_000024_loose_files;
mod m2026_11_30_000025_messages;
mod m2026_11_30_000026_given_documents;
mod m2026_11_30_000027_renewals;
mod m2026_11_30_000028_signing_keys;
mod m2026_11_30_000029_clients;
mod m2026_11_30_000030_holds;
mod m2026_11_30_000031_webhooks;
mod m2026_11_30_000032_deliveries;
mod m2026_11_30_000033_client_console;
mod m2026_11_30_000034_sellers;
mod m2026_11_30_000035_referrals;
mod m2026_11_30_000036_sandbox_clock;
mod tables;

use sea_orm_migration::prelude::*;

/// Runs the steps.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m2026_11_23_000001_accounts::Migration),
            Box::new(m2026_11_23_000002_applications::Migration),
            Box::new(m2026_11_23_000003_work::Migration),
            Box::new(m2026_11_27_000004_policy_versions::Migration),
            Box::new(m2026_11_27_000005_tries::Migration),
            Box::new(m2026_11_27_000006_no_tokens::Migration),
            Box::new(m2026_11_27_000007_creation_keys::Migration),
            Box::new(m2026_11_27_000008_audit_heads::Migration),
            Box::new(m2026_11_27_000009_no_verdicts::Migration),
            Box::new(m2026_11_27_000010_resume_entry::Migration),
            Box::new(m2026_11_28_000011_job_deaths::Migration),
            Box::new(m2026_11_29_000012_proofs::Migration),
            Box::new(m2026_11_29_000013_lost_bindings::Migration),
            Box::new(m2026_11_29_000014_key_checks::Migration),
            Box::new(m2026_11_29_000015_policy_pins::Migration),
            Box::new(m2026_11_29_000016_officers::Migration),
            Box::new(m2026_11_29_000018_disputes::Migration),
            Box::new(m2026_11_29_000019_uploads::Migration),
            Box::new(m2026_11_29_000020_members::Migration),
            Box::new(m2026_11_30_000021_authorities::Migration),
            Box::new(m2026_11_30_000022_take_overs::Migration),
            Box::new(m2026_11_30_000023_desk::Migration),
            Box::new(m2026_11_30_000024_loose_files::Migration),
            Box::new(m2026_11_30_000025_messages::Migration),
            Box::new(m2026_11_30_000026_given_documents::Migration),
            Box::new(m2026_11_30_000027_renewals::Migration),
            Box::new(m2026_11_30_000028_signing_keys::Migration),
            Box::new(m2026_11_30_000029_clients::Migration),
            Box::new(m2026_11_30_000030_holds::Migration),
            Box::new(m2026_11_30_000031_webhooks::Migration),
            Box::new(m2026_11_30_000032_deliveries::Migration),
            Box::new(m2026_11_30_000033_client_console::Migration),
            Box::new(m2026_11_30_000034_sellers::Migration),
            Box::new(m2026_11_30_000035_referrals::Migration),
            Box::new(m2026_11_30_000036_sandbox_clock::Migration),
        ]
    }
}
