//! The promises of an authentication, tested without a wizard.

mod abandoned;
mod addition;
mod lost;
mod reset;

use std::rc::Rc;

use super::*;
use crate::domain::{
    CleanText, LoginName, Password, RegistrationToken, Secret, Sid, UserId, Username,
};
use crate::protocol::{ErrCode, Failure, Registered, Reply, Translation, Uia as Demands};
use crate::wizard::end::Done;
use crate::wizard::homeserver::Media;
use crate::wizard::plan::{Access, Contacts, Credentials, NewPassword};
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::random::{Random, Seed};
use crate::wizard::testing::{
    Bench, assert_is, email, lost, phone, plan_without_contact, refusal, refused,
};

use StageType::{Dummy, Email, Msisdn, RegistrationToken as Token, Terms};

type Answer = Result<Reply, Failure>;

/// The authentication of a plan, and all that it needs.
struct Run {
    uia: Uia,
    bench: Bench,
    place: Place,
}

impl Run {
    fn of(plan: &Plan) -> Self {
        let mut run = Self {
            uia: Uia::default(),
            bench: Bench::new(),
            place: Place::Elsewhere,
        };
        run.uia.prepare(plan, true, &mut run.bench.cx());
        run
    }

    /// Sends the next request, by hand or by the clock.
    fn sends(&mut self, by_person: bool) {
        let adds = matches!(self.uia.plan(), Some(Plan::AddContact { .. }));
        let (stage, may_commit) = match self.uia.next() {
            Step::Open => (None, adds),
            Step::Finish => (None, true),
            Step::Answer(stage, last) => (Some(stage), last),
            Step::Prove(medium, last) => (Some(stage_of(medium)), last),
            step => panic!("nothing to send: {step:?}"),
        };
        let asked = Asked {
            stage,
            may_commit,
            by_person,
            ahead: false,
        };
        assert!(self.uia.send(asked, Some(proof()), &mut self.bench.cx()));
    }

    /// Sends the next request, and takes the answer to it.
    fn gets(&mut self, answer: Answer) -> Outcome {
        self.sends(false);
        self.takes(answer)
    }

    fn takes(&mut self, answer: Answer) -> Outcome {
        let endpoint = self.bench.request().endpoint();
        let Awaiting::Exchange(asked) = self.bench.answers(endpoint, &answer) else {
            panic!("something else is asked");
        };
        let cx = &mut self.bench.cx();
        self.uia.answered(&asked, answer, self.place, cx)
    }

    /// The `auth` of the newest request.
    fn auth(&self) -> Option<&Auth> {
        match self.bench.request() {
            Request::Register(request) => request.auth.as_ref(),
            Request::ResetPassword(request) => request.auth.as_ref(),
            Request::AddContact(request) => request.auth.as_ref(),
            other => panic!("another request: {other:?}"),
        }
    }

    /// The stage that the newest request answers.
    fn answered_stage(&self) -> Option<StageType> {
        let stage = self.auth()?.stage.as_ref()?;
        Some(stage.stage_type())
    }
}

/// A sign-up with an invitation, and with these contacts.
fn sign_up(media: Media) -> Plan {
    let Plan::SignUp {
        contacts, account, ..
    } = plan_without_contact()
    else {
        panic!("no sign-up");
    };
    Plan::SignUp {
        contacts: Contacts {
            phone: media.phone.then(phone),
            email: media.email.then(|| email("robin")),
            ..contacts
        },
        account,
        token: RegistrationToken::parse("invited").ok(),
    }
}

fn reset() -> Plan {
    Plan::Reset {
        contacts: sign_up(Media::EMAIL).contacts().clone(),
        change: Some(NewPassword {
            password: password("battery staple"),
            logout_devices: true,
        }),
    }
}

fn addition() -> Plan {
    Plan::AddContact {
        contacts: sign_up(Media::EMAIL).contacts().clone(),
        access: Rc::new(Access {
            credentials: Credentials {
                name: LoginName::Localpart("robin".to_owned()),
                password: password("correct horse"),
            },
            user_id: robin(),
            token: Secret::from("a token"),
        }),
    }
}

fn password(text: &str) -> Password {
    Password::parse(text).expect("a password")
}

fn robin() -> UserId {
    UserId::parse("@robin:example.org").expect("a Matrix ID")
}

fn proof() -> ThreepidCreds {
    ThreepidCreds {
        sid: Sid::parse("1").expect("a sid"),
        client_secret: Random::new(&Seed::new([1; 32])).client_secret(),
        identity: None,
    }
}

/// The demands of a server with one flow, in session `one`.
fn demands(flow: &[StageType], done: &[StageType]) -> Answer {
    demands_in("one", flow, done, None)
}

/// The same, with a word against the stage that was answered.
fn refuses(flow: &[StageType], errcode: ErrCode) -> Answer {
    demands_in("one", flow, &[], Some(errcode))
}

fn demands_in(
    session: &str,
    flow: &[StageType],
    done: &[StageType],
    errcode: Option<ErrCode>,
) -> Answer {
    let policy = Policy {
        id: CleanText::new("terms"),
        version: None,
        translations: vec![Translation {
            language: "en".to_owned(),
            name: CleanText::new("Terms"),
            url: "https://example.org/terms".parse().expect("a URL"),
        }],
    };
    Ok(Reply::Uia(Demands {
        flows: Some(vec![Flow(flow.to_vec())]),
        terms: Some(vec![policy]),
        session: Some(Secret::from(session)),
        completed: Some(done.to_vec()),
        refusal: errcode.map(|errcode| refusal(401, Some(errcode))),
    }))
}

fn ending(outcome: Outcome) -> Ending {
    match outcome {
        Outcome::Done(ending) => *ending,
        outcome => panic!("no end: {outcome:?}"),
    }
}

fn made() -> Answer {
    Ok(Reply::Registered(Registered {
        user_id: robin(),
        access_token: None,
    }))
}

#[test]
fn a_sign_up_answers_its_stages_in_order_and_then_asks_with_the_session_alone() {
    let flow = [Terms, Email, Dummy];
    let steps = [
        (Step::Open, None),
        (Step::Answer(Terms, false), Some(Terms)),
        (Step::Prove(Medium::Email, false), Some(Email)),
        (Step::Answer(Dummy, true), Some(Dummy)),
        (Step::Finish, None),
    ];
    let mut run = Run::of(&sign_up(Media::EMAIL));
    for (at, (step, stage)) in steps.into_iter().enumerate() {
        assert_eq!(run.uia.next(), step);
        run.sends(false);
        assert_eq!(run.answered_stage(), stage);
        assert_eq!(run.auth().is_some(), step != Step::Open);
        match at {
            0 => assert_is!(run.takes(demands(&flow, &[])), Outcome::Continue),
            4 => assert_is!(ending(run.takes(made())).done, Done::Created { .. }),
            done => assert_is!(run.takes(demands(&flow, &flow[..done])), Outcome::Completed),
        }
    }
    assert_eq!(run.uia.next(), Step::None);
}

#[test]
fn only_contacts_that_were_proven_are_on_the_account() {
    let flow = [Msisdn, Email];
    for (proofs, attached) in [(0, Media::NONE), (1, Media::PHONE), (2, Media::BOTH)] {
        let mut run = Run::of(&sign_up(Media::BOTH));
        for done in 0..proofs {
            run.gets(demands(&flow, &flow[..done]));
        }
        let done = ending(run.gets(made())).done;
        assert_is!(done, Done::Created { contacts, .. } if contacts.media() == attached);
    }
}

#[test]
fn a_token_that_the_session_does_not_take_is_given_to_a_new_one_once() {
    let flow = [Token, Dummy];
    let mut run = Run::of(&sign_up(Media::NONE));
    run.gets(demands(&flow, &[]));
    assert_is!(
        run.gets(refuses(&flow, ErrCode::InvalidParam)),
        Outcome::Continue
    );
    assert_eq!(run.uia.next(), Step::Open);
    run.sends(false);
    assert_eq!(run.auth(), None);
    run.takes(demands(&flow, &[]));
    assert_is!(
        run.gets(refuses(&flow, ErrCode::InvalidParam)),
        Outcome::TokenRefused
    );
    assert_eq!(run.uia.next(), Step::None);
    let mut run = Run::of(&sign_up(Media::NONE));
    run.gets(demands(&flow, &[]));
    assert_is!(
        run.gets(refuses(&flow, ErrCode::Unauthorized)),
        Outcome::TokenRefused
    );
}

#[test]
fn a_server_that_takes_back_what_it_counted_is_not_asked_for_ever() {
    let flow = [Token, Dummy];
    let mut run = Run::of(&sign_up(Media::NONE));
    run.gets(demands(&flow, &[]));
    let mut circles = || {
        (0..20).find_map(|sent| {
            let Step::Answer(stage, _) = run.uia.next() else {
                panic!("no stage is next");
            };
            match run.gets(demands(&flow, &[stage])) {
                Outcome::Completed => None,
                outcome => Some((sent, outcome)),
            }
        })
    };
    let (sent, outcome) = circles().expect("an end");
    assert!(sent > flow.len(), "each stage is progress once");
    assert_is!(
        outcome,
        Outcome::Problem(Problem {
            kind: ProblemKind::Circling,
            ..
        })
    );
    run.uia.begin_anew();
    assert_is!(run.gets(demands(&flow, &[Token])), Outcome::Completed);
}

#[test]
fn a_server_that_is_not_content_with_all_it_wanted_is_not_asked_on() {
    let mut run = Run::of(&sign_up(Media::NONE));
    run.gets(demands(&[Dummy], &[]));
    assert_is!(run.gets(demands(&[Dummy], &[Dummy])), Outcome::Completed);
    assert_eq!(run.uia.next(), Step::Finish);
    let refused = run.gets(demands(&[Dummy], &[Dummy]));
    assert_is!(
        refused,
        Outcome::Problem(Problem {
            kind: ProblemKind::Refused,
            ..
        })
    );
}

#[test]
fn a_session_that_nobody_asked_for_is_closed() {
    for token in [None, Some(Secret::from("a token"))] {
        let mut run = Run::of(&sign_up(Media::NONE));
        run.gets(demands(&[Dummy], &[]));
        let ending = ending(run.gets(Ok(Reply::Registered(Registered {
            user_id: robin(),
            access_token: token.clone(),
        }))));
        let is_open = token.is_some();
        assert_is!(ending.done, Done::Created { session_closed, .. } if *session_closed == is_open);
        let asked: &[&str] = if is_open { &["/logout"] } else { &[] };
        assert_eq!(run.bench.asked(), asked);
    }
}
