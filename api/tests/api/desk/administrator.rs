//! Administrators: officers and their sessions, work that has failed, and how the platform is set up.

use shared::account::Session;
use shared::desk::administration::{Administration, KnownOfficer};
use shared::officer::OfficerRole;
use shared::problem::ProblemKind;

use crate::harness::in_world;
use crate::officers::office::{Office, officer_session, sign_in_officer};

async fn administration(who: &Office) -> Administration {
    let path = "/api/v1/officer/administration";
    who.0.get(path).await.expect(200).json()
}

fn named<'a>(all: &'a Administration, name: &str) -> &'a KnownOfficer {
    all.officers.iter().find(|one| one.name == name).unwrap()
}

#[test]
fn an_administrator_ends_the_sessions_of_an_officer_and_sees_nobody_else() {
    in_world(async |world| {
        let applicant = world.waiting_for_officer("geng-tao").await;
        let reviewer = world.officer("ding-ning").await;
        let second = world.browser();
        sign_in_officer(&second, "dingning").await;
        let administrator = world.officer("luo-min").await;
        let answer = administrator
            .0
            .get("/api/v1/officer/administration")
            .await
            .expect(200);
        // Officers alone, and no key or password.
        assert!(!answer.text().contains("耿"));
        let all = administration(&administrator).await;
        assert_eq!(all.officers.len(), 2);
        let found = named(&all, "丁宁").clone();
        assert_eq!(found.sessions, 2);
        assert_eq!(found.roles, [OfficerRole::Reviewer]);
        assert!(all.settings.needs_confirmation && !all.settings.has_scanner);
        assert_eq!(
            (all.settings.idle_minutes, all.settings.session_hours),
            (15, 8)
        );
        assert_eq!(all.failed_jobs, []);

        let end = |id: &str| format!("/api/v1/officer/officers/{id}/sessions");
        for _ in 0..2 {
            let answer = administrator.0.call("DELETE", &end(&found.id), None).await;
            answer.expect(204);
        }
        for ended in [&reviewer.0, &second] {
            assert!(officer_session(ended).await.officer.is_none());
            let answer = ended.get("/api/v1/officer/cases").await;
            answer.problem(ProblemKind::NotSignedIn);
        }
        // As a person nobody is signed out.
        let session: Session = reviewer.0.get("/api/v1/session").await.expect(200).json();
        assert!(session.account.is_some());
        let all = administration(&administrator).await;
        assert_eq!(named(&all, "丁宁").sessions, 0);
        assert_eq!(named(&all, "罗敏").sessions, 1);
        let account = uuid::Uuid::parse_str(found.id.strip_prefix("acc_").unwrap()).unwrap();
        world.audited(account).await;
        let count = "SELECT count(*) AS n FROM audit WHERE action = 'end_officer_sessions'";
        assert_eq!(world.count(count).await, 2);
        // An applicant is no officer.
        let session: Session = applicant.browser.get("/api/v1/session").await.json();
        for nobody in [session.account.unwrap().id.as_str(), "acc_1", "x"] {
            let answer = administrator.0.call("DELETE", &end(nobody), None).await;
            answer.problem(ProblemKind::NotFound);
        }
    });
}
