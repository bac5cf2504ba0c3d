//! Which flow is followed, and which stage is next.

use super::*;

fn exchange(flows: &[&[&str]], completed: &[&str]) -> Exchange {
    let stages = |names: &[&str]| names.iter().map(|n| StageType::parse(n)).collect();
    let mut exchange = Exchange::sessionless(
        crate::wizard::testing::plan_without_contact(),
        StageType::Dummy,
    );
    exchange.learn(&Uia {
        flows: Some(flows.iter().map(|f| Flow(stages(f))).collect()),
        completed: Some(stages(completed)),
        ..Uia::default()
    });
    exchange
}

const EMAIL: &str = "m.login.email.identity";
const MSISDN: &str = "m.login.msisdn";
const TERMS: &str = "m.login.terms";

#[test]
fn the_shortest_flow_with_exactly_the_given_contacts_is_followed() {
    let x = exchange(
        &[
            &["m.login.dummy"],
            &[EMAIL],
            &[MSISDN, EMAIL],
            &[TERMS, MSISDN],
            &[MSISDN],
            &["m.login.recaptcha", MSISDN],
        ],
        &[],
    );
    let flow = |media| x.flow(media).map(|f| format!("{f:?}"));
    assert_eq!(flow(Media::NONE).as_deref(), Some("[m.login.dummy]"));
    assert_eq!(flow(Media::PHONE).as_deref(), Some("[m.login.msisdn]"));
    assert_eq!(
        flow(Media::BOTH).as_deref(),
        Some("[m.login.msisdn, m.login.email.identity]")
    );
}

#[test]
fn dummy_is_never_next_when_a_contact_was_given() {
    let x = exchange(&[&["m.login.dummy"], &[EMAIL]], &[]);
    assert_eq!(
        x.next(Media::EMAIL),
        Next::Stage {
            stage: StageType::Email,
            last: true
        }
    );
}

#[test]
fn stages_come_in_order_and_completed_ones_are_passed_over() {
    let x = exchange(&[&[TERMS, EMAIL]], &[TERMS]);
    assert_eq!(
        x.next(Media::EMAIL),
        Next::Stage {
            stage: StageType::Email,
            last: true
        }
    );
    let x = exchange(&[&[TERMS, EMAIL]], &[]);
    assert_eq!(
        x.next(Media::EMAIL),
        Next::Stage {
            stage: StageType::Terms,
            last: false
        }
    );
    assert_eq!(exchange(&[&[]], &[]).next(Media::NONE), Next::Finish);
    assert_eq!(exchange(&[], &[]).next(Media::NONE), Next::NoWay);
}

#[test]
fn what_an_answer_leaves_out_keeps_its_value() {
    let mut x = exchange(&[&[EMAIL]], &[]);
    x.learn(&Uia {
        session: Some("s".into()),
        ..Uia::default()
    });
    x.learn(&Uia::default());
    assert!(x.has_session());
    assert!(x.flow(Media::EMAIL).is_some());
}
