//! A whole homeserver: Synapse, the Sydent behind it, the mail server and the SMS gateway.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::config::Site;
use super::inbox::Inbox;
use super::process::ServerProcess;
use super::sinks::Sink;
use super::variants::Variant;

/// Folders of earlier runs are kept this long for whoever wants to read their logs.
const KEPT: Duration = Duration::from_secs(3600);

/// A running homeserver of some [`Variant`].
pub struct Homeserver {
    /// Its base URL, without a slash at the end.
    pub url: String,
    /// Its configuration, database and logs.
    pub folder: PathBuf,
    /// The mails that it sent.
    pub mail: Inbox,
    /// The texts that it sent; recipients are digits without `+`.
    pub texts: Inbox,
    synapse: ServerProcess,
    sydent: ServerProcess,
}

impl Homeserver {
    fn start(variant: &Variant) -> Self {
        let runs = Path::new(env!("CARGO_TARGET_TMPDIR")).join("homeservers");
        sweep(&runs);
        let (smtp, sms) = (Sink::smtp(), Sink::sms_gateway());
        let name = format!("{}-{}", variant.name, std::process::id());
        let site = Site::new(runs.join(name), smtp.address);
        site.configure_synapse(variant);
        site.configure_sydent();

        let gateway = format!("http://{}/", sms.address);
        let sydent = ["sydent.conf", &gateway];
        let mut sydent = ServerProcess::start("sydent", &sydent, &site.folder);
        let mut synapse = ServerProcess::start("synapse", &["homeserver.yaml"], &site.folder);
        let sydent_url = format!("http://127.0.0.1:{}", site.sydent);
        sydent.wait_ready(&format!("{sydent_url}/_matrix/identity/api/v1"));
        let url = format!("http://127.0.0.1:{}", site.synapse);
        synapse.wait_ready(&format!("{url}/_matrix/client/versions"));
        Self {
            url,
            folder: site.folder,
            mail: smtp.inbox,
            texts: sms.inbox,
            synapse,
            sydent,
        }
    }
}

impl Homeserver {
    /// Its host and port, as the wizard names it.
    pub fn host(&self) -> &str {
        self.url.trim_start_matches("http://")
    }
}

/// A test's hold on a homeserver that other tests use too. When the test fails, the servers' logs are shown.
pub struct Shared(Arc<Homeserver>);

/// The homeserver of this variant, started by the first test that asks. Tests keep out of each other's way by
/// their own user names, addresses and numbers.
pub fn homeserver(variant: &'static Variant) -> Shared {
    static RUNNING: Mutex<BTreeMap<&str, Arc<Homeserver>>> = Mutex::new(BTreeMap::new());
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    let server = running
        .entry(variant.name)
        .or_insert_with(|| Arc::new(Homeserver::start(variant)));
    Shared(Arc::clone(server))
}

impl Deref for Shared {
    type Target = Homeserver;

    fn deref(&self) -> &Homeserver {
        &self.0
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("{}{}", self.0.synapse.log_tail(), self.0.sydent.log_tail());
        }
    }
}

/// Removes what runs left behind long ago.
fn sweep(runs: &Path) {
    let entries = fs::read_dir(runs).into_iter().flatten().flatten();
    for entry in entries {
        let age = entry.metadata().and_then(|data| data.modified());
        if age.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > KEPT)) {
            // Another run may sweep at the same time.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
