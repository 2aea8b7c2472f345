//! What somebody may whom an application names.

use shared::application::Draft;

use super::{TABLE, body, operations, try_it};
use crate::harness::in_world;

/// What somebody may whom an application names, beside what strangers may.
const NAMED: [(&str, u16); 3] = [
    ("read_membership", 200),
    ("raise_objection", 200),
    ("withdraw_objection", 200),
];

#[test]
fn who_is_named_may_read_and_object_and_nothing_else() {
    in_world(async |world| {
        let applied = world.waiting_for_officer("wu-haitao").await;
        let member = world.member("zhu-hong").await.0;
        let path = format!("/api/v1/applications/{}/answers", applied.id);
        let draft: Draft = applied.browser.get(&path).await.expect(200).json();
        let before = applied.detail().await;
        let operations = operations();
        for row in TABLE {
            let operation = operations.iter().find(|op| op.id == row.operation).unwrap();
            let own = NAMED.iter().find(|(named, _)| *named == row.operation);
            let status = own.map_or(row.stranger, |(_, status)| *status);
            if operation.path.contains("/{id}") && operation.schemes == ["session"] {
                let body = body((&operation.id, operation.has_body), world, &draft);
                let answer = try_it(&member, operation, body.as_ref(), &draft).await;
                assert_eq!(answer.status, status, "{}: {answer:?}", row.operation);
            }
        }
        let mut after = applied.detail().await;
        assert_eq!(after.objections.len(), 1);
        after.objections.clear();
        after.events.truncate(before.events.len());
        // That there is an objection, and that it was taken back.
        assert_eq!(after.messages.len(), before.messages.len() + 2);
        after.messages.truncate(before.messages.len());
        after.summary.updated_at = before.summary.updated_at;
        assert_eq!(after, before);
    });
}
