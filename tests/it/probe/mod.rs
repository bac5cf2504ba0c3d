//! A probe says what a server offers, and does nothing else to it.

mod failures;
#[cfg(feature = "practice")]
mod moods;
#[cfg(feature = "practice")]
mod program;
mod requests;
mod servers;
mod site;
mod table;

use std::time::Duration;

use mxid::domain::Locale;
use mxid::matrix;
use mxid::probe::{Report, Target, Trouble};
use mxid::runtime::{self, ProbeOptions, Settings};
use mxid::text::Texts;
use serde_json::Value;

use site::Site;

const LONG: Duration = Duration::from_secs(30);

async fn look_for(limit: Duration, url: &str) -> Result<Report, Trouble> {
    let options = ProbeOptions {
        settings: Settings {
            locale: Locale::default(),
            client: matrix::Config::default(),
            theme: None,
            log: None,
            #[cfg(feature = "practice")]
            dialect: mxid::practice::Dialect::default(),
        },
        target: Target::Server(url.to_owned()),
        json: false,
    };
    let found = runtime::look(options, limit, &Texts::english()).await;
    found.expect("randomness")
}

/// The findings at a server that is understood.
async fn report(site: &Site) -> Report {
    let found = look_for(LONG, &site.url()).await;
    found.unwrap_or_else(|trouble| panic!("{trouble:?}"))
}

/// The same as programs read it.
async fn json(site: &Site) -> Value {
    serde_json::to_value(report(site).await).expect("JSON")
}

/// The same as people read it.
async fn table(site: &Site) -> String {
    let lines = mxid::probe::lines(&report(site).await, &Texts::english());
    let lines: Vec<String> = lines.iter().map(mxid::probe::Line::plain).collect();
    lines.join("\n")
}
