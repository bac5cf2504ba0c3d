//! "Everything right?"

use super::parts::document_name;
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
    let server = server(&contacts.server, texts);
    let mut rows = vec![Row::new(t!(texts, "review-server"), server)];
    let id = match plan {
        Plan::SignUp { account, .. } => Some(matrix_id(&contacts.server, account, texts)),
        Plan::AddContact { access, .. } => Some(Text(vec![Piece::strong(access.user_id())])),
        Plan::Reset { .. } => None,
    };
    rows.extend(id.map(|id| Row::new(t!(texts, "review-id"), id)));
    rows.extend(contact_rows(contacts, texts));
    if let Plan::SignUp { token, .. } = plan {
        if token.is_some() {
            let given = t!(texts, "review-token-given");
            rows.push(Row::new(t!(texts, "review-token"), given));
        }
        let terms = contacts.server.terms();
        if contacts.server.needs_terms(contacts.media()) && !terms.is_empty() {
            let policies = policies(terms, wizard, texts);
            rows.push(Row::new(t!(texts, "review-agreed"), policies));
        }
    }
    // The status tells the request in flight, and the problem tells the lost one.
    let is_told = wizard.waiting().busy.is_some() || wizard.problem().is_some();
    let doubt = wizard.may_have_finished() && !is_told;
    let doubt = doubt.then(|| remark(Mark::Doubt, t!(texts, "review-doubt")));
    let page = Page::new(t!(texts, "review-title"))
        .block(Block::Table(rows))
        .blocks(doubt)
        .gap()
        .paragraph(next(plan, wizard, texts))
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
    let phone = contacts
        .phone
        .as_ref()
        .map(|phone| phone_value(phone, texts));
    let phone = phone.map(|phone| Row::new(t!(texts, "review-phone"), phone));
    let email = contacts
        .email
        .as_ref()
        .map(|email| Piece::strong(email.as_str()));
    let email = email.map(|email| Row::new(t!(texts, "review-email"), Text(vec![email])));
    let neither = (contacts.media() == Media::NONE).then(|| {
        let none = t!(texts, "review-no-contact");
        Row::new(t!(texts, "review-contact"), none)
    });
    phone.into_iter().chain(email).chain(neither).collect()
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
        let shown = policy.in_language(wizard.form().language())?;
        Some(document_name(policy, shown, texts))
    });
    texts.list(names)
}

/// The next steps if the user continues.
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
