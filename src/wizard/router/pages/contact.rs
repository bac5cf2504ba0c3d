//! Which kind of contact?

use super::kind::Kind;
use crate::wizard::Wizard;
use crate::wizard::effect::Effect;
use crate::wizard::homeserver::Media;
use crate::wizard::page::PageId;
use crate::wizard::problem::Problem;

pub(super) struct Page;

impl Kind for Page {
    fn arrive(&self, w: &mut Wizard) {
        let choices = w.contact_choices();
        if !w.form.media.is_some_and(|m| choices.contains(&m)) {
            w.form.media = choices.first().copied();
        }
        w.mech.effects.push(Effect::WarmNumbers(None));
    }

    fn preset(&self, w: &mut Wizard) -> bool {
        let given = Media {
            phone: w.form.preset.phone.is_some(),
            email: w.form.preset.email.is_some(),
        };
        let given = (given != Media::NONE).then_some(given);
        let resumed = w.saves.resumed().and_then(|task| task.media);
        let resumed = resumed.filter(|_| w.returns_past(PageId::Contact));
        let media = resumed.or(given);
        // Once: coming back here is for choosing otherwise.
        let is_first = !std::mem::replace(&mut w.form.has_preset_media, true);
        let offered = w.contact_choices();
        let chosen = media.filter(|media| is_first && offered.contains(media));
        w.form.media = chosen.or(w.form.media);
        chosen.is_some()
    }

    fn forward(&self, _: &mut Wizard) -> Result<bool, Problem> {
        Ok(true)
    }

    fn list(&self, w: &Wizard) -> Option<(usize, Option<usize>)> {
        let choices = w.contact_choices();
        let at = choices.iter().position(|m| Some(*m) == w.form.media);
        Some((choices.len(), at))
    }

    fn choose(&self, w: &mut Wizard, at: usize) {
        w.form.media = w.contact_choices().get(at).copied();
    }
}
