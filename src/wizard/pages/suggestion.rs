//! What was probably meant instead of what was typed, to be taken with one key.

use crate::domain::{Email, Username, without_look_alikes};
use crate::wizard::draft::FieldId;
use crate::wizard::stage::Stage;
use crate::wizard::{Turn, Wizard};

impl Wizard {
    /// What was probably meant on this page: an address without a slip, an address or a name without letters that only
    /// look Latin.
    pub fn suggestion(&self) -> Option<String> {
        let typed = self.draft.text(self.suggested_field()?);
        match self.stage {
            Stage::Address(..) => Some(Email::meant(typed)?.as_str().to_owned()),
            _ => {
                let (plain, _) = without_look_alikes(typed)?;
                Some(Username::parse(&plain).ok()?.as_str().to_owned())
            }
        }
    }

    fn suggested_field(&self) -> Option<FieldId> {
        match self.stage {
            Stage::Address(..) => Some(FieldId::Email),
            Stage::Account(_) => Some(FieldId::Username),
            _ => None,
        }
    }

    pub(in crate::wizard) fn take_suggestion(&mut self, turn: &mut Turn) {
        let (Some(field), Some(meant)) = (self.suggested_field(), self.suggestion()) else {
            return;
        };
        self.draft.fill(field, &meant);
        self.edited(field, false, turn);
        self.focus_first();
    }
}
