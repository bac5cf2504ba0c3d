//! What a key costs us: the machine's step, the description of the screen, and the frame, on a page
//! with a short list, one with a field, and the one with the longest list.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use mxid::domain::{BaseUrl, ServerName};
use mxid::field::Edit;
use mxid::protocol::{Flow, Reply, Request, StageType, Uia, Versions};
use mxid::screen::{self, Surroundings, Time};
use mxid::text::Texts;
use mxid::tui::{Theme, View};
use mxid::wizard::{
    Act, Answer, Choose, Config, Effect, Event, FieldId, PageId, PracticeServer, Seed, Wizard,
};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// A wizard on the country page of a sign-up, by way of a server that answers at once.
fn on_the_country_page() -> Wizard {
    let mut wizard = Wizard::new(Config::default(), &Seed::new([7; 32]));
    let mut effects = wizard.step(Time::default(), Event::Continue);
    effects.extend(wizard.step(Time::default(), Event::Act(Act::Practise)));
    while let Some(effect) = effects.pop() {
        if let Some((id, answer)) = answer(effect) {
            effects.extend(wizard.step(Time::default(), Event::Answer(id, answer)));
        }
    }
    for _ in 0..2 {
        wizard.step(Time::default(), Event::Continue);
    }
    assert_eq!(wizard.page(), PageId::Country);
    wizard
}

fn answer(effect: Effect) -> Option<(mxid::wizard::RequestId, Answer)> {
    let reply = match effect {
        Effect::StartPractice { id } => {
            let server = PracticeServer {
                base: BaseUrl::parse("http://127.0.0.1:8008").ok()?,
                name: ServerName::parse("practice.localhost").ok()?,
                known_email: "robin@example.org".to_owned(),
                known_login: ("plover", "practice-makes-perfect"),
            };
            return Some((id, Answer::Practice(Ok(server))));
        }
        Effect::Call { id, request, .. } => {
            let reply = match *request {
                Request::Versions => Reply::Versions(Versions {
                    versions: vec!["v1.12".to_owned()],
                }),
                Request::RegisterFlows => Reply::Uia(Uia {
                    flows: Some(vec![Flow(vec![StageType::Msisdn])]),
                    ..Uia::default()
                }),
                Request::LoginFlows => Reply::LoginFlows(Default::default()),
                _ => Reply::PasswordPolicy(Default::default()),
            };
            (id, reply)
        }
        _ => return None,
    };
    Some((reply.0, Answer::Call(Box::new(Ok(reply.1)))))
}

/// One key, from the event to the frame in memory.
fn key(
    wizard: &mut Wizard,
    terminal: &mut Terminal<TestBackend>,
    view: &mut View,
    texts: &Texts,
    event: Event,
) {
    let now = Time(Duration::from_secs(1));
    black_box(wizard.step(now, event));
    let screen = screen::describe(wizard, &Surroundings::default(), texts);
    let drawn = terminal.draw(|frame| view.draw(frame, &screen, &Theme::colour(), now));
    assert!(drawn.is_ok());
}

fn repaint(criterion: &mut Criterion) {
    let texts = Texts::english();
    let mut view = View::default();
    let Ok(mut terminal) = Terminal::new(TestBackend::new(80, 24));
    let mut wizard = Wizard::new(Config::default(), &Seed::new([7; 32]));
    criterion.bench_function("arrow key on the first page", |b| {
        b.iter(|| {
            let event = Event::Choose(Choose::Down);
            key(&mut wizard, &mut terminal, &mut view, &texts, event);
            let event = Event::Choose(Choose::Up);
            key(&mut wizard, &mut terminal, &mut view, &texts, event);
        });
    });
    wizard.step(Time::default(), Event::Continue);
    criterion.bench_function("letter and backspace in the server field", |b| {
        b.iter(|| {
            let event = Event::Edit(Edit::Insert("e".into()));
            key(&mut wizard, &mut terminal, &mut view, &texts, event);
            let event = Event::Edit(Edit::DeleteBack);
            key(&mut wizard, &mut terminal, &mut view, &texts, event);
        });
    });
    let mut wizard = on_the_country_page();
    criterion.bench_function("letter and backspace in the country list", |b| {
        b.iter(|| {
            let event = Event::Edit(Edit::Insert("g".into()));
            key(&mut wizard, &mut terminal, &mut view, &texts, event);
            let event = Event::Edit(Edit::DeleteBack);
            key(&mut wizard, &mut terminal, &mut view, &texts, event);
        });
    });
    assert_eq!(wizard.form().text(FieldId::Country), "");
}

criterion_group!(benches, repaint);
criterion_main!(benches);
