//! Which documents an agent is given, and what stands in them.

use shared::application::PrintedKind as K;
use shared::problem::ProblemKind;
use shared::values::Lang;

use super::{AGENT, PRINCIPAL};
use crate::documents::given::{asked, given, told};
use crate::harness::in_world;

#[test]
fn an_agent_is_given_what_the_agent_may_see() {
    in_world(async |world| {
        let filed = world.filed_for(AGENT, PRINCIPAL).await;
        let agent = &filed.agent;
        let paper = given(agent, K::Authority, "zh-CN").await;
        paper.says(&[
            "授权委托书",
            "委托人",
            &world.document(PRINCIPAL).number,
            "受托人",
            &world.document(AGENT).number,
            "委托期限",
        ]);
        assert_eq!(paper.pages, 1);
        let principal = filed.confirmed_by(world, PRINCIPAL, false).await;
        let name = principal.decided().await.summary.applicant.unwrap();
        let result = given(agent, K::Result, "zh-CN").await;
        result.says(&["购房资格核验结果", &name]);
        assert_eq!(result.times("数据来源"), 0);
        for kind in [K::ApplicationForm, K::Promise, K::Certificate, K::Authority] {
            let answer = asked(&agent.browser, &agent.id, kind, "").await;
            answer.problem(ProblemKind::FactsNotShown);
        }
        given(&principal, K::Result, "zh-CN").await;
        // Each is told of what they took away; the principal of all.
        let by_agent = [(K::Authority, Lang::Zh, true), (K::Result, Lang::Zh, true)];
        assert_eq!(told(&agent.detail().await), by_agent);
        assert_eq!(told(&principal.detail().await).len(), 3);
        let officer = world.officer("ding-ning").await;
        let path = format!("/api/v1/applications/{}/documents/result", agent.id);
        officer.0.get(&path).await.problem(ProblemKind::NotFound);
        // Of the principal's own it says that nobody acts by it any more.
        let own = given(&principal, K::Authority, "zh-CN").await;
        assert_eq!(own.times("已失效"), 0);
        principal.revoke().await.expect(200);
        let over = given(&principal, K::Authority, "zh-CN").await;
        over.says(&["这份委托书已经失效", "已失效"]);
        principal.withdraw().await;
    });
}
