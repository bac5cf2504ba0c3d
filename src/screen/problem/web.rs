//! Problems on the way to an account that is made in the browser.

use super::{About, Said};
use crate::t;
use crate::text::Piece;
use crate::wizard::WebFault;

/// The words for a fault, and for the way on.
pub(super) fn words(fault: &WebFault, about: &About) -> Said {
    let (host, texts) = (Piece::strong(about.server()), about.texts);
    let how = match about.wizard.link() {
        Some(_) => t!(texts, "web-by-link-how"),
        None => t!(texts, "web-no-link-how"),
    };
    table! { texts, fault as WebFault;
        CannotListen => ("web-cannot-listen", (how)),
        ClientRefused => ("web-client-refused"[server = host], (how)),
        Denied => ("web-denied", "web-denied-how"),
        Refused(_) => ("web-refused"[server = host], (how)),
        AccountUnknown => ("web-unknown"[server = host], "web-unknown-how"),
    }
}
