//! Views of the queue that officers save.

use serde_json::json;
use shared::desk::views::{LONGEST_NAME, MOST_VIEWS, ViewList};
use shared::problem::ProblemKind;

use crate::harness::{Answer, in_world};
use crate::officers::office::Office;

async fn save(who: &Office, n: u8, name: &str) -> Answer {
    let path = format!("/api/v1/officer/views/view_{:032x}", u128::from(n));
    let body = json!({ "name": name, "filter": { "step": "proposed", "module": "residential" } });
    who.0.call("PUT", &path, Some(&body)).await
}

async fn names(who: &Office) -> Vec<String> {
    let list: ViewList = who.0.get("/api/v1/officer/views").await.expect(200).json();
    list.items.into_iter().map(|view| view.name).collect()
}

#[test]
fn an_officer_saves_views_and_nobody_else_sees_them() {
    in_world(async |world| {
        let officer = world.officer("ding-ning").await;
        assert_eq!(names(&officer).await, [""; 0]);
        // Sent twice it is one.
        for _ in 0..2 {
            save(&officer, 1, " 王强的案件 ").await.expect(200);
        }
        assert_eq!(names(&officer).await, ["王强的案件"]);
        save(&officer, 1, "待确认的住宅").await.expect(200);
        assert_eq!(names(&officer).await, ["待确认的住宅"]);
        for wrong in [" ", &"长".repeat(LONGEST_NAME + 1)] {
            let answer = save(&officer, 2, wrong).await;
            answer.problem(ProblemKind::InvalidAnswers);
        }
        for n in 2..=MOST_VIEWS {
            save(&officer, n, &"长".repeat(LONGEST_NAME))
                .await
                .expect(200);
        }
        let answer = save(&officer, MOST_VIEWS + 1, "多一个").await;
        answer.problem(ProblemKind::TooManyViews);
        save(&officer, 1, "仍可改名").await.expect(200);
        let colleague = world.officer("su-wen").await;
        assert_eq!(names(&colleague).await, [""; 0]);
        let path = format!("/api/v1/officer/views/view_{:032x}", 1);
        colleague.0.call("DELETE", &path, None).await.expect(204);
        assert_eq!(names(&officer).await.len(), usize::from(MOST_VIEWS));
        for _ in 0..2 {
            officer.0.call("DELETE", &path, None).await.expect(204);
        }
        assert_eq!(names(&officer).await.len(), usize::from(MOST_VIEWS) - 1);
        let answer = officer
            .0
            .call("DELETE", "/api/v1/officer/views/view_1", None)
            .await;
        answer.problem(ProblemKind::NotFound);
        // A name can be that of a person.
        let dump = world.dump().await;
        let name = "王强的案件".as_bytes();
        assert!(!dump.windows(name.len()).any(|part| part == name));
    });
}
