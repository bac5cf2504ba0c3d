//! The way through the wizard, and where the user is on it.

use super::model::{Step, StepState};
use crate::t;
use crate::text::Texts;
use crate::wizard::{PageId, Task, Wizard};

/// The steps of the rail. Pages that belong together are one step: the contact page becomes
/// "Phone" or "Email" once that is chosen.
pub(super) fn steps(wizard: &Wizard, texts: &Texts) -> Vec<Step> {
    if matches!(wizard.page(), PageId::Task | PageId::Stopped) {
        return Vec::new();
    }
    let here = step_of(wizard.page());
    let mut pages: Vec<PageId> = wizard.pages();
    pages.retain(|page| *page != PageId::Task);
    // The kind of contact is named once it is known; without one the question itself stays.
    let named = pages
        .iter()
        .any(|page| matches!(page, PageId::Number | PageId::Address));
    if named && here != PageId::Contact {
        pages.retain(|page| *page != PageId::Contact);
    } else {
        pages.retain(|page| !matches!(page, PageId::Country | PageId::Number | PageId::Address));
    }
    // Before the review there is nothing to verify when no contact is given.
    let proves = wizard.page() <= PageId::Contact || named;
    let mut steps: Vec<PageId> = Vec::new();
    for page in pages.into_iter().map(step_of) {
        let skipped = page == PageId::Verify && !proves && wizard.task() == Task::SignUp;
        if !steps.contains(&page) && !skipped {
            steps.push(page);
        }
    }
    let at = steps.iter().position(|page| *page == here);
    steps
        .iter()
        .enumerate()
        .map(|(index, page)| Step {
            label: page_name(*page, texts),
            state: match at {
                Some(at) if index < at => StepState::Done,
                Some(at) if index == at => StepState::Here,
                _ => StepState::ToCome,
            },
        })
        .collect()
}

/// The page that stands for a step.
fn step_of(page: PageId) -> PageId {
    match page {
        PageId::Country => PageId::Number,
        page => page,
    }
}

fn page_name(page: PageId, texts: &Texts) -> String {
    match page {
        PageId::Task => t!(texts, "page-goal"),
        PageId::Server => t!(texts, "page-server"),
        PageId::SignIn => t!(texts, "page-sign-in"),
        PageId::Contact => t!(texts, "page-contact"),
        PageId::Country | PageId::Number => t!(texts, "page-phone"),
        PageId::Address => t!(texts, "page-email"),
        PageId::Account => t!(texts, "page-account"),
        PageId::Token => t!(texts, "page-token"),
        PageId::Terms => t!(texts, "page-terms"),
        PageId::Review => t!(texts, "page-review"),
        PageId::NewPassword => t!(texts, "page-password"),
        PageId::Browser | PageId::Web => t!(texts, "page-browser"),
        PageId::Verify => t!(texts, "page-verify"),
        PageId::Done => t!(texts, "page-done"),
        PageId::Stopped => t!(texts, "page-server"),
    }
}
