//! The contact page: a phone number, an email address, both or neither.

use std::rc::Rc;

use super::Forward;
use crate::wizard::Wizard;
use crate::wizard::homeserver::{Homeserver, Media};
use crate::wizard::page::Evidence;

impl Wizard {
    pub(super) fn forward_contact(&mut self, server: Rc<Homeserver>) -> Forward {
        let media = self.lists.contact.unwrap_or(Media::NONE);
        Forward::next(Evidence {
            server: Some(server),
            media,
            ..Evidence::default()
        })
    }
}
