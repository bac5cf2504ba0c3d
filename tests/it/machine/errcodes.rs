//! Every error that the specification or a known server gives leads to a page that says what it means and which key
//! goes on: one row an error, by the request that it answers.

mod messages;

use mxid::protocol::{ErrCode, Medium, Reply, Uia};
use mxid::screen::{Surroundings, describe};
use mxid::text::{Text, Texts, Units};
use mxid::wizard::{FieldId, Media, PageId, PasswordRule, ProblemKind, Stop};

use super::answers::*;
use super::play::Play;

/// The required result of an error.
#[derive(Clone, Debug)]
enum Means {
    /// This problem, on this page.
    Problem(ProblemKind, PageId),
    /// A countdown on this page.
    Countdown(PageId),
    /// The end at this server.
    Stop(fn(&Stop) -> bool),
    /// It stands in nobody's way: the wizard is on this page, without a problem.
    On(PageId),
}

use ErrCode as E;
use Means::{Countdown, On, Problem};
use ProblemKind as P;

/// Answers, and what each of them means.
type Rows = Vec<(Answered, Means)>;

/// Errors that mean the same.
fn all<const N: usize>(means: Means, errors: [(u16, ErrCode); N]) -> Rows {
    let row = |(status, code)| (refused(status, code), means.clone());
    errors.into_iter().map(row).collect()
}

/// Answers the same request anew for each row.
fn table(start: impl Fn() -> Play, endpoint: &str, rows: impl IntoIterator<Item = Rows>) {
    for (answer, means) in rows.into_iter().flatten() {
        let row = format!("{endpoint} {answer:?}");
        let mut play = start();
        let typed = typed(&play);
        play.answer(endpoint, answer);
        check(&play, &row, &means);
        if let Problem(..) | Countdown(_) = means {
            assert_eq!(self::typed(&play), typed, "{row}: everything typed is kept");
        }
    }
}

fn typed(play: &Play) -> Vec<String> {
    let kept = |field: &&FieldId| !matches!(field, FieldId::Code);
    let text = |field: &FieldId| play.wizard.form().text(*field).to_owned();
    FieldId::ALL.iter().filter(kept).map(text).collect()
}

fn check(play: &Play, row: &str, means: &Means) {
    let (page, problem) = (play.page(), play.problem());
    match means {
        Problem(kind, on) => {
            assert_eq!((page, problem.as_ref()), (*on, Some(kind)), "{row}");
        }
        Countdown(on) => {
            assert!(matches!(problem, Some(P::Limited(_))), "{row}: {problem:?}");
            assert_eq!(page, *on, "{row}");
        }
        Means::Stop(is) => match play.wizard.stop() {
            Some(stop) => assert!(is(stop), "{row}: {stop:?}"),
            None => panic!("{row}: on {page:?} with {problem:?}"),
        },
        On(on) => assert_eq!((page, problem.as_ref()), (*on, None), "{row}"),
    }
    let screen = describe(&play.wizard, &Surroundings::default(), &Texts::english());
    let (Problem(..) | Countdown(_)) = means else {
        return;
    };
    // The fact, the advice, and the server's words.
    let view = screen.problem.unwrap_or_else(|| panic!("{row}: no words"));
    let is_sentence = |text: &Text| {
        let text = text.read(play.now.0, &Units::default());
        text.ends_with('.') && text.contains(' ')
    };
    assert!(
        is_sentence(&view.what) && is_sentence(&view.how),
        "{row}: {view:?}"
    );
    let code = view.code.unwrap_or_default();
    assert!(
        code.contains("HTTP"),
        "{row}: {code:?} hides what the server said"
    );
}

fn closed() -> Means {
    Means::Stop(|stop| matches!(stop, Stop::Closed(_)))
}

fn at_account() -> Play {
    let mut play = Play::choosing_a_name();
    play.name_and_password();
    play
}

fn at_token() -> Play {
    let mut play = Play::sign_up(&[&[TOKEN, DUMMY]]);
    play.contact(Media::NONE);
    play.account();
    play.type_text("welcome");
    play.enter();
    play
}

#[test]
fn of_the_check_of_a_user_name() {
    let here = |kind| Problem(kind, PageId::Account);
    let rows = [
        all(here(P::NameTaken), [(400, E::UserInUse)]),
        all(here(P::NameRefused), [(400, E::InvalidUsername)]),
        all(here(P::NameReserved), [(400, E::Exclusive)]),
        all(closed(), [(403, E::Forbidden)]),
        all(On(PageId::Review), [(404, E::Unrecognized)]),
        vec![
            (bare(404), On(PageId::Review)),
            (limited(Some(5)), Countdown(PageId::Account)),
            (limited(None), Countdown(PageId::Account)),
        ],
    ];
    table(at_account, AVAILABLE, rows);
}

#[test]
fn of_the_check_of_a_registration_token() {
    let rows = vec![
        (Ok(Reply::TokenValid(true)), On(PageId::Review)),
        (refused(403, E::Forbidden), closed()),
        (refused(404, E::Unrecognized), On(PageId::Review)),
        (limited(Some(5)), Countdown(PageId::Token)),
    ];
    table(at_token, TOKEN_CHECK, [rows]);
}

/// A server's objections to a password.
fn passwords(on: PageId) -> Vec<Rows> {
    [
        (E::WeakPassword, None),
        (E::PasswordTooShort, Some(PasswordRule::Length(None))),
        (E::PasswordNoDigit, Some(PasswordRule::Digit)),
        (E::PasswordNoSymbol, Some(PasswordRule::Symbol)),
        (E::PasswordNoUppercase, Some(PasswordRule::Uppercase)),
        (E::PasswordNoLowercase, Some(PasswordRule::Lowercase)),
        (E::PasswordInDictionary, Some(PasswordRule::Uncommon)),
    ]
    .map(|(code, rule)| all(Problem(P::PasswordRefused(rule), on), [(400, code)]))
    .into()
}

#[test]
fn of_the_first_request_for_an_account() {
    let opening = || {
        let mut play = at_account();
        play.answer(AVAILABLE, free());
        play.enter();
        play
    };
    let absent = Means::Stop(|stop| matches!(stop, Stop::NoRegistration));
    let named = |kind| Problem(kind, PageId::Account);
    let here = |kind| Problem(kind, PageId::Review);
    let full = [(403, E::ResourceLimitExceeded), (403, E::UserLimitExceeded)];
    let other = [
        (400, E::Unknown),
        (400, E::BadJson),
        (403, E::GuestAccessForbidden),
    ];
    let mut rows = passwords(PageId::Account);
    rows.extend([
        all(named(P::NameTaken), [(400, E::UserInUse)]),
        all(named(P::NameRefused), [(400, E::InvalidUsername)]),
        all(named(P::NameReserved), [(400, E::Exclusive)]),
        all(closed(), [(403, E::Forbidden)]),
        all(absent, [(404, E::Unrecognized), (405, E::Unrecognized)]),
        all(here(P::ServerFull), full),
        all(here(P::Refused), other),
    ]);
    table(opening, REGISTER, rows);
}

#[test]
fn of_the_proof_of_an_address_for_an_account() {
    let polling = || {
        let mut play = Play::waiting_for_link();
        play.seconds(6);
        play
    };
    let still = |means: Means, codes: &[ErrCode]| -> Rows {
        let answer = |code: &ErrCode| demands_still("S1", &[&[EMAIL]], &[], code.clone());
        codes.iter().map(|c| (answer(c), means.clone())).collect()
    };
    let here = |kind| Problem(kind, PageId::Verify);
    let waits = || On(PageId::Verify);
    // No errcode is specified for "not yet", and these are in use.
    let not_yet = [
        E::Unauthorized,
        E::ThreepidAuthFailed,
        E::Forbidden,
        E::SessionNotValidated,
    ];
    let without_flows = [(401, E::Unauthorized), (401, E::ThreepidAuthFailed)];
    let denied = Problem(P::AddressDenied(Medium::Email), PageId::Address);
    let in_use = Problem(P::AddressInUse(Medium::Email), PageId::Address);
    let taken = Problem(P::NameTaken, PageId::Account);
    let expired = [E::SessionExpired, E::NoValidSession];
    let rows = [
        still(waits(), &not_yet),
        all(waits(), without_flows),
        still(here(P::MessageExpired), &expired),
        still(here(P::Refused), &[E::MissingParam, E::BadJson]),
        all(denied, [(403, E::ThreepidDenied)]),
        all(in_use, [(400, E::ThreepidInUse)]),
        all(taken, [(400, E::UserInUse)]),
        all(waits(), [(500, E::Unknown)]),
        all(On(PageId::Done), [(403, E::AwaitingApproval)]),
        vec![
            (demands("S1", &[&[EMAIL]], &[]), waits()),
            (limited(Some(30)), waits()),
            (bare(502), waits()),
            (registered(), On(PageId::Done)),
        ],
    ];
    table(polling, REGISTER, rows);
}

#[test]
fn of_a_registration_token_at_its_stage() {
    let flows: &[&[&str]] = &[&[TOKEN, DUMMY]];
    let answering = || {
        let mut play = at_token();
        play.answer(TOKEN_CHECK, Ok(Reply::TokenValid(true)));
        play.enter();
        play.answer(REGISTER, demands("S1", flows, &[]));
        play
    };
    let still = |code| demands_still("S1", flows, &[], code);
    for code in [E::Unauthorized, E::Forbidden, E::MissingParam] {
        let mut play = answering();
        play.answer(REGISTER, still(code.clone()));
        let refused = (PageId::Token, Some(P::TokenRefused));
        assert_eq!((play.page(), play.problem()), refused, "{code:?}");
    }
    // Another token was taken in this session: a new one decides.
    let mut play = answering();
    play.answer(REGISTER, still(E::InvalidParam));
    play.answer(REGISTER, demands("S2", flows, &[]));
    play.answer(REGISTER, demands("S2", flows, &[TOKEN]));
    assert_eq!(play.problem(), None);
}

#[test]
fn of_a_reset() {
    let opening = || {
        let mut play = Play::choosing_a_new_password();
        play.new_password();
        play
    };
    let none = || Means::Stop(|stop| matches!(stop, Stop::NoReset(Medium::Email)));
    let unknown = Problem(P::AddressUnknown(Medium::Email), PageId::Address);
    let here = |kind| Problem(kind, PageId::Verify);
    let absent = [
        (404, E::Unrecognized),
        (405, E::Unrecognized),
        (401, E::UnknownToken),
    ];
    let mut rows = passwords(PageId::NewPassword);
    rows.extend([
        all(none(), absent),
        all(On(PageId::Verify), [(401, E::MissingToken)]),
        all(unknown, [(404, E::NotFound)]),
        all(
            here(P::Refused),
            [(403, E::Forbidden), (400, E::MissingParam)],
        ),
        vec![
            (limited(Some(9)), Countdown(PageId::Verify)),
            (Ok(Reply::Uia(Uia::default())), none()),
        ],
    ]);
    table(opening, RESET, rows);
}
