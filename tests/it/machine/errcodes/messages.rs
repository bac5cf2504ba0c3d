//! Errors of asking for a message, and of the code that it brings.

use mxid::wizard::Act;

use super::*;

/// The meaning of `requestToken` for every purpose; the address is corrected on the page `typed`.
fn messages(medium: Medium, typed: PageId) -> Vec<Rows> {
    let at_address = |kind| Problem(kind, typed);
    let elsewhere = |kind| Problem(kind, PageId::Contact);
    let here = |kind| Problem(kind, PageId::Review);
    let unreadable = [
        (400, E::InvalidParam),
        (400, E::InvalidEmail),
        (400, E::InvalidAddress),
        (400, E::InvalidPhoneNumber),
    ];
    let unsent = [
        (400, E::EmailSendError),
        (500, E::SendError),
        (500, E::Unknown),
    ];
    let unsupported = [
        (400, E::ThreepidMediumNotSupported),
        (404, E::Unrecognized),
        (405, E::Unrecognized),
    ];
    vec![
        all(
            at_address(P::AddressDenied(medium)),
            [(403, E::ThreepidDenied)],
        ),
        all(at_address(P::AddressInvalid(medium)), unreadable),
        all(elsewhere(P::MediumUnsupported(medium)), unsupported),
        all(
            elsewhere(P::NeedsIdentityServer),
            [(400, E::ServerNotTrusted)],
        ),
        all(here(P::CannotDeliver(medium)), unsent),
        all(here(P::Refused), [(400, E::Unknown)]),
        all(here(P::MessageExpired), [(403, E::ThreepidAuthFailed)]),
        all(Countdown(PageId::Review), [(429, E::Unknown)]),
        vec![
            (limited(Some(333)), Countdown(PageId::Review)),
            (limited(None), Countdown(PageId::Review)),
        ],
    ]
}

/// The meaning where the address is to become an account's.
fn in_use(medium: Medium, typed: PageId) -> Rows {
    let in_use = Problem(P::AddressInUse(medium), typed);
    all(in_use, [(400, E::ThreepidInUse)])
}

#[test]
fn of_a_message_for_a_new_account() {
    let mut rows = messages(Medium::Email, PageId::Address);
    rows.push(in_use(Medium::Email, PageId::Address));
    table(Play::asking_by_email, REGISTER_EMAIL, rows);
    let mut rows = messages(Medium::Msisdn, PageId::Number);
    rows.push(in_use(Medium::Msisdn, PageId::Number));
    let rejected = Problem(P::DestinationRejected, PageId::Number);
    rows.push(all(rejected, [(400, E::DestinationRejected)]));
    table(Play::asking_by_phone, REGISTER_PHONE, rows);
}

#[test]
fn of_a_message_for_a_reset() {
    let mut rows = messages(Medium::Email, PageId::Address);
    let unknown = Problem(P::AddressUnknown(Medium::Email), PageId::Address);
    rows.push(all(unknown, [(400, E::ThreepidNotFound)]));
    table(Play::asking_to_reset, RESET_EMAIL, rows);
}

#[test]
fn of_a_message_for_a_contact() {
    let mut rows = messages(Medium::Email, PageId::Address);
    rows.push(in_use(Medium::Email, PageId::Address));
    table(Play::asking_to_add, ADD_EMAIL, rows);
    let off = Means::Stop(|stop| matches!(stop, Stop::NoContactChanges(Some(_))));
    let rows = all(off, [(400, E::Forbidden), (403, E::Forbidden)]);
    table(Play::asking_to_add, ADD_EMAIL, [rows]);
}

/// A user who adds a contact hears that it is in use, and has nothing to turn to: they have an account.
#[test]
fn a_refused_message_for_a_contact_leaves_the_session_and_offers_no_other_flow() {
    let mut play = Play::asking_to_add();
    play.answer(ADD_EMAIL, refused(400, E::ThreepidInUse));
    assert!(!play.wizard.works(Act::Switch));
    assert_eq!(play.count(LOGOUT), 0);
}

#[test]
fn of_a_code() {
    let submitting = || {
        let mut play = Play::waiting_for_code();
        play.type_text("417203");
        play
    };
    let here = |kind| Problem(kind, PageId::Verify);
    let wrong = [
        (200, E::NoValidSession),
        (400, E::TokenIncorrect),
        (404, E::NoValidSession),
        (400, E::InvalidParam),
        (400, E::Unknown),
    ];
    let terms = Problem(P::NeedsIdentityServer, PageId::Contact);
    let rows = [
        all(here(P::WrongCode), wrong),
        all(here(P::MessageExpired), [(400, E::SessionExpired)]),
        all(terms, [(403, E::TermsNotSigned)]),
        all(here(P::ServerFailed), [(500, E::Unknown)]),
        vec![(limited(Some(5)), Countdown(PageId::Verify))],
    ];
    table(submitting, CODE, rows);
}
