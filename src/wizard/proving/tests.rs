//! The promises of driving an authentication, tested without a wizard.

use std::rc::Rc;

use super::*;
use crate::domain::{RegistrationToken, Sid, UserId};
use crate::protocol::{Failure, Network, Registered, Reply, TokenRequested, Uia as Demands};
use crate::wizard::end::Done;
use crate::wizard::plan::{NewPassword, Plan};
use crate::wizard::problem::ProblemKind;
use crate::wizard::testing::{Bench, assert_is, email, plan_without_contact, site};
use crate::wizard::timers::Timer;

use StageType::{Dummy, Email};

const REGISTER: &str = "/register";
const MESSAGE: &str = "/register/email/requestToken";
const NAME: &str = "/register/available";
const TOKEN: &str = "/register/m.login.registration_token/validity";
const CODE: &str = "submit_url";
const RESET_MESSAGE: &str = "/account/password/email/requestToken";

type Answer = Result<Reply, Failure>;

/// The proofs of a task, where the user is, and all that they need.
struct Run {
    proving: Proving,
    bench: Bench,
    plan: Rc<Plan>,
    spot: Spot,
    leaves: bool,
}

impl Run {
    /// One at the review of a plan.
    fn of(plan: Plan) -> Self {
        let mut run = Self {
            proving: Proving::new(Extras::default()),
            bench: Bench::new(),
            plan: Rc::new(plan),
            spot: Spot::Review,
            leaves: false,
        };
        run.turns_to(Spot::Review);
        run
    }

    fn turns_to(&mut self, spot: Spot) {
        let (base, api) = site();
        let purpose = self.plan.task().purpose();
        self.spot = spot;
        let scope = Scope { base, api, purpose };
        let is_about_proof = matches!(spot, Spot::Verify | Spot::Browser);
        self.proving.turn_page(Some(scope), is_about_proof, spot);
    }

    /// Has the part do something.
    fn does(&mut self, what: impl FnOnce(&mut Proving, &mut At<'_>) -> Outcome) -> Outcome {
        let mut at = At {
            cx: self.bench.cx(),
            spot: self.spot,
            plan: Some(self.plan.clone()),
            leaves: self.leaves,
        };
        what(&mut self.proving, &mut at)
    }

    /// Takes the answer of an endpoint.
    fn takes(&mut self, endpoint: &str, answer: Answer) -> Outcome {
        let question = self.bench.answers(endpoint, &answer);
        self.does(|p, at| match question {
            Awaiting::Exchange(asked) => p.exchange_answered(&asked, answer, at),
            Awaiting::Message(contact) => p.message_answered(contact, answer, at),
            Awaiting::Code(contact, code) => p.code_answered(contact, code, answer, at),
            Awaiting::Name(name, base, then) => p.name_answered((name, base), then, answer, at),
            Awaiting::Token(token) => p.token_answered(token, &answer, at),
            other => panic!("something else is asked: {other:?}"),
        })
    }

    /// One that waits for the proof of the address, by a code or by a link.
    fn waiting(by_code: bool) -> Self {
        let mut run = Self::of(sign_up());
        assert_is!(run.does(Proving::open_ahead), Outcome::Waits);
        assert_is!(run.takes(REGISTER, demands(&[Email], &[])), Outcome::Waits);
        assert_is!(
            run.does(Proving::begin_reviewed),
            Outcome::NextMessage { .. }
        );
        assert_is!(run.takes(MESSAGE, sent(by_code)), Outcome::Verify);
        run.turns_to(Spot::Verify);
        assert_is!(run.does(Proving::begin_waiting), Outcome::Waits);
        run
    }

    /// The proof is looked for, as often as the clock says; the name is asked for before.
    fn looks(&mut self) {
        self.bench.now = self.bench.timers.get(Timer::Poll).expect("a look");
        assert_is!(self.does(Proving::look_due), Outcome::Waits);
        if self.bench.asked() == [NAME] {
            assert_is!(self.takes(NAME, free()), Outcome::Waits);
        }
        assert_eq!(self.bench.asked(), [REGISTER]);
    }
}

fn sign_up() -> Plan {
    let mut plan = plan_without_contact();
    if let Plan::SignUp { contacts, .. } = &mut plan {
        contacts.email = Some(email("robin"));
    }
    plan
}

fn demands(flow: &[StageType], done: &[StageType]) -> Answer {
    Ok(Reply::Uia(Demands {
        flows: Some(vec![Flow(flow.to_vec())]),
        terms: None,
        session: Some(Secret::from("one")),
        completed: Some(done.to_vec()),
        refusal: None,
    }))
}

fn sent(by_code: bool) -> Answer {
    let submit_url = format!("{}/submit", site().0.as_str());
    Ok(Reply::TokenRequested(TokenRequested {
        sid: Sid::parse("1").expect("a sid"),
        submit_url: by_code.then(|| submit_url.parse().expect("a URL")),
    }))
}

fn free() -> Answer {
    Ok(Reply::UsernameAvailable(true))
}

fn lost() -> Answer {
    Err(Failure::Network(Network::Broken))
}

fn code() -> Secret {
    Secret::from("123456")
}

#[test]
fn a_link_is_looked_for_until_it_was_opened_and_ends_the_task() {
    let mut run = Run::waiting(false);
    for _ in 0..3 {
        run.looks();
        let outcome = run.takes(REGISTER, demands(&[Email], &[]));
        assert_is!(
            outcome,
            Outcome::NotYet {
                by_person: false,
                ..
            }
        );
    }
    run.looks();
    let outcome = run.takes(
        REGISTER,
        Ok(Reply::Registered(Registered {
            user_id: UserId::parse("@robin:example.org").expect("a Matrix ID"),
            access_token: None,
        })),
    );
    assert_is!(outcome, Outcome::Done(ending) if matches!(ending.done, Done::Created { .. }));
}

#[test]
fn the_link_is_looked_for_once_more_before_another_message_leaves() {
    let mut run = Run::waiting(false);
    run.bench.now = run.bench.now + run.bench.timing.resend_pause;
    let again = |p: &mut Proving, at: &mut At<'_>| p.send_again(None, at);
    assert_is!(run.does(again), Outcome::Waits);
    run.takes(NAME, free());
    assert_eq!(run.bench.asked(), [REGISTER]);
    let outcome = run.takes(REGISTER, demands(&[Email], &[]));
    assert_is!(outcome, Outcome::NextMessage { .. });
    assert_eq!(run.bench.asked(), [MESSAGE]);
    assert_is!(run.takes(MESSAGE, sent(false)), Outcome::SentAgain);
}

#[test]
fn the_last_stage_waits_for_the_name_which_is_asked_for_once_in_a_while() {
    let mut run = Run::waiting(false);
    run.bench.now = run.bench.timers.get(Timer::Poll).expect("a look");
    run.does(Proving::look_due);
    assert_eq!(run.bench.asked(), [NAME]);
    assert_is!(run.takes(NAME, free()), Outcome::Waits);
    assert_eq!(run.bench.asked(), [REGISTER]);
    run.takes(REGISTER, demands(&[Email], &[]));
    run.bench.now = run.bench.timers.get(Timer::Poll).expect("a look");
    run.does(Proving::look_due);
    assert_eq!(run.bench.asked(), [REGISTER], "it was free a moment ago");
}

#[test]
fn a_name_that_was_taken_meanwhile_is_found_before_the_proof_is_used_up() {
    let mut run = Run::waiting(true);
    let submit = |p: &mut Proving, at: &mut At<'_>| p.submit(code(), at);
    assert_is!(run.does(submit), Outcome::Asked);
    assert_eq!(run.bench.asked(), [CODE, NAME], "both at once");
    assert_is!(run.takes(CODE, Ok(Reply::CodeAccepted)), Outcome::Waits);
    let outcome = run.takes(NAME, Ok(Reply::UsernameAvailable(false)));
    assert_is!(outcome, Outcome::Problem(problem) if problem.kind == ProblemKind::NameTaken);
    assert!(run.bench.asked().is_empty(), "the stage is not answered");
}

#[test]
fn nothing_more_leaves_while_the_person_is_about_to_leave_or_is_elsewhere() {
    for (leaves, spot) in [(true, Spot::Verify), (false, Spot::Early)] {
        let mut run = Run::waiting(true);
        let submit = |p: &mut Proving, at: &mut At<'_>| p.submit(code(), at);
        run.does(submit);
        run.takes(NAME, free());
        run.leaves = leaves;
        run.spot = spot;
        assert_is!(run.takes(CODE, Ok(Reply::CodeAccepted)), Outcome::Waits);
        assert!(run.bench.asked().is_empty());
        run.leaves = false;
        run.spot = Spot::Verify;
        run.does(Proving::drive);
        assert_eq!(run.bench.asked(), [REGISTER], "nothing is forgotten");
    }
}

#[test]
fn a_reset_begins_with_its_message_and_asks_for_no_other_as_long_as_that_is_good() {
    let Plan::SignUp {
        contacts, account, ..
    } = sign_up()
    else {
        panic!("no sign-up");
    };
    let mut run = Run::of(Plan::Reset {
        contacts,
        change: Some(NewPassword {
            password: account.password,
            logout_devices: false,
        }),
    });
    assert_is!(
        run.does(Proving::begin_reviewed),
        Outcome::NextMessage { .. }
    );
    assert_is!(run.takes(RESET_MESSAGE, sent(false)), Outcome::Begun);
    assert_is!(run.does(Proving::begin_reviewed), Outcome::Begun);
    assert!(run.bench.asked().is_empty());
}

#[test]
fn stages_without_a_person_are_answered_one_after_the_other() {
    let mut run = Run::of(plan_without_contact());
    assert_is!(run.does(Proving::begin_reviewed), Outcome::Waits);
    run.takes(REGISTER, demands(&[Dummy], &[]));
    assert_eq!(run.bench.asked(), [NAME], "the last one waits for the name");
    run.takes(NAME, lost());
    assert_eq!(run.bench.asked(), [REGISTER], "a silence is no refusal");
}

#[test]
fn a_token_is_checked_once_and_silence_is_no_obstacle() {
    let mut run = Run::of(sign_up());
    let token = || RegistrationToken::parse("invited").expect("a token");
    let server = sign_up().contacts().server.clone();
    let is_good = |run: &mut Run| {
        let cx = &mut run.bench.cx();
        run.proving.is_token_checked(token(), &server, cx)
    };
    assert!(!is_good(&mut run));
    let outcome = run.takes(TOKEN, Ok(Reply::TokenValid(false)));
    assert_is!(outcome, Outcome::Problem(problem) if problem.kind == ProblemKind::TokenRefused);
    assert!(!is_good(&mut run));
    assert_is!(run.takes(TOKEN, lost()), Outcome::Checked);
    assert!(is_good(&mut run));
    let contacts = sign_up().contacts().clone();
    run.proving.finish(&contacts, &mut run.bench.cx());
    assert!(!is_good(&mut run), "nothing secret is kept");
}

#[test]
fn a_late_answer_about_a_name_leads_nowhere_once_its_page_is_left() {
    for (spot, checks) in [(Spot::Early, true), (Spot::Elsewhere, false)] {
        let mut run = Run::of(sign_up());
        run.turns_to(Spot::Early);
        let Plan::SignUp {
            contacts, account, ..
        } = sign_up()
        else {
            panic!("no sign-up");
        };
        let cx = &mut run.bench.cx();
        let name = &account.username;
        assert!(!run.proving.is_name_checked(name, &contacts.server, cx));
        run.turns_to(spot);
        let outcome = run.takes(NAME, free());
        assert_eq!(matches!(outcome, Outcome::Checked), checks, "{outcome:?}");
    }
}
