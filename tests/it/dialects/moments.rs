//! The moments in which dialects differ most: names that are taken late, resends, failures, limits and spellings.

use std::time::Duration;

use mxid::practice::{Delivery, RateLimit};
use mxid::wizard::{Act, Event, FieldId};

use super::*;

#[tokio::test]
async fn a_taken_name_is_told_before_a_message_is_sent_wherever_the_server_looks_at_it() {
    for dialect in [
        Dialect::Synapse,
        Dialect::Continuwuity,
        Dialect::Tuwunel,
        Dialect::Dendrite,
        Dialect::Conduit,
    ] {
        let media = match dialect {
            Dialect::Dendrite | Dialect::Conduit => Media::NONE,
            _ => Media::EMAIL,
        };
        let wish = Wish {
            username: "alice",
            ..sign_up(media)
        };
        let mut trip = Trip::start(server(dialect), wish).await;
        let taken = End::Problem(PageId::Account, ProblemKind::NameTaken);
        assert_eq!(trip.end().await, taken, "{dialect}");
        assert!(trip.practice.outbox().is_empty(), "{dialect}");
    }
}

#[tokio::test]
async fn a_name_that_went_while_the_mail_travelled_costs_no_proof() {
    for dialect in [Dialect::Synapse, Dialect::Continuwuity, Dialect::Tuwunel] {
        let mut trip = Trip::start(server(dialect), sign_up(Media::EMAIL)).await;
        trip.until(PageId::Verify).await;
        let faster = Wish {
            email: "other@example.org",
            ..sign_up(Media::EMAIL)
        };
        let mut other = trip.beside(faster).await;
        assert_eq!(other.end().await, End::Created { proved: 1 }, "{dialect}");
        // The other took more than a minute, after which the name is asked about again.
        trip.advance(90).await;
        trip.follow(0).await;
        trip.advance(40).await;
        let taken = End::Problem(PageId::Account, ProblemKind::NameTaken);
        assert_eq!(trip.end().await, taken, "{dialect}");
        trip.fill(FieldId::Username, "robin2").await;
        trip.event(Event::Continue).await;
        assert_eq!(trip.end().await, End::Created { proved: 1 }, "{dialect}");
        let messages = trip.practice.outbox().len();
        assert_eq!(messages, 2, "{dialect}: one message each");
    }
}

#[tokio::test]
async fn after_a_resend_a_link_that_works_ends_the_wait() {
    // On Continuwuity the earlier link is dead, and the newer one is the one that works.
    for (dialect, works) in [
        (Dialect::Synapse, 0),
        (Dialect::Synapse, 1),
        (Dialect::Continuwuity, 1),
        (Dialect::Tuwunel, 1),
    ] {
        let mut trip = Trip::start(server(dialect), sign_up(Media::EMAIL)).await;
        trip.until(PageId::Verify).await;
        trip.advance(70).await;
        trip.event(Act::SendAgain).await;
        assert_eq!(trip.practice.outbox().len(), 2, "{dialect}");
        trip.follow(works).await;
        trip.advance(40).await;
        let found = trip.end().await;
        assert_eq!(found, End::Created { proved: 1 }, "{dialect} {works}");
    }
}

#[tokio::test]
async fn a_mail_server_that_is_down_is_told_and_never_taken_for_a_message() {
    for dialect in [Dialect::Synapse, Dialect::Continuwuity] {
        let options = Options {
            delivery: Delivery::Fails,
            ..server(dialect)
        };
        let mut trip = Trip::start(options, sign_up(Media::EMAIL)).await;
        trip.until(PageId::Review).await;
        trip.event(Event::Continue).await;
        trip.advance(30).await;
        let problem = trip.wizard.problem().map(|problem| problem.kind.clone());
        let told = ProblemKind::CannotDeliver(Medium::Email);
        assert_eq!(problem, Some(told), "{dialect}");
        assert_ne!(trip.wizard.page(), PageId::Verify, "{dialect}");
    }
}

#[tokio::test]
async fn a_limit_without_a_wait_is_waited_out_and_the_message_then_sent() {
    for dialect in [Dialect::Continuwuity, Dialect::Tuwunel] {
        let options = Options {
            rate_limit: Some(RateLimit {
                burst: 1,
                per: Duration::from_secs(20),
            }),
            ..server(dialect)
        };
        let first = Trip::start(options, sign_up(Media::EMAIL)).await;
        let mut other = first
            .beside(Wish {
                username: "other",
                email: "other@example.org",
                ..sign_up(Media::EMAIL)
            })
            .await;
        other.until(PageId::Verify).await;
        let mut trip = first;
        trip.until(PageId::Review).await;
        trip.event(Event::Continue).await;
        let problem = trip.wizard.problem().map(|problem| problem.kind.clone());
        assert!(
            matches!(problem, Some(ProblemKind::Limited(_))),
            "{dialect}: {problem:?}"
        );
        trip.advance(40).await;
        assert_eq!(trip.wizard.page(), PageId::Verify, "{dialect}");
        assert_eq!(trip.practice.outbox().len(), 2, "{dialect}");
    }
}

#[tokio::test]
async fn an_address_in_other_capitals_is_unknown_to_continuwuity_alone() {
    let unknown = ProblemKind::AddressUnknown(Medium::Email);
    for (dialect, expected) in [
        (Dialect::Synapse, End::Reset),
        (
            Dialect::Continuwuity,
            End::Problem(PageId::Address, unknown),
        ),
    ] {
        let wish = Wish {
            email: "Alice@Example.org",
            ..reset(Media::EMAIL)
        };
        assert_eq!(end(server(dialect), wish).await, expected, "{dialect}");
    }
}

#[tokio::test]
async fn a_lost_last_answer_of_a_sign_up_is_found_again_or_told_as_probable() {
    for (dialect, media, expected) in [
        (Dialect::Synapse, Media::EMAIL, End::Created { proved: 1 }),
        (Dialect::Synapse, Media::NONE, End::Created { proved: 0 }),
        (Dialect::Dendrite, Media::NONE, End::Created { proved: 0 }),
        (Dialect::Continuwuity, Media::EMAIL, End::ProbablyCreated),
        (Dialect::Tuwunel, Media::EMAIL, End::ProbablyCreated),
        (Dialect::Conduit, Media::NONE, End::ProbablyCreated),
    ] {
        let mut trip = Trip::start(server(dialect), sign_up(media)).await;
        trip.loses_success = true;
        assert_eq!(trip.end().await, expected, "{dialect}");
    }
}

#[tokio::test]
async fn a_lost_last_answer_of_a_reset_is_found_again_or_told_as_lost() {
    let lost = End::Problem(PageId::Verify, ProblemKind::AnswerLost);
    for (dialect, expected) in [
        (Dialect::Synapse, End::Reset),
        (Dialect::Continuwuity, lost.clone()),
        (Dialect::Tuwunel, lost),
    ] {
        let mut trip = Trip::start(server(dialect), reset(Media::EMAIL)).await;
        trip.loses_success = true;
        assert_eq!(trip.end().await, expected, "{dialect}");
    }
}
