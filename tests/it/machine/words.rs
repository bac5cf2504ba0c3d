//! The words of the tests: what a user does on a page, and what a server says to it.
//!
//! The user is Robin, whose address is robin@example.net, whose number is 201 555 0123, and whose account is to be at
//! example.org. Where a test says nothing else, a session is called S1 and a message has the sid 1.

use mxid::protocol::{ErrCode, PasswordPolicy, Reply, Request, WellKnown};
use mxid::wizard::{Act, Choose, Event, FieldId, Media, PageId};

use super::answers::*;
use super::play::Play;

impl Play {
    /// Continues with the task that is chosen, to this server.
    pub fn server(&mut self, typed: &str) {
        self.enter();
        self.type_text(typed);
        self.enter();
    }

    /// Name and password on the sign-in page, and Enter.
    pub fn sign_in(&mut self) {
        self.fill(FieldId::SignInName, "robin");
        self.fill(FieldId::SignInPassword, PASSWORD);
        self.enter();
    }

    /// Email on the contact page, and the address.
    pub fn by_email(&mut self) {
        self.contact(Media::EMAIL);
        self.email();
    }

    /// A phone on the contact page, its country and number.
    pub fn by_phone(&mut self) {
        self.contact(Media::PHONE);
        self.number("201 555 0123");
    }

    /// Both on the contact page, the number and the address.
    pub fn by_both(&mut self) {
        self.contact(Media::BOTH);
        self.number("201 555 0123");
        self.email();
    }

    fn email(&mut self) {
        self.type_text("robin@example.net");
        self.enter();
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
        self.name_and_password();
        self.answer(AVAILABLE, free());
    }

    /// The account page: the name is being checked.
    pub fn name_and_password(&mut self) {
        assert_eq!(self.page(), PageId::Account);
        self.fill(FieldId::Username, "robin");
        self.passwords();
    }

    /// The passwords of the page, and Enter.
    pub fn passwords(&mut self) {
        self.fill(FieldId::Password, PASSWORD);
        self.fill(FieldId::PasswordAgain, PASSWORD);
        self.enter();
    }

    /// Enter on the review page, and the session with what the server demands.
    pub fn reviewed(&mut self, demanded: &[&[&str]]) {
        self.enter();
        self.answer(REGISTER, demands("S1", demanded, &[]));
    }

    /// From the contact page to the last request of a sign-up that demands nothing.
    pub fn without_a_contact(&mut self) {
        self.contact(Media::NONE);
        self.account();
        self.reviewed(&[&[DUMMY]]);
    }

    /// From the review page of a sign-up that demands [`BY_BOTH`] to where the phone is proven, and the message to the
    /// address is being asked for.
    pub fn prove_the_phone(&mut self) {
        self.reviewed(BY_BOTH);
        self.answer(REGISTER_PHONE, by_code("1"));
        self.code_accepted();
        self.answer(REGISTER, demands("S1", BY_BOTH, &[MSISDN]));
    }

    /// The code of the message, which is right.
    pub fn code_accepted(&mut self) {
        self.type_text("417203");
        self.answer(CODE, Ok(Reply::CodeAccepted));
    }

    /// The new password, and other sessions stay signed in.
    pub fn new_password(&mut self) {
        self.passwords();
        self.event(Event::Choose(Choose::Index(0)));
        self.enter();
    }

    /// Another message: before it is asked for, the name and the link are looked at again.
    pub fn send_again(&mut self) {
        self.event(Act::SendAgain);
        self.answer(AVAILABLE, free());
        self.answer_not_yet();
    }

    /// Back until this page is there.
    pub fn back_to(&mut self, page: PageId) {
        for _ in 0..20 {
            if self.page() == page {
                return;
            }
            self.back();
        }
        panic!("never on {page:?}, but on {:?}", self.page());
    }
}

impl Play {
    /// Answers discovery and everything after it that does not depend on the task.
    pub fn answer_lookup(&mut self) {
        self.answer_absent();
        self.answer_abilities();
    }

    /// The server says nothing of where it is: it is where its name says.
    pub fn answer_absent(&mut self) {
        let absent = Reply::WellKnown(WellKnown::Absent);
        self.answer("/.well-known/matrix/client", Ok(absent));
    }

    /// Answers what a server is asked once it is known where it is: what it speaks, and what can be done there.
    pub fn answer_abilities(&mut self) {
        self.answer_spoken();
        self.answer("/password_policy", unrecognized());
    }

    /// The same from a server with rules for passwords.
    pub fn answer_rules(&mut self, rules: PasswordPolicy) {
        self.answer_spoken();
        self.answer("/password_policy", Ok(Reply::PasswordPolicy(rules)));
    }

    fn answer_spoken(&mut self) {
        self.answer("/versions", versions());
        self.answer("/login", password_login());
        self.answer("/auth_metadata", unrecognized());
    }

    pub fn answer_not_yet(&mut self) {
        self.answer(
            REGISTER,
            demands_still("S1", &[&[EMAIL]], &[], ErrCode::Unauthorized),
        );
    }

    /// The answer is lost, and that to the repetition too.
    pub fn lost_twice(&mut self, endpoint: &str) {
        self.answer(endpoint, lost());
        self.seconds(3);
        self.answer(endpoint, lost());
    }

    /// The session whose stage the newest registration answers; `None` if it opens one.
    pub fn session(&self) -> Option<&str> {
        let Some((_, Request::Register(request))) = self.requests.last() else {
            panic!("a registration");
        };
        let stage = request.auth.as_ref()?;
        Some(stage.session.as_ref().expect("its session").expose())
    }
}
