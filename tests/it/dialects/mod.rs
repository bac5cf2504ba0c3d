//! Each flow on each homeserver's dialect, through the whole machine and the real client: it succeeds, or ends on a
//! page that names what that server lacks.

mod moments;
mod trip;

use mxid::domain::Secret;
use mxid::practice::{
    Captcha, Contact, Dialect, KnownAccount, Options, Policy, RegistrationToken, Translation,
};
use mxid::protocol::{Medium, StageType};
use mxid::wizard::{Media, PageId, ProblemKind, Stop, Task};

use trip::{End, Trip, Wish};

fn sign_up(media: Media) -> Wish {
    Wish {
        task: Task::SignUp,
        media,
        username: "robin",
        email: "robin@example.org",
        browser: false,
    }
}

/// Somebody who forgot a password.
fn reset(media: Media) -> Wish {
    Wish {
        task: Task::Reset,
        media,
        username: "alice",
        email: "alice@example.org",
        browser: false,
    }
}

/// Somebody with an account who wants to be reached in another way, too.
fn addition(media: Media) -> Wish {
    Wish {
        task: Task::AddContact,
        media,
        username: "alice",
        email: "alice@example.net",
        browser: false,
    }
}

/// A server on which alice@example.org has an account, as its kind is mostly set up.
fn server(dialect: Dialect) -> Options {
    Options {
        accounts: vec![KnownAccount {
            localpart: "alice".to_owned(),
            email: Some("alice@example.org".to_owned()),
            password: Some(Secret::new(trip::PASSWORD.to_owned())),
        }],
        ..Options::speaking(dialect)
    }
}

async fn end(options: Options, wish: Wish) -> End {
    Trip::start(options, wish).await.end().await
}

/// An end by which a user learns what the server does not do with this kind of contact.
fn unsupported(medium: Medium) -> End {
    End::Problem(PageId::Contact, ProblemKind::MediumUnsupported(medium))
}

#[tokio::test]
async fn a_sign_up_by_email_ends_well_or_is_not_offered() {
    for (dialect, expected) in [
        (Dialect::Synapse, End::Created { proved: 1 }),
        (Dialect::Continuwuity, End::Created { proved: 1 }),
        (Dialect::Tuwunel, End::Created { proved: 1 }),
        (Dialect::Dendrite, End::NotOffered(vec![Media::NONE])),
        (Dialect::Conduit, End::NotOffered(vec![Media::NONE])),
    ] {
        let found = end(server(dialect), sign_up(Media::EMAIL)).await;
        assert_eq!(found, expected, "{dialect}");
    }
}

#[tokio::test]
async fn a_sign_up_by_phone_ends_well_on_synapse_and_is_not_offered_elsewhere() {
    for (dialect, expected) in [
        (Dialect::Synapse, End::Created { proved: 1 }),
        (Dialect::Continuwuity, End::NotOffered(vec![Media::EMAIL])),
        (Dialect::Tuwunel, End::NotOffered(vec![Media::EMAIL])),
        (Dialect::Dendrite, End::NotOffered(vec![Media::NONE])),
        (Dialect::Conduit, End::NotOffered(vec![Media::NONE])),
    ] {
        let found = end(server(dialect), sign_up(Media::PHONE)).await;
        assert_eq!(found, expected, "{dialect}");
    }
}

#[tokio::test]
async fn a_sign_up_without_a_contact_ends_well_where_none_is_required() {
    for dialect in Dialect::ALL {
        if dialect == Dialect::Mas {
            continue;
        }
        let options = Options {
            email: Contact::Optional,
            ..server(dialect)
        };
        let found = end(options, sign_up(Media::NONE)).await;
        assert_eq!(found, End::Created { proved: 0 }, "{dialect}");
    }
}

#[tokio::test]
async fn behind_mas_each_flow_leads_to_the_browser_before_anything_is_asked() {
    for wish in [sign_up as fn(Media) -> Wish, reset, addition] {
        for media in [Media::EMAIL, Media::PHONE] {
            let trip = Trip::start(server(Dialect::Mas), wish(media)).await;
            let task = wish(media).task;
            let at_once = End::Stopped(Stop::Browser);
            assert_eq!(trip.ended(), Some(at_once), "{task:?}");
            assert!(trip.wizard.link().is_some(), "{task:?}");
        }
    }
}

#[tokio::test]
async fn behind_mas_a_sign_up_opens_the_browser_where_there_is_one() {
    for (wish, expected) in [
        (sign_up(Media::EMAIL), End::ToBrowser),
        (reset(Media::EMAIL), End::Stopped(Stop::Browser)),
        (addition(Media::EMAIL), End::Stopped(Stop::Browser)),
    ] {
        let wish = Wish {
            browser: true,
            ..wish
        };
        let task = wish.task;
        let found = end(server(Dialect::Mas), wish).await;
        assert_eq!(found, expected, "{task:?}");
    }
}

#[tokio::test]
async fn a_reset_by_email_ends_well_or_names_what_is_missing() {
    for (dialect, expected) in [
        (Dialect::Synapse, End::Reset),
        (Dialect::Continuwuity, End::Reset),
        (Dialect::Tuwunel, End::Reset),
        (Dialect::Dendrite, unsupported(Medium::Email)),
        (Dialect::Conduit, unsupported(Medium::Email)),
    ] {
        let found = end(server(dialect), reset(Media::EMAIL)).await;
        assert_eq!(found, expected, "{dialect}");
    }
}

#[tokio::test]
async fn a_reset_by_phone_is_missing_everywhere() {
    for dialect in Dialect::ALL {
        if dialect == Dialect::Mas {
            continue;
        }
        let found = end(server(dialect), reset(Media::PHONE)).await;
        assert_eq!(found, unsupported(Medium::Msisdn), "{dialect}");
    }
}

#[tokio::test]
async fn a_reset_where_no_mail_can_be_sent_ends_on_a_page_that_says_so() {
    for (dialect, page, problem) in [
        (Dialect::Synapse, PageId::Review, ProblemKind::Refused),
        (
            Dialect::Continuwuity,
            PageId::Address,
            ProblemKind::AddressUnknown(Medium::Email),
        ),
        (
            Dialect::Tuwunel,
            PageId::Address,
            ProblemKind::AddressDenied(Medium::Email),
        ),
    ] {
        let options = Options {
            email: Contact::No,
            ..server(dialect)
        };
        let found = end(options, reset(Media::EMAIL)).await;
        assert_eq!(found, End::Problem(page, problem), "{dialect}");
    }
}

#[tokio::test]
async fn a_contact_is_added_or_the_page_names_what_is_missing() {
    let alone = End::Problem(PageId::Contact, ProblemKind::NeedsIdentityServer);
    let no_changes = End::Stopped(Stop::NoContactChanges(None));
    let browser = End::Stopped(Stop::Browser);
    for (dialect, by_email, by_phone) in [
        (Dialect::Synapse, End::Added, End::Added),
        (
            Dialect::Continuwuity,
            End::Added,
            unsupported(Medium::Msisdn),
        ),
        (Dialect::Tuwunel, End::Added, unsupported(Medium::Msisdn)),
        (Dialect::Dendrite, alone, unsupported(Medium::Msisdn)),
        (Dialect::Conduit, no_changes.clone(), no_changes),
        (Dialect::Mas, browser.clone(), browser),
    ] {
        for (media, expected) in [(Media::EMAIL, by_email), (Media::PHONE, by_phone)] {
            let mut trip = Trip::start(server(dialect), addition(media)).await;
            assert_eq!(trip.end().await, expected, "{dialect} {media:?}");
            let messages = usize::from(expected == End::Added);
            let sent = trip.practice.outbox().len();
            assert_eq!(sent, messages, "{dialect} {media:?}");
        }
    }
}

#[tokio::test]
async fn token_terms_and_email_together_end_well_in_each_order() {
    for dialect in [Dialect::Synapse, Dialect::Continuwuity, Dialect::Tuwunel] {
        let options = Options {
            email: Contact::Required,
            registration_tokens: vec![RegistrationToken {
                token: "letmein".to_owned(),
                uses: Some(1),
            }],
            terms: vec![policy("privacy_policy"), policy("rules")],
            ..server(dialect)
        };
        let found = end(options, sign_up(Media::EMAIL)).await;
        assert_eq!(found, End::Created { proved: 1 }, "{dialect}");
    }
}

#[tokio::test]
async fn a_token_alone_ends_well() {
    for dialect in [
        Dialect::Synapse,
        Dialect::Continuwuity,
        Dialect::Tuwunel,
        Dialect::Conduit,
    ] {
        let options = Options {
            email: Contact::Optional,
            registration_tokens: vec![RegistrationToken {
                token: "letmein".to_owned(),
                uses: Some(1),
            }],
            ..server(dialect)
        };
        let found = end(options, sign_up(Media::NONE)).await;
        assert_eq!(found, End::Created { proved: 0 }, "{dialect}");
    }
}

#[tokio::test]
async fn a_stage_for_a_browser_ends_well_where_the_server_has_its_page() {
    for (dialect, media, proved) in [
        (Dialect::Synapse, Media::EMAIL, 1),
        (Dialect::Dendrite, Media::NONE, 0),
    ] {
        let found = end(with_captcha(dialect), sign_up(media)).await;
        assert_eq!(found, End::Created { proved }, "{dialect}");
    }
    let options = Options {
        extra_stages: vec!["org.example.quiz".to_owned()],
        ..with_captcha(Dialect::Synapse)
    };
    let found = end(options, sign_up(Media::PHONE)).await;
    assert_eq!(found, End::Created { proved: 1 });
}

#[tokio::test]
async fn a_captcha_that_has_no_page_stops_and_names_the_stage() {
    let found = end(with_captcha(Dialect::Continuwuity), sign_up(Media::EMAIL)).await;
    let stage = StageType::parse("m.login.recaptcha");
    assert_eq!(found, End::Stopped(Stop::NeedsStages(vec![stage])));
}

fn with_captcha(dialect: Dialect) -> Options {
    Options {
        captcha: Some(Captcha {
            public_key: "key".to_owned(),
        }),
        ..server(dialect)
    }
}

fn policy(id: &str) -> Policy {
    Policy {
        id: id.to_owned(),
        version: "1.0".to_owned(),
        translations: vec![Translation {
            language: "en".to_owned(),
            name: format!("The {id}"),
            url: format!("https://example.org/{id}"),
        }],
    }
}
