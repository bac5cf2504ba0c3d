//! Where a homeserver lives, and the configuration files of its two processes.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

use super::variants::{Texts, Variant, merge};

/// An ed25519 seed, 32 zero bytes in unpadded base64: nobody ever checks these servers' signatures.
const SIGNING_KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The folder, the ports and the sinks of one homeserver.
pub struct Site {
    pub folder: PathBuf,
    pub synapse: u16,
    pub sydent: u16,
    /// The port of Sydent's replication listener, which cannot be switched off.
    replication: u16,
    mail: SocketAddr,
    /// The address of what judges captchas.
    captcha: SocketAddr,
}

impl Site {
    /// A new folder and free ports on loopback.
    pub fn new(folder: PathBuf, mail: SocketAddr, captcha: SocketAddr) -> Self {
        fs::create_dir_all(&folder).expect("cargo's folder for tests is writable");
        let [synapse, sydent, replication] = [(); 3].map(|()| free_port());
        Self {
            folder,
            synapse,
            sydent,
            replication,
            mail,
            captcha,
        }
    }

    /// Writes Synapse's configuration and the files that it names.
    pub fn configure_synapse(&self, variant: &Variant) {
        self.write("signing.key", &format!("ed25519 a_test {SIGNING_KEY}\n"));
        let page = "<html><body>{{ version }}</body></html>";
        self.write("consent/en/1.0.html", page);
        self.write("consent/en/success.html", page);
        self.write(
            "homeserver.yaml",
            &self.synapse_options(variant).to_string(),
        );
    }

    fn synapse_options(&self, variant: &Variant) -> Value {
        let unlimited = json!({"per_second": 10000, "burst_count": 10000});
        let mut options = json!({
            "server_name": "localhost",
            "public_baseurl": format!("http://127.0.0.1:{}/", self.synapse),
            "report_stats": false,
            "trusted_key_servers": [],
            "database": {"name": "sqlite3", "args": {"database": "homeserver.db"}},
            "signing_key_path": "signing.key",
            "enable_media_repo": false,
            "bcrypt_rounds": 4,
            "registration_shared_secret": "registration",
            "macaroon_secret_key": "macaroon",
            "form_secret": "form",
            "enable_registration": true,
            "enable_registration_without_verification": true,
            "enable_3pid_lookup": true,
            "enable_3pid_changes": true,
            "request_token_inhibit_3pid_errors": false,
            "recaptcha_siteverify_api": format!("http://{}/", self.captcha),
            "email": {
                "smtp_host": self.mail.ip().to_string(),
                "smtp_port": self.mail.port(),
                "enable_tls": false,
                "notif_from": "Test <noreply@example.org>",
                "app_name": "Test",
                "enable_notifs": false,
                "validation_token_lifetime": "1h"
            },
            "rc_3pid_validation": unlimited,
            "rc_registration": unlimited,
            "rc_registration_token_validity": unlimited,
            "rc_login": {"address": unlimited, "account": unlimited, "failed_attempts": unlimited}
        });
        if variant.texts != Texts::None {
            let sydent = format!("http://127.0.0.1:{}", self.sydent);
            options["account_threepid_delegates"] = json!({"msisdn": sydent});
        }
        let patch = serde_json::from_str(variant.options).expect("a variant's options are JSON");
        merge(&mut options, &patch);
        // Synapse does not start with a consent page that nobody configured.
        let names: &[&str] = match options.get("user_consent") {
            Some(_) => &["client", "federation", "consent"],
            None => &["client", "federation"],
        };
        options["listeners"] = json!([{
            "port": self.synapse, "bind_addresses": ["127.0.0.1"], "type": "http", "tls": false,
            "x_forwarded": true,
            "resources": [{"names": names, "compress": false}]
        }]);
        options
    }

    /// Writes Sydent's configuration and the template that its wheel lacks.
    pub fn configure_sydent(&self) {
        self.write(
            "templates/matrix-org/verify_response_template.html",
            "%(message)s",
        );
        let (port, replication) = (self.sydent, self.replication);
        let conf = format!(
            "[general]\n\
             server.name = localhost\n\
             log.path =\n\
             pidfile.path =\n\
             templates.path = templates\n\
             brand.default = matrix-org\n\
             ip.whitelist = 127.0.0.1/32\n\
             [db]\n\
             db.file = sydent.db\n\
             [http]\n\
             clientapi.http.bind_address = 127.0.0.1\n\
             clientapi.http.port = {port}\n\
             replication.https.bind_address = 127.0.0.1\n\
             replication.https.port = {replication}\n\
             replication.https.certfile =\n\
             client_http_base = http://127.0.0.1:{port}\n\
             [sms]\n\
             bodyTemplate = Your code is {{token}}\n\
             username = x\n\
             password = x\n\
             msisdn.ratelimit.burst = 100000\n\
             msisdn.ratelimit.rate_hz = 100000\n\
             country.ratelimit.burst = 100000\n\
             country.ratelimit.rate_hz = 100000\n\
             [crypto]\n\
             ed25519.signingkey = ed25519 0 {SIGNING_KEY}\n"
        );
        self.write("sydent.conf", &conf);
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.join(name);
        let parent = path.parent().expect("a file lies in a folder");
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&path, text))
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}

/// A free port on loopback that no connection takes by itself before its server listens there: below those that
/// systems give to clients.
fn free_port() -> u16 {
    const PORTS: RangeInclusive<u32> = 12_000..=31_999;
    static TRIED: AtomicU32 = AtomicU32::new(0);
    // Runs beside this one begin elsewhere.
    let begin = std::process::id().wrapping_mul(101);
    PORTS
        .map(|_| TRIED.fetch_add(1, Ordering::Relaxed))
        .map(|tried| PORTS.start() + begin.wrapping_add(tried) % 20_000)
        .filter_map(|port| u16::try_from(port).ok())
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .expect("loopback has a free port")
}
