//! The form's content, as far as it is valid: parsed whenever it is needed.

use std::rc::Rc;

use super::Form;
use super::field::FieldId;
use super::rules::broken_rule;
use crate::domain::{
    CleanText, Email, LoginName, Password, PasswordError, RegistrationToken, ServerInput,
    ServerInputError, Username, UsernameError, without_look_alikes,
};
use crate::wizard::homeserver::{Homeserver, Media};
use crate::wizard::plan::{Access, Account, Contacts, Credentials, NewPassword, Plan};
use crate::wizard::problem::{PasswordRule, ProblemKind};
use crate::wizard::sign_in::SignInProblem;
use crate::wizard::task::Task;

impl Form {
    /// The name in its field, as that of an account on a server.
    pub fn username(&self, server: Option<&Rc<Homeserver>>) -> Result<Username, UsernameError> {
        username_on(server, self.text(FieldId::Username))
    }

    /// The password in its field, if it is one that the server takes.
    pub(in crate::wizard) fn password(
        &self,
        server: Option<&Rc<Homeserver>>,
    ) -> Result<Password, ProblemKind> {
        let text = self.text(FieldId::Password);
        let policy = server.and_then(|server| server.password_policy.as_ref());
        match (Password::parse(text), broken_rule(policy, text)) {
            (Ok(password), None) => Ok(password),
            // A length that the server names counts, not the lesser one that is asked for anyway.
            (Ok(_), Some(rule))
            | (Err(PasswordError::TooShort(_)), Some(rule @ PasswordRule::Length(_))) => {
                Err(ProblemKind::PasswordRule(rule))
            }
            (Err(error), _) => Err(ProblemKind::Password(error)),
        }
    }

    /// Whether it was typed the same both times.
    pub(in crate::wizard) fn is_password_again(&self) -> bool {
        self.text(FieldId::PasswordAgain) == self.text(FieldId::Password)
    }

    /// The account to sign in with, if it can be on this server.
    pub(in crate::wizard) fn login_name(
        &self,
        server: &Homeserver,
    ) -> Result<LoginName, SignInProblem> {
        let text = self.text(FieldId::SignInName);
        let name = LoginName::parse(text).map_err(SignInProblem::Name)?;
        match (&name, &server.name) {
            (LoginName::UserId(id), Some(here))
                if !id.server().eq_ignore_ascii_case(here.as_str()) =>
            {
                Err(SignInProblem::OtherServer(CleanText::new(id.server())))
            }
            _ => Ok(name),
        }
    }

    /// Why what is in the server field can be no server; `None` while a Matrix ID is on its way to the server's name.
    pub fn server_fault(&self) -> Option<ServerInputError> {
        let text = self.text(FieldId::Server).trim();
        let is_begun = text.starts_with('@') && !text.contains(':');
        match text.is_empty() || is_begun {
            true => None,
            false => ServerInput::parse(text).err(),
        }
    }

    /// Whether the text of a field can be continued with as it stands, as far as that can be told without asking
    /// the server.
    pub fn can_keep(&self, field: FieldId, server: Option<&Rc<Homeserver>>) -> bool {
        let text = self.text(field);
        match field {
            FieldId::Server => ServerInput::parse(text).is_ok(),
            FieldId::Number => self.number_check().is_some_and(|c| c.number().is_some()),
            FieldId::Email => Email::parse(text).is_ok(),
            FieldId::Username => self.username(server).is_ok(),
            FieldId::Password => self.password(server).is_ok(),
            FieldId::PasswordAgain => !text.is_empty() && self.is_password_again(),
            FieldId::Token => RegistrationToken::parse(text).is_ok(),
            FieldId::SignInName => match server {
                Some(server) => self.login_name(server).is_ok(),
                None => LoginName::parse(text).is_ok(),
            },
            FieldId::SignInPassword => Password::existing(text).is_ok(),
            // Each text is a filter, and each code is the server's to judge.
            FieldId::Country | FieldId::Code => !text.is_empty(),
        }
    }

    /// Name and password for an account that can be on this server.
    pub(in crate::wizard) fn credentials(
        &self,
        server: &Homeserver,
    ) -> Result<Credentials, SignInProblem> {
        let name = self.login_name(server)?;
        let password = Password::existing(self.text(FieldId::SignInPassword))
            .map_err(|_| SignInProblem::NoPassword)?;
        Ok(Credentials { name, password })
    }

    /// The suggested correction of a field: an address without a slip, or an address, a name or a server without
    /// letters that only look Latin.
    pub(in crate::wizard) fn meant(
        &self,
        field: FieldId,
        server: Option<&Rc<Homeserver>>,
    ) -> Option<String> {
        let typed = self.text(field);
        let email = || Some(Email::meant(typed)?.as_str().to_owned());
        let plain = || Some(without_look_alikes(typed.trim())?.0);
        match field {
            FieldId::Server => plain().filter(|plain| ServerInput::parse(plain).is_ok()),
            FieldId::Email => email(),
            FieldId::SignInName => {
                email().or_else(|| plain().filter(|plain| LoginName::parse(plain).is_ok()))
            }
            FieldId::Username => {
                let (plain, _) = without_look_alikes(typed)?;
                Some(username_on(server, &plain).ok()?.as_str().to_owned())
            }
            _ => None,
        }
    }

    /// Server and contacts; `None` as long as one of them is not valid.
    pub(in crate::wizard) fn contacts(&self, server: &Rc<Homeserver>) -> Option<Contacts> {
        let media = self.media.unwrap_or(Media::NONE);
        Some(Contacts {
            server: server.clone(),
            phone: match media.phone {
                true => Some(self.number.phone()?.clone()),
                false => None,
            },
            email: match media.email {
                true => Some(Email::typed(self.text(FieldId::Email)).ok()?),
                false => None,
            },
        })
    }

    /// Everything that a task sends; `None` as long as a part of it is not valid.
    pub(in crate::wizard) fn plan(
        &self,
        task: Task,
        server: &Rc<Homeserver>,
        access: Option<&Rc<Access>>,
    ) -> Option<Plan> {
        let contacts = self.contacts(server)?;
        let password = self.password(Some(server)).ok();
        let password = password.filter(|_| self.is_password_again());
        Some(match task {
            Task::SignUp => Plan::SignUp {
                account: Account {
                    username: self.username(Some(server)).ok()?,
                    password: password?,
                },
                token: match server.needs_token(contacts.media()) {
                    true => RegistrationToken::parse(self.text(FieldId::Token)).ok(),
                    false => None,
                },
                contacts,
            },
            Task::Reset => Plan::Reset {
                contacts,
                change: password
                    .zip(self.logout_devices)
                    .map(|(password, logout_devices)| NewPassword {
                        password,
                        logout_devices,
                    }),
            },
            Task::AddContact => Plan::AddContact {
                contacts,
                access: access?.clone(),
            },
        })
    }
}

/// A text as the name of an account on a server. The server name behind a base URL is not always known.
fn username_on(server: Option<&Rc<Homeserver>>, typed: &str) -> Result<Username, UsernameError> {
    match server.and_then(|server| server.name.as_ref()) {
        Some(server) => Username::parse_on(server, typed),
        None => Username::parse(typed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Guess, Locale};
    use crate::wizard::testing::plan_without_contact;

    fn form(texts: &[(FieldId, &str)]) -> Form {
        let (guess, locale) = (Guess::default(), Locale::default());
        let mut form = Form::new(guess, locale, Default::default(), None);
        for (field, text) in texts {
            form.fill(*field, text);
        }
        form
    }

    #[test]
    fn a_plan_is_made_of_a_form_that_is_valid_as_a_whole() {
        let server = plan_without_contact().contacts().server.clone();
        let mut form = form(&[
            (FieldId::Username, "robin"),
            (FieldId::Password, "correct horse"),
            (FieldId::PasswordAgain, "correct horse"),
            (FieldId::Email, "robin@example"),
        ]);
        assert_eq!(
            form.plan(Task::SignUp, &server, None),
            Some(plan_without_contact())
        );
        form.media = Some(Media::PHONE);
        assert_eq!(form.plan(Task::SignUp, &server, None), None, "no number");
        form.media = Some(Media::EMAIL);
        let reset = form.plan(Task::Reset, &server, None).expect("a plan");
        assert!(matches!(reset, Plan::Reset { change: None, .. }));
        form.logout_devices = Some(true);
        let reset = form.plan(Task::Reset, &server, None).expect("a plan");
        assert!(matches!(
            reset,
            Plan::Reset {
                change: Some(_),
                ..
            }
        ));
        assert_eq!(form.plan(Task::AddContact, &server, None), None, "no login");
    }
}
