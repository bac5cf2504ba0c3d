//! The contact page: a phone number, an email address, both or neither.

use super::Forward;
use crate::wizard::Wizard;
use crate::wizard::homeserver::Media;
use crate::wizard::page::Evidence;

impl Wizard {
    pub(super) fn forward_contact(&mut self) -> Forward {
        let media = self.lists.contact.unwrap_or(Media::NONE);
        Forward::next(Evidence {
            media,
            ..Evidence::of(&self.stage)
        })
    }
}
