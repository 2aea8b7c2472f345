//! What officers corrected stands at a hold, and a renewal confirms a pass again; a pass for a commercial
//! unit is held for that unit.

use serde_json::json;
use shared::application::RenewalStep;
use shared::hold::Hold;
use shared::problem::ProblemKind;
use shared::purchase::Module;
use shared::registry::Registry;

use super::checked::owns;
use super::{PASSED, SIGNING, UNCONFIRMED, WHO, at, unit};
use crate::disputes::decided::granted;
use crate::disputes::{not_held, statement};
use crate::harness::in_world;

#[test]
fn a_corrected_record_stands_as_long_as_the_registry_repeats_what_was_corrected() {
    in_world(async |world| {
        let applied = world.refused(Module::Residential, "zhao-min").await;
        applied.dispute(&statement(&[2])).await.expect(200);
        let detail = granted(world, &applied, &[not_held(2)]).await;
        assert_eq!(at(&detail), PASSED);
        let wanted = world.wanted(&detail, "zhao-min");
        let client = world.signs().await;
        // The registry still says of the spouse what officers have corrected.
        let hold: Hold = client.hold("k1", &wanted).await.expect(201).json();
        client.act("r1", &hold.id, "release").await.expect(200);
        // The same home from another day on is another record, which nobody has corrected.
        let home = json!({
            "zone": "inside_fifth_ring", "district": "fengtai", "registered": true,
            "address": "丰台区示例西里 7 号楼 105", "acquired": "2013-05-06", "disposed": null,
            "certificate": "京（2013）丰不动产权第0000110号", "single_storey": false,
        });
        let record = json!({ "homes": [home] });
        world
            .changes(Registry::Property, "qian-feng", &record)
            .await;
        let answer = client.hold("k2", &wanted).await;
        answer.problem(ProblemKind::CertificateNotConfirmed);
        assert_eq!(at(&applied.detail().await), UNCONFIRMED);
        world.audited(applied.uuid()).await;
    });
}

#[test]
fn a_renewal_confirms_a_pass_again() {
    in_world(async |world| {
        let (applied, detail) = world.pass(WHO).await;
        let wanted = world.wanted(&detail, WHO);
        let client = world.signs().await;
        owns(world, "xie-jing", 5).await;
        let answer = client.hold("k1", &wanted).await;
        answer.problem(ProblemKind::CertificateNotConfirmed);
        assert_eq!(at(&applied.detail().await), UNCONFIRMED);
        owns(world, "xie-jing", 0).await;
        applied.renew(0).await.expect(200);
        let renewed = applied.ended(world, RenewalStep::Renewed).await;
        assert_eq!((at(&renewed), renewed.recheck.as_ref()), (PASSED, None));
        let wanted = world.wanted(&renewed, WHO);
        client.hold("k2", &wanted).await.expect(201);
    });
}

#[test]
fn a_commercial_pass_is_held_for_the_unit_that_was_checked() {
    in_world(async |world| {
        let browser = world.at_home("ren-jie").await;
        let answers = world.answers_for(Module::Commercial, "ren-jie");
        let certificate = answers.unit.certificate_number().unwrap().to_owned();
        let applied = world
            .applied_for(browser, Module::Commercial, answers)
            .await;
        let detail = applied.decided().await;
        assert_eq!(at(&detail), PASSED);
        let mut checked = unit();
        checked["certificate_number"] = json!(certificate);
        let right = json!({
            "certificate_number": detail.certificate.as_ref().unwrap().number,
            "document_number": world.document("ren-jie").number, "unit": checked,
        });
        let client = world.signs().await;
        let mut home = right.clone();
        home["zone"] = json!("inside_fifth_ring");
        home["kind"] = json!("resale");
        let mut unnamed = right.clone();
        unnamed["unit"] = unit();
        let mut other = right.clone();
        other["unit"]["certificate_number"] = json!("京（2001）朝不动产权第9999999号");
        let answer = client.hold("w0", &home).await;
        answer.problem(ProblemKind::PurchaseNotCovered);
        for (n, (wrong, fault)) in [(unnamed, "required"), (other, "other_unit")]
            .iter()
            .enumerate()
        {
            let answer = client.hold(&format!("w{}", n + 1), wrong).await;
            let problem = answer.problem(ProblemKind::InvalidAnswers);
            assert_eq!(problem.errors[0].pointer, "/unit/certificate_number");
            assert_eq!(json!(problem.errors[0].code), *fault);
        }
        assert_eq!(at(&applied.detail().await), PASSED);
        let hold: Hold = client.hold("k1", &right).await.expect(201).json();
        assert_eq!(at(&applied.detail().await), SIGNING);
        let contract = client.signed("s1", &hold).await;
        assert_eq!((contract.module, contract.zone), (Module::Commercial, None));
        world.audited(applied.uuid()).await;
    });
}
