//! A whole homeserver: Synapse, the Sydent behind it, the mail server, the SMS gateway and the judge of captchas.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::thread;
use std::time::Duration;

use super::config::Site;
use super::inbox::Inbox;
use super::process::ServerProcess;
use super::sinks::Sink;
use super::variants::{Texts, Variant};

/// Folders of earlier runs are kept this long for readers of their logs.
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
    sydent: Option<ServerProcess>,
}

impl Homeserver {
    fn start(variant: &Variant) -> Self {
        let runs = Path::new(env!("CARGO_TARGET_TMPDIR")).join("homeservers");
        sweep(&runs);
        let (smtp, sms, captcha) = (Sink::smtp(), Sink::sms_gateway(), Sink::captcha_verifier());
        let name = format!("{}-{}", variant.name, std::process::id());
        let site = Site::new(runs.join(name), smtp.address, captcha.address);
        site.configure_synapse(variant);

        let gateway = match variant.texts {
            Texts::None => None,
            Texts::Delivered => Some(format!("http://{}/", sms.address)),
            // Nothing listens on port 1.
            Texts::GatewayDown => Some("http://127.0.0.1:1/".to_owned()),
        };
        let mut sydent = gateway.map(|gateway| {
            site.configure_sydent();
            ServerProcess::start("sydent", &["sydent.conf", &gateway], &site.folder)
        });
        let mut synapse = ServerProcess::start("synapse", &["homeserver.yaml"], &site.folder);
        if let Some(sydent) = &mut sydent {
            let url = format!("http://127.0.0.1:{}", site.sydent);
            sydent.wait_ready(&format!("{url}/_matrix/identity/api/v1"));
        }
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

    /// Its host and port, as the wizard names it.
    pub fn host(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    fn logs(&self) -> String {
        let sydent = self.sydent.as_ref().map(ServerProcess::log_tail);
        self.synapse.log_tail() + &sydent.unwrap_or_default()
    }
}

/// A homeserver that runs or soon will, until the test process ends.
#[derive(Default)]
struct Running {
    server: OnceLock<Homeserver>,
    /// Read by tests that share the server, written by one that must have it for itself.
    turns: RwLock<()>,
}

/// A test's hold on a homeserver. When the test fails, the servers' logs are shown. A test takes one hold on a
/// server, not two: between them another test may wait to have it alone.
pub struct Hold {
    server: &'static Homeserver,
    _turn: Turn,
}

enum Turn {
    Shared {
        _guard: RwLockReadGuard<'static, ()>,
    },
    Alone {
        _guard: RwLockWriteGuard<'static, ()>,
    },
}

/// The homeserver of this variant, started by the first test that asks. Tests keep out of each other's way by
/// their own user names, addresses and numbers.
pub fn homeserver(variant: &'static Variant) -> Hold {
    let running = running(variant);
    let guard = running.turns.read().unwrap_or_else(PoisonError::into_inner);
    Hold {
        server: running.server.get_or_init(|| Homeserver::start(variant)),
        _turn: Turn::Shared { _guard: guard },
    }
}

/// The same homeserver while no other test uses it: what it does meanwhile, it does for this test.
pub fn homeserver_alone(variant: &'static Variant) -> Hold {
    let running = running(variant);
    let guard = running
        .turns
        .write()
        .unwrap_or_else(PoisonError::into_inner);
    Hold {
        server: running.server.get_or_init(|| Homeserver::start(variant)),
        _turn: Turn::Alone { _guard: guard },
    }
}

fn running(variant: &'static Variant) -> &'static Running {
    static RUNNING: Mutex<BTreeMap<&str, &'static Running>> = Mutex::new(BTreeMap::new());
    let mut all = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    // Nothing is lost by the leak: the servers live as long as the process.
    all.entry(variant.name)
        .or_insert_with(|| Box::leak(Box::default()))
}

impl Deref for Hold {
    type Target = Homeserver;

    fn deref(&self) -> &Homeserver {
        self.server
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("{}", self.server.logs());
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
