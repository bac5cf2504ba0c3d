//! Registration token.

use super::kind::Kind;
use crate::domain::RegistrationToken;
use crate::wizard::Wizard;
use crate::wizard::form::FieldId;
use crate::wizard::problem::{Problem, ProblemKind};

pub(super) struct Page;

impl Kind for Page {
    fn forward(&self, w: &mut Wizard) -> Result<bool, Problem> {
        let token = RegistrationToken::parse(w.state.form.text(FieldId::Token));
        let token = token.map_err(ProblemKind::Token)?;
        let Some(server) = w.server().cloned() else {
            return Ok(false);
        };
        let cx = &mut w.mech.cx();
        Ok(w.state.proving.is_token_checked(token, &server, cx))
    }
}
