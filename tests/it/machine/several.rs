//! Several unfinished tasks: which are offered, which one is resumed, and that none is written
//! over by another.

use mxid::domain::BaseUrl;
use mxid::protocol::ErrCode;
use mxid::wizard::{
    Act, Answer, Choose, Effect, Event, FieldId, Media, Notice, PageId, PracticeServer, Preset,
    ResumeFault, SavedTask, Task, TaskId,
};

use super::answers::*;
use super::play::Play;
use super::resuming::by_email;

/// A flow under another name.
fn named(letter: char, mut flow: SavedTask) -> SavedTask {
    flow.id = TaskId::parse(&letter.to_string().repeat(16)).expect("an id");
    flow
}

fn written(play: &Play) -> SavedTask {
    play.written().expect("a flow")
}

/// A sign-up whose link is awaited, a reset, and a contact that is added.
pub fn several() -> Vec<SavedTask> {
    vec![
        named('a', written(&Play::waiting_for_link())),
        named('b', written(&Play::choosing_a_new_password())),
        named('c', written(&Play::adding_by_link())),
    ]
}

impl Play {
    fn offers(&self) -> Vec<char> {
        let first = |id: &TaskId| id.as_str().chars().next();
        let offers = self.wizard.saves().offers().iter();
        offers.filter_map(|offer| first(&offer.id)).collect()
    }

    /// Moves to an entry of the list and presses Enter.
    fn pick(&mut self, at: usize) {
        self.event(Event::Choose(Choose::Index(at)));
        self.enter();
    }

    /// Back to the first page.
    fn home(&mut self) {
        self.back_to(PageId::Task);
    }

    /// Back to the server page, and on with this server.
    fn go_over_to(&mut self, server: &str, probe: Answered) {
        self.back_to(PageId::Server);
        self.fill(FieldId::Server, server);
        self.enter();
        self.found_again(Some(probe));
    }

    /// Takes the practice server, on the server page.
    fn practise(&mut self, probe: Answered) {
        self.event(Act::Practise);
        let server = PracticeServer {
            base: BaseUrl::parse("http://127.0.0.1:4000").expect("a base URL"),
            name: mxid::domain::ServerName::parse("practice.example").expect("a name"),
            known_email: "robin@example.net".to_owned(),
            known_login: ("robin", "x"),
        };
        self.answer_with(
            |effect| matches!(effect, Effect::StartPractice { .. }),
            Answer::Practice(Ok(server)),
        );
        self.answer_abilities();
        self.answer(REGISTER, probe);
        self.enter();
        assert_eq!(self.page(), PageId::Contact);
    }

    /// The flow of this name on the disk.
    fn on_disk(&self, id: &TaskId) -> &SavedTask {
        let flow = self.flows.iter().find(|flow| flow.id == *id);
        flow.expect("it is on the disk")
    }
}

#[test]
fn the_first_page_offers_what_was_begun_and_something_else_is_a_flow_of_its_own() {
    let mut flow = Play::waiting_for_link().written().expect("a flow");
    flow.id = TaskId::parse("another5another5").expect("an id");
    let beside = || Play::offered(vec![flow.clone()], Preset::default());
    let mut play = beside();
    assert_eq!(play.wizard.saves().chosen(), Some(0));
    play.enter();
    assert_eq!(play.page(), PageId::Server);
    play.found_again(Some(by_email()));
    assert_eq!(play.page(), PageId::Account);
    play.passwords();
    play.answer(AVAILABLE, refused(400, ErrCode::UserInUse));
    play.fill(FieldId::Username, "wren");
    play.enter();
    let again = play.written().expect("a flow");
    assert_eq!((&again.id, &*again.username), (&flow.id, "wren"));

    let mut play = beside();
    play.event(Event::Choose(mxid::wizard::Choose::Down));
    play.server("example.org");
    play.found_again(Some(by_email()));
    assert_eq!(play.page(), PageId::Contact);
    play.contact(Media::EMAIL);
    play.type_text("wren@example.net");
    play.enter();
    let other = play.written().expect("a flow");
    assert_ne!(other.id, flow.id);
    assert!(play.messages().is_empty() && other.validations.is_empty());
}

#[test]
fn with_several_the_person_chooses_whether_or_not_they_asked_to_resume() {
    let asked = Play::resuming(several());
    let plain = Play::offered(several(), Preset::default());
    for mut play in [asked, plain] {
        assert_eq!(play.page(), PageId::Task);
        assert_eq!(play.offers(), ['a', 'b', 'c']);
        assert_eq!(play.wizard.saves().chosen(), Some(0), "the newest");
        play.pick(1);
        assert_eq!(play.wizard.task(), Task::Reset);
        play.found_again(None);
        assert_eq!(play.page(), PageId::NewPassword);
        assert_eq!(play.messages(), []);
    }
}

#[test]
fn what_another_wizard_has_stays_on_offer_and_what_is_gone_does_not() {
    let mut play = Play::resuming(several());
    play.in_use.push(several()[0].id.clone());
    play.enter();
    assert_eq!(play.page(), PageId::Task);
    let notice = play.wizard.notice();
    assert_eq!(notice, Some(Notice::NotResumed(ResumeFault::InUse)));
    assert_eq!(play.offers(), ['a', 'b', 'c']);
    assert_eq!(play.wizard.saves().chosen(), Some(0), "the same one");
    // The other wizard has finished it.
    play.in_use.clear();
    play.flows.remove(0);
    play.enter();
    let notice = play.wizard.notice();
    assert_eq!(notice, Some(Notice::NotResumed(ResumeFault::Gone)));
    assert_eq!(play.offers(), ['b', 'c']);
    play.enter();
    assert!(
        !play.wizard.saves().is_resumed(),
        "nobody has chosen another one"
    );
}

#[test]
fn what_is_taken_up_is_as_it_was_written_last() {
    let mut play = Play::offered(several(), Preset::default());
    let flow = play.flows.iter_mut().find(|flow| flow.task == Task::SignUp);
    flow.expect("the sign-up").email = "wren@example.net".to_owned();
    play.enter();
    let email = play.wizard.form().text(FieldId::Email);
    assert_eq!(email, "wren@example.net");
}

#[test]
fn after_going_back_to_the_first_page_the_flow_is_there_as_far_as_it_was() {
    let mut play = Play::waiting_for_link().killed();
    let flow = play.flows[0].clone();
    play.found_again(Some(by_email()));
    assert_eq!(play.page(), PageId::Account);
    play.home();
    assert_eq!(play.wizard.saves().offers().len(), 1);
    assert_eq!(
        play.wizard.saves().chosen(),
        Some(0),
        "Enter goes on with it"
    );
    assert_eq!(
        play.flows,
        std::slice::from_ref(&flow),
        "nothing has changed"
    );
    play.enter();
    play.found_again(Some(by_email()));
    assert_eq!(play.page(), PageId::Account);
    play.passwords();
    play.answer(AVAILABLE, free());
    play.answer(REGISTER, demands("S2", &[&[EMAIL]], &[]));
    assert_eq!(play.page(), PageId::Verify);
    assert_eq!(play.messages(), []);
    play.seconds(0);
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
    assert_eq!(play.flows, []);
}

#[test]
fn something_new_after_a_flow_was_taken_up_leaves_that_one_in_its_file() {
    let mut play = Play::waiting_for_link().killed();
    let flow = play.flows[0].clone();
    play.found_again(Some(by_email()));
    play.home();
    // The same goal, but not the flow.
    play.pick(1);
    assert_eq!(play.page(), PageId::Server);
    play.enter();
    play.contact(Media::EMAIL);
    play.fill(FieldId::Email, "wren@example.net");
    play.enter();
    assert_eq!(play.page(), PageId::Account);
    assert_eq!(play.flows.len(), 2);
    assert_eq!(play.on_disk(&flow.id), &flow);
    // And back to the first one.
    play.home();
    assert_eq!(play.wizard.saves().offers()[0].id, flow.id);
    play.pick(0);
    play.found_again(Some(by_email()));
    assert_eq!(play.page(), PageId::Account);
    let email = play.wizard.form().text(FieldId::Email);
    assert_eq!(email, "robin@example.net");
}

#[test]
fn the_next_flow_that_is_taken_up_has_nothing_of_the_one_before() {
    let mut play = Play::offered(several(), Preset::default());
    play.enter();
    play.found_again(Some(by_email()));
    play.fill(FieldId::Password, PASSWORD);
    play.home();
    play.pick(1);
    play.found_again(None);
    assert_eq!(play.page(), PageId::NewPassword);
    assert_eq!(play.offers(), ['b', 'a', 'c']);
    assert_eq!(play.wizard.form().text(FieldId::Password), "");
    play.new_password();
    let before = several();
    let flow = play.on_disk(&before[1].id);
    assert_eq!(flow.validations, before[1].validations);
    assert_eq!(play.on_disk(&before[0].id), &before[0]);
}

#[test]
fn another_goal_after_a_message_was_asked_for_is_a_flow_of_its_own() {
    let mut play = Play::waiting_for_link();
    let sign_up = written(&play);
    play.home();
    assert_eq!(play.offers(), [' '; 0], "the goal is the choice");
    play.pick(1);
    play.enter();
    play.found_again(None);
    play.contact(Media::EMAIL);
    play.enter();
    assert_eq!(play.page(), PageId::Review);
    let reset = written(&play);
    assert_eq!((sign_up.task, reset.task), (Task::SignUp, Task::Reset));
    assert_ne!(sign_up.id, reset.id);
    assert_eq!(reset.validations, [], "each has its own");
    let kept = play.on_disk(&sign_up.id);
    assert_eq!(kept.validations, sign_up.validations);
    // A user who turns back has the same task again, and no second file of it.
    play.home();
    play.pick(1);
    assert_eq!(play.wizard.task(), Task::SignUp);
    play.enter();
    play.found_again(Some(by_email()));
    play.enter();
    assert_eq!(play.page(), PageId::Address);
    play.fill(FieldId::Email, "wren@example.net");
    play.enter();
    assert_eq!(play.flows.len(), 2);
    assert_eq!(written(&play).id, sign_up.id);
}

#[test]
fn another_server_after_a_message_was_asked_for_is_a_flow_of_its_own() {
    let mut play = Play::waiting_for_link();
    let here = written(&play);
    play.go_over_to("example.com", by_email());
    assert_eq!(play.page(), PageId::Contact);
    let there = written(&play);
    assert_eq!(
        there.base,
        BaseUrl::parse("https://example.com").expect("a base URL")
    );
    assert_ne!(there.id, here.id);
    assert_eq!(play.on_disk(&here.id).validations, here.validations);
    // Back at the first server it is the first flow again.
    play.go_over_to("example.org", by_email());
    play.enter();
    assert_eq!(play.page(), PageId::Address);
    play.fill(FieldId::Email, "wren@example.net");
    play.enter();
    assert_eq!(play.flows.len(), 2);
    assert_eq!(written(&play).id, here.id);
    assert_eq!(written(&play).validations, here.validations);
}

#[test]
fn a_flow_that_may_be_done_is_not_forgotten_where_its_server_is_closed_by_now() {
    let mut play = super::resuming::finishing().killed();
    let flow = play.flows[0].clone();
    play.found_again(Some(refused(403, ErrCode::Forbidden)));
    assert_eq!(play.page(), PageId::Stopped);
    play.event(Act::Leave);
    assert_eq!(play.flows, [flow]);
}

#[test]
fn a_flow_that_can_go_nowhere_is_forgotten_when_the_person_leaves() {
    let mut play = Play::waiting_for_link().killed();
    play.found_again(Some(refused(403, ErrCode::Forbidden)));
    assert_eq!(play.page(), PageId::Stopped);
    assert_eq!(play.flows.len(), 1, "a kill loses nothing");
    play.event(Act::Leave);
    assert_eq!(play.flows, []);
    let forgets = |effect: &Effect| matches!(effect, Effect::Forget(_));
    assert!(play.told.iter().any(forgets));
}

#[test]
fn practice_is_never_written_down() {
    let mut play = Play::new();
    play.enter();
    play.practise(by_email());
    play.by_email();
    assert_eq!(play.page(), PageId::Account);
    play.seconds(5);
    assert_eq!(play.written(), None);
}

#[test]
fn the_end_of_a_practice_is_not_the_end_of_a_flow() {
    let mut play = Play::waiting_for_link();
    let flow = written(&play);
    play.back_to(PageId::Server);
    play.practise(demands("probe", &[&[DUMMY]], &[]));
    play.contact(Media::NONE);
    play.account();
    play.answer(REGISTER, demands("P1", &[&[DUMMY]], &[]));
    play.enter();
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
    play.event(Act::Leave);
    assert_eq!(play.on_disk(&flow.id).validations, flow.validations);
}

#[test]
fn the_end_at_one_server_is_not_the_end_of_a_flow_at_another() {
    let mut play = Play::waiting_for_link();
    let flow = written(&play);
    play.go_over_to("example.com", refused(403, ErrCode::Forbidden));
    assert_eq!(play.page(), PageId::Stopped);
    play.event(Act::Leave);
    assert_eq!(play.on_disk(&flow.id).validations, flow.validations);
}
