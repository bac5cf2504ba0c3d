//! The way by a proxy, with whole discovery behind it: names, redirects between hosts, path prefixes and certificates.

use mxid::domain::BaseUrl;
use mxid::matrix::Client;
use mxid::protocol::{
    Api, Failure, Network, ProxyFault, RedirectFault, Reply, Request, TlsFault, Versions,
    WellKnown, WellKnownFault,
};
use serde_json::json;

use super::base;
use super::server::{Answer, Captured};
use crate::world::{HttpProxy, Manner, Paper, Sites, Socks, World};

const EXAMPLE: &str = "https://example.org";

fn well_known(base_url: &str) -> impl Fn(&Captured) -> Answer + use<> {
    let body = json!({"m.homeserver": {"base_url": base_url}}).to_string();
    move |_| Answer::kept(200, &body)
}

fn homeserver(prefix: &'static str) -> impl Fn(&Captured) -> Answer {
    move |request| {
        let versions = format!("{prefix}/_matrix/client/versions");
        match request.target == versions {
            true => Answer::kept(200, r#"{"versions":["v1.11"]}"#),
            false => Answer::kept(404, "{}"),
        }
    }
}

/// `example.org` leads to `matrix.example.org`.
fn world() -> World {
    Sites::new()
        .with(
            "example.org",
            Paper::Good,
            well_known("https://matrix.example.org"),
        )
        .with("matrix.example.org", Paper::Good, homeserver(""))
        .open()
}

/// Discovery as the wizard does it: the base URL, and what `/versions` says there.
async fn discover(client: &Client) -> Result<(BaseUrl, Versions), Failure> {
    let base = match client
        .call(&base(EXAMPLE), Api::V3, &Request::WellKnown)
        .await?
    {
        Reply::WellKnown(WellKnown::Homeserver(base)) => base,
        Reply::WellKnown(WellKnown::Absent) => base(EXAMPLE),
        other => panic!("no server was named: {other:?}"),
    };
    match client.call(&base, Api::V3, &Request::Versions).await? {
        Reply::Versions(versions) => Ok((base, versions)),
        other => panic!("no versions: {other:?}"),
    }
}

async fn network(client: &Client) -> Network {
    match discover(client).await {
        Err(Failure::Network(network)) => network,
        other => panic!("not a failure of the network: {other:?}"),
    }
}

fn found(base_url: &str) -> Result<(BaseUrl, Versions), Failure> {
    let versions = vec!["v1.11".to_owned()];
    Ok((base(base_url), Versions { versions }))
}

#[tokio::test]
async fn a_name_is_discovered_through_an_http_proxy_that_alone_knows_names() {
    let world = world();
    let proxy = HttpProxy::start(&world, Manner::Open);
    let got = discover(&world.client(Some(&proxy.url()))).await;
    assert_eq!(got, found("https://matrix.example.org"));
    let hosts = ["CONNECT example.org:443", "CONNECT matrix.example.org:443"];
    assert_eq!(proxy.connected(), hosts);
}

#[tokio::test]
async fn a_name_is_discovered_through_a_socks_proxy() {
    let world = world();
    let socks = Socks::start(&world);
    let got = discover(&world.client(Some(&socks.url("socks5h", "")))).await;
    assert_eq!(got, found("https://matrix.example.org"));
    let hosts = ["example.org:443", "matrix.example.org:443"];
    assert_eq!(socks.connected(), hosts);
}

#[tokio::test]
async fn a_path_prefix_and_slashes_at_the_end_of_the_base_url_are_right() {
    for named in ["https://example.org/matrix", "https://example.org/matrix/"] {
        let well_known = well_known(named);
        let server = homeserver("/matrix");
        let world = Sites::new()
            .with("example.org", Paper::Good, move |request| {
                match request.target.starts_with("/.well-known/") {
                    true => well_known(request),
                    false => server(request),
                }
            })
            .open();
        let proxy = HttpProxy::start(&world, Manner::Open);
        let got = discover(&world.client(Some(&proxy.url()))).await;
        assert_eq!(got, found("https://example.org/matrix"));
        assert_eq!(proxy.connected().len(), 1, "one connection for both");
    }
}

#[tokio::test]
async fn redirects_between_hosts_are_followed_with_each_certificate_checked() {
    let redirected = |paper| {
        let world = Sites::new()
            .with("example.org", Paper::Good, |_| {
                Answer::redirect(301, "https://www.example.org/matrix.json")
            })
            .with(
                "www.example.org",
                paper,
                well_known("https://matrix.example.org/"),
            )
            .with("matrix.example.org", Paper::Good, homeserver(""))
            .open();
        let proxy = HttpProxy::start(&world, Manner::Open);
        (world.client(Some(&proxy.url())), world)
    };
    let (client, world) = redirected(Paper::Good);
    assert_eq!(discover(&client).await, found("https://matrix.example.org"));
    assert_eq!(
        world.asked(),
        [
            "GET https://example.org/.well-known/matrix/client",
            "GET https://www.example.org/matrix.json",
            "GET https://matrix.example.org/_matrix/client/versions",
        ]
    );
    let (client, _) = redirected(Paper::Expired);
    let got = client
        .call(&base(EXAMPLE), Api::V3, &Request::WellKnown)
        .await;
    let fault = RedirectFault::Unreachable {
        host: "www.example.org".into(),
        network: Network::Tls(TlsFault::Expired),
    };
    let invalid = WellKnown::Invalid(WellKnownFault::Redirect(fault));
    assert_eq!(got, Ok(Reply::WellKnown(invalid)));
}

#[tokio::test]
async fn a_certificate_that_is_wrong_is_named_for_what_it_is_behind_every_proxy() {
    for (paper, fault) in [
        (Paper::Expired, TlsFault::Expired),
        (Paper::NotYetValid, TlsFault::NotYetValid),
        (Paper::Elsewhere, TlsFault::WrongHost),
        (Paper::Foreign, TlsFault::UnknownIssuer),
    ] {
        let world = Sites::new()
            .with("example.org", paper, homeserver(""))
            .open();
        let proxy = HttpProxy::start(&world, Manner::Open);
        let socks = Socks::start(&world);
        for url in [proxy.url(), socks.url("socks5h", "")] {
            let got = network(&world.client(Some(&url))).await;
            assert_eq!(got, Network::Tls(fault), "{paper:?} by {url}");
        }
        assert_eq!(world.asked(), [""; 0], "nothing was sent");
    }
}

#[tokio::test]
async fn a_proxy_gets_the_user_name_and_password_that_were_given() {
    let world = world();
    // robin:hunter2
    let wanted = Manner::Locked("Basic cm9iaW46aHVudGVyMg==".into());
    let proxy = HttpProxy::start(&world, wanted);
    let who = proxy.url_for("robin:hunter2");
    assert!(discover(&world.client(Some(&who))).await.is_ok());
    let socks = Socks::locked(&world, "robin", "hunter2");
    let who = socks.url("socks5h", "robin:hunter2@");
    assert!(discover(&world.client(Some(&who))).await.is_ok());

    let credentials = Network::Proxy(ProxyFault::Credentials);
    for who in [
        proxy.url(),
        proxy.url_for("robin:wrong"),
        socks.url("socks5h", ""),
        socks.url("socks5h", "robin:wrong@"),
    ] {
        let got = network(&world.client(Some(&who))).await;
        assert_eq!(got, credentials, "{who}");
        assert!(got.before_sending());
    }
}

#[tokio::test]
async fn a_proxy_that_does_not_lead_on_is_blamed_itself() {
    let world = world();
    let refused = Network::Proxy(ProxyFault::Refused);
    for manner in [
        Manner::Refusing(403),
        Manner::Refusing(502),
        Manner::HangsUp,
    ] {
        let proxy = HttpProxy::start(&world, manner);
        let got = network(&world.client(Some(&proxy.url()))).await;
        assert_eq!(got, refused);
    }
    let socks = Socks::refusing(&world);
    let got = network(&world.client(Some(&socks.url("socks5h", "")))).await;
    assert_eq!(got, refused);
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_told_from_one_that_refuses() {
    let port = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    let world = world();
    for scheme in ["http", "socks5h"] {
        for host in [format!("127.0.0.1:{port}"), "proxy.invalid:3128".to_owned()] {
            let url = format!("{scheme}://{host}");
            let got = network(&world.client(Some(&url))).await;
            assert_eq!(got, Network::Proxy(ProxyFault::Unreachable), "{url}");
        }
    }
}

#[tokio::test]
async fn a_socks_proxy_that_is_not_to_know_names_does_not_hide_that_there_is_no_address() {
    let world = world();
    let socks = Socks::start(&world);
    let client = world.client(Some(&socks.url("socks5", "")));
    let invalid = base("https://matrix.invalid");
    let got = client.call(&invalid, Api::V3, &Request::Versions).await;
    assert_eq!(got, Err(Failure::Network(Network::Dns)));
    assert_eq!(socks.connected(), [""; 0]);
}

#[tokio::test]
async fn a_server_on_this_computer_is_asked_without_the_proxy() {
    let world = world();
    let proxy = HttpProxy::start(&world, Manner::Refusing(403));
    let local = super::Server::answering([Answer::json(200, json!({"versions": []}))]);
    let client = world.client(Some(&proxy.url()));
    let got = client
        .call(&local.base(), Api::V3, &Request::Versions)
        .await;
    assert!(got.is_ok(), "{got:?}");
    assert_eq!(proxy.connected(), [""; 0]);
}
