//! The terms page: every policy is agreed to by itself.

use super::Forward;
use crate::domain::CleanText;
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
            self.draft.agreed.push(self.agreement_key(here));
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
            .map(|policy| self.agreement_key(policy))
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

    /// Whether the person agreed to exactly the document that is shown.
    pub fn has_agreed(&self, policy: &Policy) -> bool {
        self.draft.agreed.contains(&self.agreement_key(policy))
    }

    /// Tells the shown document from every other: id, version, and the URL and name of the translation on the page.
    /// Each part is quoted, so that no two documents have the same key.
    fn agreement_key(&self, policy: &Policy) -> String {
        let shown = policy.in_language(self.language());
        let version = policy.version.as_ref().map(CleanText::as_str);
        let document = shown.map(|text| (text.url.as_str(), text.name.as_str()));
        format!("{:?}", (policy.id.as_str(), version, document))
    }
}
