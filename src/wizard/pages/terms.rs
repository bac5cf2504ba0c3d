//! The terms page: every policy is agreed to by itself.

use super::Forward;
use crate::protocol::Policy;
use crate::wizard::Wizard;
use crate::wizard::page::Evidence;
use crate::wizard::problem::Problem;
use crate::wizard::stage::{Contacts, Stage};

impl Wizard {
    pub(super) fn forward_terms(&mut self, contacts: &Contacts) -> Result<Forward, Problem> {
        let terms = contacts.server.terms();
        if let Some(here) = terms.get(self.lists.policy)
            && !self.has_agreed(here)
        {
            self.draft.agreed.push(agreement_key(here));
        }
        // On to the next one that is open; past the last, on to the next page.
        match terms.iter().position(|policy| !self.has_agreed(policy)) {
            Some(open) => {
                self.lists.policy = open;
                Ok(Forward::Stay)
            }
            None => Ok(Forward::next(Evidence::of(&self.stage))),
        }
    }

    pub(in crate::wizard) fn toggle_policy(&mut self) {
        let Stage::Terms(contacts, ..) = &self.stage else {
            return;
        };
        let Some(key) = contacts
            .server
            .terms()
            .get(self.lists.policy)
            .map(agreement_key)
        else {
            return;
        };
        self.problem = None;
        match self.draft.agreed.iter().position(|agreed| *agreed == key) {
            Some(at) => {
                self.draft.agreed.remove(at);
            }
            None => self.draft.agreed.push(key),
        }
    }

    /// Whether the person agreed to all of the page already.
    pub(in crate::wizard) fn agreed_here(&self) -> bool {
        match &self.stage {
            Stage::Terms(contacts, ..) => {
                let terms = contacts.server.terms();
                terms.iter().all(|policy| self.has_agreed(policy))
            }
            _ => false,
        }
    }

    /// Whether the person agreed to exactly this text.
    pub fn has_agreed(&self, policy: &Policy) -> bool {
        self.draft.agreed.contains(&agreement_key(policy))
    }
}

fn agreement_key(policy: &Policy) -> String {
    let version = policy.version.as_ref().map_or("", |v| v.as_str());
    let url = policy
        .translations
        .first()
        .map_or("", |text| text.url.as_str());
    format!("{} {version} {url}", policy.id.as_str())
}
