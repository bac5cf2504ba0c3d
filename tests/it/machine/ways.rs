//! The way to the pages that a test is about.

use mxid::protocol::{ErrCode, Reply, WellKnown};
use mxid::wizard::{Choose, Event, FieldId, Media, PageId};

use super::answers::*;
use super::play::Play;

impl Play {
    /// Answers discovery and everything after it that does not depend on the goal.
    pub fn answer_lookup(&mut self) {
        self.answer(
            "/.well-known/matrix/client",
            Ok(Reply::WellKnown(WellKnown::Absent)),
        );
        self.answer("/versions", versions());
        self.answer("/login", password_login());
        self.answer("/auth_metadata", unrecognized());
        self.answer("/password_policy", unrecognized());
    }

    /// A sign-up at a server with these flows, up to the contact page.
    pub fn sign_up(demanded: &[&[&str]]) -> Self {
        Self::sign_up_with(demands("probe", demanded, &[]))
    }

    pub fn sign_up_with(probe: Answered) -> Self {
        let mut play = Self::new();
        play.enter();
        play.type_text("example.org");
        play.enter();
        play.answer_lookup();
        play.answer(REGISTER, probe);
        play
    }

    /// A reset, up to the contact page.
    pub fn reset() -> Self {
        let mut play = Self::new();
        play.event(Event::Choose(Choose::Down));
        play.enter();
        play.type_text("example.org");
        play.enter();
        play.answer_lookup();
        play
    }

    /// Adding a contact, up to the sign-in page.
    pub fn adding() -> Self {
        let mut play = Self::new();
        play.event(Event::Choose(Choose::Index(2)));
        play.enter();
        play.type_text("example.org");
        play.enter();
        play.answer_lookup();
        assert_eq!(play.page(), PageId::SignIn);
        play
    }

    /// Name and password on the sign-in page, and Enter.
    pub fn sign_in(&mut self) {
        self.fill(FieldId::SignInName, "robin");
        self.fill(FieldId::SignInPassword, PASSWORD);
        self.enter();
    }

    /// Adding a contact to an account without any, up to the contact page.
    pub fn signed_in() -> Self {
        let mut play = Self::adding();
        play.sign_in();
        play.answer(LOGIN, logged_in());
        play.answer(CAPABILITIES, contact_changes(true));
        play.answer(ACCOUNT, account_has(&[]));
        assert_eq!(play.page(), PageId::Contact);
        play
    }

    /// Adding an email address whose link is waited for: sid 1, session S1.
    pub fn adding_by_link() -> Self {
        let mut play = Self::signed_in();
        play.contact(Media::EMAIL);
        play.type_text("robin@example.net");
        play.enter();
        play.enter();
        play.answer(ADD_EMAIL, by_link("1"));
        play.answer(ADD, demands("S1", &[&[PASSWORD_STAGE]], &[]));
        assert_eq!(play.page(), PageId::Verify);
        play
    }

    /// Adding a number whose code is waited for: sid 1, session S1.
    pub fn adding_by_code() -> Self {
        let mut play = Self::signed_in();
        play.contact(Media::PHONE);
        play.number("201 555 0123");
        play.enter();
        play.answer(ADD_PHONE, by_code("1"));
        play.answer(ADD, demands("S1", &[&[PASSWORD_STAGE]], &[]));
        assert_eq!(play.page(), PageId::Verify);
        play
    }

    /// From the country page past the number.
    pub fn number(&mut self, typed: &str) {
        self.type_text("United States");
        self.enter();
        self.type_text(typed);
        self.enter();
    }

    /// The account page, with a name that is free.
    pub fn account(&mut self) {
        assert_eq!(self.page(), PageId::Account);
        self.fill(FieldId::Username, "robin");
        self.fill(FieldId::Password, PASSWORD);
        self.fill(FieldId::PasswordAgain, PASSWORD);
        self.enter();
        self.answer(AVAILABLE, free());
    }

    /// A sign-up by email whose message is being asked for: session S1.
    pub fn asking_by_email() -> Self {
        let mut play = Self::sign_up(&[&[EMAIL]]);
        play.contact(Media::EMAIL);
        play.type_text("robin@example.net");
        play.enter();
        play.account();
        play.enter();
        play.answer(REGISTER, demands("S1", &[&[EMAIL]], &[]));
        play
    }

    /// A sign-up by email that waits for its link: session S1, sid 1.
    pub fn waiting_for_link() -> Self {
        let mut play = Self::asking_by_email();
        play.answer(REGISTER_EMAIL, by_link("1"));
        assert_eq!(play.page(), PageId::Verify);
        play
    }

    /// A sign-up by phone that waits for its code: session S1, sid 1.
    pub fn waiting_for_code() -> Self {
        let mut play = Self::sign_up(&[&[MSISDN]]);
        play.contact(Media::PHONE);
        play.number("201 555 0123");
        play.account();
        play.enter();
        play.answer(REGISTER, demands("S1", &[&[MSISDN]], &[]));
        play.answer(REGISTER_PHONE, by_code("1"));
        assert_eq!(play.page(), PageId::Verify);
        play
    }

    /// A reset by email whose message is on its way: sid 1.
    pub fn choosing_a_new_password() -> Self {
        let mut play = Self::reset();
        play.contact(Media::EMAIL);
        play.type_text("robin@example.net");
        play.enter();
        play.enter();
        play.answer(RESET_EMAIL, by_link("1"));
        assert_eq!(play.page(), PageId::NewPassword);
        play
    }

    /// The new password, and other sessions stay signed in.
    pub fn new_password(&mut self) {
        self.fill(FieldId::Password, PASSWORD);
        self.fill(FieldId::PasswordAgain, PASSWORD);
        self.enter();
        self.event(Event::Choose(Choose::Index(0)));
        self.enter();
    }

    /// "Not yet", from Synapse.
    pub fn answer_not_yet(&mut self) {
        self.answer(
            REGISTER,
            demands_still("S1", &[&[EMAIL]], &[], ErrCode::Unauthorized),
        );
    }
}
