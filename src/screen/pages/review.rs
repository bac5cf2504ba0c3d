//! "Everything right?"

use super::{actions, remark};
use crate::domain::{self, PhoneNumber};
use crate::protocol::Policy;
use crate::screen::Page;
use crate::screen::model::{Block, Mark, Row};
use crate::text::{Piece, Text, Texts};
use crate::wizard::{Account, Contacts, Homeserver, Media, Plan, Wizard};
use crate::{rich, t};

pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Option<Page> {
    let plan = &wizard.plan()?;
    let contacts = plan.contacts();
    let mut rows = vec![Row {
        name: t!(texts, "review-server"),
        value: server(&contacts.server, texts),
    }];
    if let Plan::SignUp { account, .. } = plan {
        rows.push(Row {
            name: t!(texts, "review-id"),
            value: matrix_id(&contacts.server, account, texts),
        });
    }
    if let Plan::AddContact { access, .. } = plan {
        rows.push(Row {
            name: t!(texts, "review-id"),
            value: Text(vec![Piece::strong(access.user_id())]),
        });
    }
    rows.extend(contact_rows(contacts, texts));
    if let Plan::SignUp { token: Some(_), .. } = plan {
        rows.push(Row {
            name: t!(texts, "review-token"),
            value: t!(texts, "review-token-given").into(),
        });
    }
    if let Plan::SignUp { .. } = plan
        && contacts.server.needs_terms(contacts.media())
        && !contacts.server.terms().is_empty()
    {
        rows.push(Row {
            name: t!(texts, "review-agreed"),
            value: policies(contacts.server.terms(), wizard, texts).into(),
        });
    }
    // What is out now is told by the status, and what was lost for good by the problem.
    let is_told = wizard.busy().is_some() || wizard.problem().is_some();
    let doubt = wizard.may_have_finished() && !is_told;
    let doubt = doubt.then(|| remark(Mark::Doubt, t!(texts, "review-doubt")));
    let page = Page::new(t!(texts, "review-title"))
        .block(Block::Table(rows))
        .blocks(doubt)
        .gap()
        .block(Block::Paragraph(next(plan, wizard, texts).into()))
        .gap()
        .blocks(actions::block(wizard, texts));
    Some(page)
}

fn server(server: &Homeserver, texts: &Texts) -> Text {
    let name = Piece::strong(server.display_name());
    if server.practice {
        rich!(texts, "review-server-practice", server = name)
    } else if server.host_differs() {
        let host = Piece::plain(server.base.host_and_port());
        rich!(texts, "review-server-host", server = name, host = host)
    } else {
        Text(vec![name])
    }
}

fn matrix_id(server: &Homeserver, account: &Account, texts: &Texts) -> Text {
    let name = account.username.as_str();
    match &server.name {
        Some(server) => Text(vec![Piece::strong(format!("@{name}:{server}"))]),
        None => {
            let id = Piece::strong(format!("@{name}"));
            let host = Piece::plain(server.base.host_and_port());
            rich!(texts, "review-id-on", id = id, host = host)
        }
    }
}

fn contact_rows(contacts: &Contacts, texts: &Texts) -> Vec<Row> {
    let mut rows = Vec::new();
    if let Some(phone) = &contacts.phone {
        rows.push(Row {
            name: t!(texts, "review-phone"),
            value: phone_value(phone, texts),
        });
    }
    if let Some(email) = &contacts.email {
        rows.push(Row {
            name: t!(texts, "review-email"),
            value: Text(vec![Piece::strong(email.as_str())]),
        });
    }
    if contacts.media() == Media::NONE {
        rows.push(Row {
            name: t!(texts, "review-contact"),
            value: t!(texts, "review-no-contact").into(),
        });
    }
    rows
}

fn phone_value(phone: &PhoneNumber, texts: &Texts) -> Text {
    let number = Piece::strong(phone.international());
    let country = Piece::plain(domain::get(phone.country()).name_in(texts.language()));
    rich!(
        texts,
        "review-phone-value",
        number = number,
        country = country
    )
}

fn policies(terms: &[Policy], wizard: &Wizard, texts: &Texts) -> String {
    let names = terms.iter().filter_map(|policy| {
        let name = policy.in_language(wizard.form().language())?.name.as_str();
        Some(match &policy.version {
            Some(version) => t!(texts, "terms-name", name = name, version = version.as_str()),
            None => name.to_owned(),
        })
    });
    texts.list(names)
}

/// What happens when the person goes on.
fn next(plan: &Plan, wizard: &Wizard, texts: &Texts) -> String {
    if wizard.messages_are_out() {
        return t!(texts, "review-next-asked");
    }
    match (plan, plan.contacts().media()) {
        (Plan::Reset { .. }, Media { phone: true, .. }) => t!(texts, "review-next-reset-text"),
        (Plan::Reset { .. }, _) => t!(texts, "review-next-reset-mail"),
        (Plan::AddContact { .. }, Media { phone: true, .. }) => t!(texts, "review-next-add-text"),
        (Plan::AddContact { .. }, _) => t!(texts, "review-next-add-mail"),
        (Plan::SignUp { .. }, Media::NONE) => t!(texts, "review-next-none"),
        (Plan::SignUp { .. }, Media::BOTH) => t!(texts, "review-next-both"),
        (Plan::SignUp { .. }, Media { phone: true, .. }) => t!(texts, "review-next-text"),
        (Plan::SignUp { .. }, _) => t!(texts, "review-next-mail"),
    }
}
