//! The terms page: every policy is agreed to by itself.

use super::Forward;
use crate::domain::CleanText;
use crate::protocol::Policy;
use crate::wizard::Wizard;
use crate::wizard::page::PageId;

impl Wizard {
    /// The policies that the server of this page asks agreement to.
    pub fn terms(&self) -> &[Policy] {
        self.server().map_or(&[], |server| server.terms())
    }

    pub(super) fn forward_terms(&mut self) -> Forward {
        let here = self.terms().get(self.lists.policy).cloned();
        if let Some(here) = here.filter(|here| !self.has_agreed(here)) {
            self.draft.agreed.push(self.agreement_key(&here));
        }
        // On to the next one that is open; past the last, on to the next page.
        let is_open = |policy: &Policy| !self.has_agreed(policy);
        match self.terms().iter().position(is_open) {
            Some(open) => {
                self.lists.policy = open;
                Forward::Stay
            }
            None => Forward::Next,
        }
    }

    pub(in crate::wizard) fn toggle_policy(&mut self) {
        let here = self.terms().get(self.lists.policy);
        let here = here.filter(|_| self.page == PageId::Terms);
        let Some(key) = here.map(|policy| self.agreement_key(policy)) else {
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
        self.page == PageId::Terms && self.terms().iter().all(|policy| self.has_agreed(policy))
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
