//! The ways to the page that a test is about, each in the words of `words`.

use mxid::protocol::PasswordPolicy;
use mxid::wizard::{Choose, Event, Media, PageId};

use super::answers::*;
use super::play::Play;

impl Play {
    /// A sign-up at a server with these flows, up to the contact page.
    pub fn sign_up(demanded: &[&[&str]]) -> Self {
        Self::sign_up_with(demands("probe", demanded, &[]))
    }

    pub fn sign_up_with(probe: Answered) -> Self {
        let mut play = Self::new();
        play.server("example.org");
        play.answer_lookup();
        play.answer(REGISTER, probe);
        play
    }

    /// A sign-up without any demand, at a server whose base URL was typed, up to the contact page.
    pub fn sign_up_by_url() -> Self {
        let mut play = Self::new();
        play.server("https://matrix.example.org");
        play.answer_abilities();
        play.answer(REGISTER, demands("probe", &[&[DUMMY]], &[]));
        play
    }

    /// A sign-up without any demand, up to the account page.
    pub fn choosing_a_name() -> Self {
        let mut play = Self::sign_up(&[&[DUMMY]]);
        play.contact(Media::NONE);
        play
    }

    /// A sign-up without any demand, at a server with rules for passwords, up to the account page.
    pub fn choosing_a_password(rules: PasswordPolicy) -> Self {
        let mut play = Self::new();
        play.server("example.org");
        play.answer_absent();
        play.answer_rules(rules);
        play.answer(REGISTER, demands("probe", &[&[DUMMY]], &[]));
        play.contact(Media::NONE);
        play
    }

    /// A sign-up without a contact whose last request is in flight.
    pub fn creating() -> Self {
        let mut play = Self::sign_up(&[&[DUMMY]]);
        play.without_a_contact();
        play
    }

    /// A sign-up by email whose message is being asked for.
    pub fn asking_by_email() -> Self {
        let mut play = Self::sign_up(&[&[EMAIL]]);
        play.by_email();
        play.account();
        play.reviewed(&[&[EMAIL]]);
        play
    }

    /// A sign-up by email that waits for its link.
    pub fn waiting_for_link() -> Self {
        let mut play = Self::asking_by_email();
        play.answer(REGISTER_EMAIL, by_link("1"));
        assert_eq!(play.page(), PageId::Verify);
        play
    }

    /// A sign-up by phone whose message is being asked for.
    pub fn asking_by_phone() -> Self {
        let mut play = Self::sign_up(&[&[MSISDN]]);
        play.by_phone();
        play.account();
        play.reviewed(&[&[MSISDN]]);
        play
    }

    /// A sign-up by phone that waits for its code.
    pub fn waiting_for_code() -> Self {
        let mut play = Self::asking_by_phone();
        play.answer(REGISTER_PHONE, by_code("1"));
        assert_eq!(play.page(), PageId::Verify);
        play
    }
}

impl Play {
    /// A reset, up to the contact page.
    pub fn reset() -> Self {
        let mut play = Self::new();
        play.event(Event::Choose(Choose::Down));
        play.server("example.org");
        play.answer_lookup();
        play
    }

    /// A reset by email whose message is being asked for.
    pub fn asking_to_reset() -> Self {
        let mut play = Self::reset();
        play.by_email();
        play.enter();
        play
    }

    /// A reset by email whose message is on its way.
    pub fn choosing_a_new_password() -> Self {
        let mut play = Self::asking_to_reset();
        play.answer(RESET_EMAIL, by_link("1"));
        assert_eq!(play.page(), PageId::NewPassword);
        play
    }

    /// A reset by email that waits for its link.
    pub fn resetting() -> Self {
        let mut play = Self::choosing_a_new_password();
        play.new_password();
        play.answer(RESET, demands("S1", &[&[EMAIL]], &[]));
        play
    }
}

impl Play {
    /// Adding a contact, up to the sign-in page.
    pub fn adding() -> Self {
        let mut play = Self::new();
        play.event(Event::Choose(Choose::Index(2)));
        play.server("example.org");
        play.answer_lookup();
        assert_eq!(play.page(), PageId::SignIn);
        play
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

    /// Adding an email address whose message is being asked for.
    pub fn asking_to_add() -> Self {
        let mut play = Self::signed_in();
        play.by_email();
        play.enter();
        play
    }

    /// Adding an email address whose link is waited for.
    pub fn adding_by_link() -> Self {
        let mut play = Self::asking_to_add();
        play.answer(ADD_EMAIL, by_link("1"));
        play.answer(ADD, demands("S1", &[&[PASSWORD_STAGE]], &[]));
        assert_eq!(play.page(), PageId::Verify);
        play
    }

    /// Adding a number whose code is waited for.
    pub fn adding_by_code() -> Self {
        let mut play = Self::signed_in();
        play.by_phone();
        play.enter();
        play.answer(ADD_PHONE, by_code("1"));
        play.answer(ADD, demands("S1", &[&[PASSWORD_STAGE]], &[]));
        assert_eq!(play.page(), PageId::Verify);
        play
    }
}
