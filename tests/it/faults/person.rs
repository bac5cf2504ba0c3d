//! The scripted user's act on each page.

use mxid::field::Typed;
use mxid::practice::{self, MessageKind};
use mxid::wizard::{Act, Choose, End, Event, FieldId, PageId, ProblemKind};

use super::browser;
use super::face::Face;
use super::flow::{Flow, PASSWORD};
use super::site::URL;

impl Face<'_> {
    /// The user's act now; `None` while they wait.
    pub(super) async fn next(&mut self) -> Option<Event> {
        let wizard = self.engine.wizard();
        if wizard.waiting().busy.is_some() || wizard.waiting().repeat_at.is_some() {
            return None;
        }
        if let Some(problem) = wizard.problem() {
            if matches!(problem.kind, ProblemKind::Limited(_)) {
                return None;
            }
            self.pressed += 1;
            // The page names the key: Enter is about the message before, where there is one.
            let again = matches!(problem.kind, ProblemKind::NotAgain(_));
            if again || self.last_message_failed() {
                self.asked += 1;
            }
            return Some(match again {
                true => Event::Act(Act::SendAgain),
                false => Event::Continue,
            });
        }
        self.turn_page().await
    }

    /// Whether the newest message that was asked for is not on its way, as far as is known.
    fn last_message_failed(&self) -> bool {
        let records = self.engine.wizard().records();
        let newest = records.iter().rfind(|record| record.attempt.is_some());
        newest.is_some_and(|record| matches!(record.end, Some((End::Failed(_), _))))
    }

    /// Does what this page is for; `None` while the user waits.
    async fn turn_page(&mut self) -> Option<Event> {
        let flow = self.flow;
        let wizard = self.engine.wizard();
        match wizard.page() {
            PageId::SignIn => {
                self.fill(FieldId::SignInName, flow.username());
                self.fill(FieldId::SignInPassword, PASSWORD);
            }
            PageId::Contact => {
                let choices = wizard.contact_choices();
                let at = choices.iter().position(|media| *media == flow.media());
                let at = at.unwrap_or_else(|| panic!("not offered\n{}", self.story()));
                self.step(Event::Choose(Choose::Index(at)));
            }
            PageId::Country => self.fill(FieldId::Country, "United States"),
            PageId::Number => self.fill(FieldId::Number, "201 555 0123"),
            PageId::Address => self.fill(FieldId::Email, flow.email()),
            PageId::Account => {
                self.fill(FieldId::Username, flow.username());
                self.new_password();
            }
            PageId::NewPassword => {
                self.new_password();
                if self.engine.wizard().form().logout_devices.is_none() {
                    self.step(Event::Continue);
                    self.step(Event::Choose(Choose::Index(0)));
                }
            }
            PageId::Token => self.fill(FieldId::Token, "letmein"),
            PageId::Verify if wizard.asks_code() => return self.type_code(),
            PageId::Verify if flow == Flow::SignUpSentAgain && !self.sent_again => {
                return self.send_again();
            }
            PageId::Verify => {
                self.open_link().await;
                return None;
            }
            PageId::Web if wizard.awaited_link().is_some() => {
                let link = wizard
                    .awaited_link()
                    .expect("a link")
                    .as_str()
                    .replace(URL, self.practice.url());
                if !std::mem::replace(&mut self.browsed, true) {
                    browser::sign_up(&link, flow.username(), PASSWORD).await;
                }
                return None;
            }
            PageId::Stopped => {
                self.went_back = true;
                self.hindered = true;
                return Some(Event::Back);
            }
            _ => {}
        }
        Some(Event::Continue)
    }

    /// Types another text into a field, unless it is there.
    fn fill(&mut self, field: FieldId, text: &'static str) {
        self.typed.insert(field, text);
        if self.engine.wizard().form().text(field) != text {
            self.step(Event::Fill(field, Typed::from(text)));
        }
    }

    fn new_password(&mut self) {
        self.fill(FieldId::Password, PASSWORD);
        self.fill(FieldId::PasswordAgain, PASSWORD);
    }

    /// Asks for another message as soon as that is possible.
    fn send_again(&mut self) -> Option<Event> {
        let possible_at = self.engine.wizard().resend_at();
        if possible_at.is_some_and(|at| at > self.engine.now()) {
            return None;
        }
        self.sent_again = true;
        self.asked += 1;
        Some(Event::Act(Act::SendAgain))
    }

    /// Types the code of the newest text, once it came. A code of six digits submits itself.
    fn type_code(&mut self) -> Option<Event> {
        let is_text = |message: &&practice::Message| message.kind == MessageKind::Sms;
        let messages = self.practice.outbox();
        let newest = messages[self.before..].iter().rfind(is_text)?;
        let code = newest.code.clone()?;
        if self.engine.wizard().form().text(FieldId::Code) == code {
            return None;
        }
        self.step(Event::Fill(FieldId::Code, Typed::from(code.as_str())));
        Some(Event::Continue)
    }

    /// Opens the link of the newest mail, once the wizard has looked for it in vain, and presses the
    /// button behind it.
    async fn open_link(&mut self) {
        let is_mail = |message: &&practice::Message| message.kind == MessageKind::Mail;
        let messages = self.practice.outbox();
        let newest = messages[self.before..].iter().rfind(is_mail);
        let link = newest.and_then(|mail| mail.link.clone());
        let (Some(link), Some(_)) = (link, self.engine.wizard().proving().polling().looked_at())
        else {
            return;
        };
        if self.opened == messages.len() {
            return;
        }
        self.opened = messages.len();
        let mut page = self.practice.follow(&link).await;
        while let Some(button) = page.confirm.take() {
            page = self.practice.follow(&button).await;
        }
    }
}
