//! What an earlier run left: offered, taken up, or forgotten.

use std::io::{self, Write};
use std::time::SystemTime;

use super::{End, Keeper, Options};
use crate::domain::CleanText;
use crate::store::{LIFETIME, Look, Offer, Refusal, Refused, Store};
use crate::t;
use crate::text::Texts;
use crate::wizard::{SavedFlow, Time};

/// What a wizard begins with.
pub(super) struct Unfinished {
    /// The flow that is offered, or taken up.
    pub(super) flow: Option<Box<SavedFlow>>,
    /// Where the machine's clock begins.
    pub(super) origin: Time,
    pub(super) keeper: Keeper,
}

/// Looks for an unfinished flow, and says on standard error what cannot be taken up. `mxid resume` ends here where
/// there is none.
pub(super) fn find(options: &Options, texts: &Texts) -> Result<Unfinished, End> {
    let Some(store) = options.store.clone() else {
        return match options.preset.resume {
            true => Err(nothing(&Look::default(), texts)),
            false => Ok(Unfinished::none(Keeper::nowhere())),
        };
    };
    // Where flags say what to do, nothing else is offered.
    let is_asked = options.preset.goal.is_none() && !options.preset.practice;
    if !is_asked && !options.preset.resume {
        return Ok(Unfinished::none(Keeper::new(store, None)));
    }
    let mut look = store.look(SystemTime::now());
    for refused in &look.refused {
        eprintln!("{}", refusal(refused, texts));
    }
    let offer = look.newest.take();
    let other_server = offer.as_ref().and_then(|offer| {
        let named = options
            .extras
            .identity
            .as_ref()
            .map(|identity| &identity.host);
        let kept = offer.flow.id_server.as_ref();
        (named != kept).then(|| identity_server(&offer.flow, texts))
    });
    match (offer, other_server) {
        (Some(_), Some(why)) => {
            eprintln!("{why}");
            match options.preset.resume {
                true => Err(End::Usage),
                false => Ok(Unfinished::none(Keeper::new(store, None))),
            }
        }
        (Some(Offer { flow, claim }), None) => Ok(Unfinished {
            flow: Some(Box::new(flow)),
            origin: Time(LIFETIME),
            keeper: Keeper::new(store, Some(claim)),
        }),
        (None, _) if options.preset.resume => Err(nothing(&look, texts)),
        (None, _) => Ok(Unfinished::none(Keeper::new(store, None))),
    }
}

impl Unfinished {
    fn none(keeper: Keeper) -> Self {
        Self {
            flow: None,
            origin: Time::default(),
            keeper,
        }
    }
}

/// Says why there is nothing to go on with.
fn nothing(look: &Look, texts: &Texts) -> End {
    let why = match look {
        Look {
            fault: Some(fault), ..
        } => {
            t!(texts, "saved-folder", why = fault.kind().to_string())
        }
        look if look.in_use > 0 => t!(texts, "resume-in-use"),
        look if look.expired > 0 => t!(texts, "resume-expired"),
        _ => t!(texts, "resume-none"),
    };
    eprintln!("{why}");
    End::NotDone
}

/// Says which flags about an identity server a flow needs.
fn identity_server(flow: &SavedFlow, texts: &Texts) -> String {
    let server = CleanText::new(&flow.server);
    let server = server.as_str();
    match &flow.id_server {
        Some(host) => t!(
            texts,
            "resume-id-server",
            server = server,
            host = host.as_str()
        ),
        None => t!(texts, "resume-other-id-server", server = server),
    }
}

fn refusal(refused: &Refused, texts: &Texts) -> String {
    let path = refused.path.display().to_string();
    match &refused.why {
        Refusal::Damaged => t!(texts, "saved-damaged", path = path),
        Refusal::Format => t!(texts, "saved-format", path = path),
        Refusal::NoFile => t!(texts, "saved-no-file", path = path),
        Refusal::Owner => t!(texts, "saved-owner", path = path),
        Refusal::Exposed => t!(texts, "saved-exposed", path = path),
        Refusal::Future => t!(texts, "saved-future", path = path),
        Refusal::Io(error) => {
            let why = error.kind().to_string();
            t!(texts, "saved-io", why = why, path = path)
        }
    }
}

/// Removes every unfinished flow that no wizard has, and says which.
///
/// # Errors
/// When it cannot be said.
pub fn forget(store: Option<&Store>) -> io::Result<End> {
    let texts = Texts::english();
    let forgotten = store.map(Store::forget).unwrap_or_default();
    let mut lines = Vec::new();
    for server in &forgotten.servers {
        lines.push(t!(texts, "forget-one", server = server.as_str()));
    }
    if forgotten.others > 0 {
        lines.push(t!(texts, "forget-others", count = forgotten.others));
    }
    if forgotten.in_use > 0 {
        lines.push(t!(texts, "forget-in-use", count = forgotten.in_use));
    }
    for Refused { path, .. } in &forgotten.refused {
        let path = path.display().to_string();
        lines.push(t!(texts, "forget-stays", path = path));
    }
    if let Some(fault) = &forgotten.fault {
        eprintln!(
            "{}",
            t!(texts, "saved-folder", why = fault.kind().to_string())
        );
        return Ok(End::NotDone);
    }
    if lines.is_empty() {
        lines.push(t!(texts, "forget-none"));
    }
    let mut out = io::stdout().lock();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(End::Done)
}
