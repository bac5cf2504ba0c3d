//! Enter: what is on a page is parsed, and leads somewhere.

use super::typing::How;
use crate::domain::{Email, PhoneCheck, RegistrationToken, ServerInput};
use crate::protocol::{Contact, Policy};
use crate::wizard::effect::Exit;
use crate::wizard::form::FieldId;
use crate::wizard::login::Standing;
use crate::wizard::page::{Focus, PageId};
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::proving::Proving;
use crate::wizard::sign_in::SignInProblem;
use crate::wizard::stop::Stop;
use crate::wizard::{Wizard, lookup};

impl Wizard {
    /// Parses what is on the page, and says whether the next page is due.
    pub(super) fn forward(&mut self) -> Result<bool, Problem> {
        match self.page {
            PageId::Task => return Ok(self.forward_task()),
            PageId::Server => return self.forward_server(),
            PageId::SignIn => return self.forward_sign_in(),
            PageId::Contact => return Ok(true),
            PageId::Country if self.form.take_country() => return Ok(true),
            PageId::Country => return Err(Problem::typed(ProblemKind::NoCountry)),
            PageId::Number => return self.forward_number(),
            PageId::Address => return self.forward_address(),
            PageId::Account => return self.forward_account(),
            PageId::Token => return self.forward_token(),
            PageId::Terms => return Ok(self.forward_terms()),
            PageId::NewPassword => return self.forward_new_password(),
            PageId::Verify => self.forward_verify(),
            PageId::Review => self.prove(Proving::begin_reviewed),
            PageId::Browser => self.prove(Proving::look_soon),
            PageId::Web if self.is_web_offer() => self.sign_up_in_browser(),
            PageId::Web => self.open_link(),
            PageId::Done => self.exit(Exit::Done),
            PageId::Stopped => self.go_to(PageId::Server),
        }
        Ok(false)
    }

    fn forward_number(&mut self) -> Result<bool, Problem> {
        if self.form.is_empty(FieldId::Number) {
            return Err(Problem::typed(ProblemKind::Number(PhoneCheck::Empty)));
        }
        let phone = match self.form.number_check() {
            Some(PhoneCheck::Valid(phone) | PhoneCheck::Doubtful(phone, _)) => phone.clone(),
            Some(other) => return Err(Problem::typed(ProblemKind::Number(other.clone()))),
            None => {
                self.edited(FieldId::Number, How::Typed);
                self.waits.enter = true;
                return Ok(false);
            }
        };
        self.leave_contact(&Contact::Phone(phone))
    }

    fn forward_address(&mut self) -> Result<bool, Problem> {
        let email = Email::typed(self.form.text(FieldId::Email))
            .map_err(|error| Problem::typed(ProblemKind::Email(error)))?;
        self.leave_contact(&Contact::Email(email))
    }

    /// Leaves the page of a contact, unless it is on the account already.
    fn leave_contact(&mut self, contact: &Contact) -> Result<bool, Problem> {
        if !self.login.has(contact) {
            return Ok(true);
        }
        if self.was_added(contact) {
            return Ok(false);
        }
        let kind = ProblemKind::AddressOnAccount(contact.medium());
        Err(Problem::typed(kind))
    }

    fn forward_terms(&mut self) -> bool {
        let here = self.terms().get(self.form.policy).cloned();
        if let Some(here) = here.filter(|here| !self.form.has_agreed(here)) {
            self.form.toggle(&here);
        }
        // On to the next one that is open; past the last, on to the next page.
        let is_open = |policy: &Policy| !self.form.has_agreed(policy);
        match self.terms().iter().position(is_open) {
            Some(open) => {
                self.form.policy = open;
                false
            }
            None => true,
        }
    }

    fn forward_verify(&mut self) {
        let is_typed = !self.form.text(FieldId::Code).trim().is_empty();
        if is_typed && self.asks_code() {
            self.form.complete_long_code();
        }
        let code = is_typed.then(|| self.form.code());
        self.prove(|p, at, cx| p.verify(code, at, cx));
    }

    fn forward_task(&mut self) -> bool {
        let chosen = self.saves.chosen();
        match chosen {
            Some(at) => self.take_up(at),
            None => self.begin_another(),
        }
        chosen.is_none()
    }

    fn forward_server(&mut self) -> Result<bool, Problem> {
        ServerInput::parse(self.form.text(FieldId::Server))
            .map_err(|error| Problem::typed(ProblemKind::Server(error)))?;
        let Some(server) = self.found().cloned() else {
            self.look_up();
            self.waits.enter = self.mech.in_flight.any(lookup::is_its);
            return Ok(false);
        };
        let admits = server.admits(self.task);
        self.server = Some(server);
        match admits {
            Ok(()) => return Ok(true),
            Err(Stop::Browser) if self.can_sign_up_in_browser() => self.offer_browser(),
            Err(stop) => self.stop_at(stop),
        }
        Ok(false)
    }

    fn forward_sign_in(&mut self) -> Result<bool, Problem> {
        let Some(server) = self.server().cloned() else {
            return Ok(false);
        };
        // Enter in the name only moves on to an empty password.
        let moves_on = self.focus == Focus::Field(FieldId::SignInName)
            && !self.form.is_empty(FieldId::SignInName)
            && self.form.is_empty(FieldId::SignInPassword);
        let credentials = match self.form.credentials(&server) {
            Ok(credentials) => credentials,
            Err((field, SignInProblem::NoPassword)) if moves_on => {
                self.focus = Focus::Field(field);
                return Ok(false);
            }
            Err((field, problem)) => return Err(self.at_field(field, problem.into())),
        };
        match self.login.standing(&server, &credentials) {
            Standing::NotOpen => {
                let is_same = self.saves.is_same_account(&self.here());
                let cx = &mut self.mech.cx();
                self.login.log_in(server, credentials, is_same, cx);
            }
            Standing::Unknown => self.login.ask_account(&mut self.mech.cx()),
            Standing::Fixed => self.stop_at(Stop::NoContactChanges(None)),
            Standing::Ready => return Ok(true),
        }
        Ok(false)
    }

    fn forward_account(&mut self) -> Result<bool, Problem> {
        let username = self
            .username()
            .map_err(|e| self.at_field(FieldId::Username, ProblemKind::Username(e)))?;
        if !self.has_new_password()? {
            return Ok(false);
        }
        let Some(server) = self.server().cloned() else {
            return Ok(false);
        };
        let cx = &mut self.mech.cx();
        let is_checked = self.proving.is_name_checked(&username, &server, cx);
        if !is_checked {
            self.prove(Proving::open_ahead);
        }
        Ok(is_checked)
    }

    /// Whether there is a good password, typed twice; else Enter only moved on to an empty field.
    fn has_new_password(&mut self) -> Result<bool, Problem> {
        let fields = [FieldId::Password, FieldId::PasswordAgain];
        let is_empty = |w: &Self, field| w.form.is_empty(field);
        let above = |focus, field| match focus {
            Focus::Field(FieldId::Username) => true,
            Focus::Field(FieldId::Password) => field == FieldId::PasswordAgain,
            _ => false,
        };
        if is_empty(self, FieldId::Password) && above(self.focus, FieldId::Password) {
            self.focus = Focus::Field(FieldId::Password);
            return Ok(false);
        }
        let server = self.server().cloned();
        let password = self.form.password(server.as_deref());
        password.map_err(|e| self.at_field(fields[0], e))?;
        if is_empty(self, fields[1]) && above(self.focus, fields[1]) {
            self.focus = Focus::Field(fields[1]);
            return Ok(false);
        }
        if !self.form.is_password_again() {
            return Err(self.at_field(fields[1], ProblemKind::Mismatch));
        }
        Ok(true)
    }

    /// A problem with a field, which gets the focus.
    fn at_field(&mut self, field: FieldId, kind: ProblemKind) -> Problem {
        self.focus = Focus::Field(field);
        Problem::typed(kind)
    }

    fn forward_token(&mut self) -> Result<bool, Problem> {
        let token = RegistrationToken::parse(self.form.text(FieldId::Token))
            .map_err(|error| Problem::typed(ProblemKind::Token(error)))?;
        let Some(server) = self.server().cloned() else {
            return Ok(false);
        };
        let cx = &mut self.mech.cx();
        Ok(self.proving.is_token_checked(token, &server, cx))
    }

    fn forward_new_password(&mut self) -> Result<bool, Problem> {
        if !self.has_new_password()? {
            return Ok(false);
        }
        if self.form.logout_devices.is_none() {
            let in_fields = matches!(self.focus, Focus::Field(_));
            self.focus = Focus::List;
            // Enter in the last field moves on to the question; Enter on the question needs its
            // answer.
            return if in_fields {
                Ok(false)
            } else {
                Err(Problem::typed(ProblemKind::NoLogoutChoice))
            };
        }
        Ok(true)
    }
}
