//! A stage that a browser does, on a page of the server.

use super::{actions, stage_name};
use crate::screen::Page;
use crate::screen::model::Mark;
use crate::text::{Piece, Text, Texts, Timed};
use crate::wizard::Wizard;
use crate::{rich, t};

pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Option<Page> {
    let step = wizard.proving().visit()?;
    let server = Piece::strong(wizard.server()?.display_name());
    let stage = Piece::strong(stage_name(&step.stage, texts));
    let mut page = Page::new(t!(texts, "browser-title"))
        .lead(rich!(texts, "browser-lead", server = server, stage = stage))
        .alone(step.link.as_str())
        .gap();
    if let Some(at) = wizard.proving().polling().looked_at() {
        let looked = Timed::Since(at.0);
        let text = rich!(texts, "browser-looked", looked = looked);
        page = page.remark(Mark::None, text).gap();
    }
    let page = page.blocks(actions::block(wizard, texts)).gap();
    Some(page.paragraph(Text::dim(t!(texts, "browser-hint"))))
}
