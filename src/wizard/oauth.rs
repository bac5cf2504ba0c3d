//! An account that is made in the browser, on a server that speaks OAuth 2.0: the authorization code
//! grant (client-server API, "OAuth 2.0 API").
//!
//! The program registers itself and listens on this computer, both at once; then the browser is
//! sent to the sign-up page, and brings a code back. That is redeemed for a token, the token tells
//! whose it is, and is revoked again, whatever happens: leaving waits for that.

use std::rc::Rc;

use super::effect::Effect;
use super::end::Stop;
use super::homeserver::Homeserver;
use super::in_flight::{Awaiting, GrantPart};
use super::page::PageId;
use super::problem::{Problem, ProblemKind, WebFault, general};
use super::retry::Retry;
use super::task::Task;
use super::{Retreat, Turn, Wizard};
use crate::domain::{BaseUrl, CodeVerifier, Secret};
use crate::protocol::{
    Api, AuthorizationRequest, Callback, ClientId, CodeGrant, Failure, RedeemCode, Refusal,
    RegisterClient, Reply, Request, RevokeToken,
};

/// A grant under way.
#[derive(Debug)]
pub(super) struct Grant {
    pub(super) server: Rc<Homeserver>,
    endpoints: Box<CodeGrant>,
    verifier: CodeVerifier,
    state: Secret,
    pub(super) device_id: String,
    /// Known once the program is registered.
    client_id: Option<ClientId>,
    /// Known once the program listens.
    port: Option<u16>,
    /// What the browser brought.
    pub(super) code: Option<Secret>,
    /// Held from its issue until it is asked to revoke it.
    pub(super) token: Option<Secret>,
    /// An answer was lost that may have held a token.
    pub(super) token_lost: bool,
}

impl Grant {
    /// What the browser is sent with, once everything is known.
    fn request(&self) -> Option<AuthorizationRequest> {
        Some(AuthorizationRequest {
            client_id: self.client_id.clone()?,
            port: self.port?,
            device_id: self.device_id.clone(),
            state: self.state.clone(),
            verifier: self.verifier.clone(),
        })
    }

    /// What the server is asked for a part; none while that part's own is not known.
    fn request_for(&self, part: GrantPart) -> Option<Request> {
        Some(match part {
            GrantPart::Register => Request::RegisterClient(RegisterClient {
                endpoint: self.endpoints.registration.clone(),
            }),
            GrantPart::Redeem => Request::RedeemCode(RedeemCode {
                endpoint: self.endpoints.token.clone(),
                client_id: self.client_id.clone()?,
                port: self.port?,
                code: self.code.clone()?,
                verifier: self.verifier.clone(),
            }),
            GrantPart::WhoAmI => Request::WhoAmI(self.token.clone()?),
            // Nothing that a server is asked.
            GrantPart::Listen | GrantPart::Callback => return None,
        })
    }

    /// Gives the token away to what ends it, if there is one.
    pub(super) fn revocation(&mut self) -> Option<RevokeToken> {
        Some(RevokeToken {
            endpoint: self.endpoints.revocation.clone(),
            client_id: self.client_id.clone()?,
            token: self.token.take()?,
        })
    }

    pub(super) fn site(&self) -> (BaseUrl, Api) {
        (self.server.base.clone(), self.server.api)
    }
}

impl Wizard {
    /// Whether the sign-up page of a server can be opened on this computer, so that the new Matrix
    /// ID comes back.
    pub(super) fn can_sign_up_in_browser(&self) -> bool {
        let is_open = |server: &Rc<Homeserver>| server.sign_up_grant().is_some();
        self.has_browser && self.task == Task::SignUp && self.server.as_ref().is_some_and(is_open)
    }

    /// Registers the program and listens for the browser, which is sent off when both is done.
    pub(super) fn sign_up_in_browser(&mut self, turn: &mut Turn) {
        let Some(server) = self.server().filter(|_| self.is_web_offer()).cloned() else {
            return;
        };
        let Some(endpoints) = server.sign_up_grant() else {
            return;
        };
        // The page opens by itself.
        if self.holding().is_some() {
            return;
        }
        self.problem = None;
        let grant = Grant {
            server: server.clone(),
            endpoints: Box::new(endpoints.clone()),
            verifier: self.random.code_verifier(),
            state: self.random.state(),
            device_id: self.random.device_id(),
            client_id: None,
            port: None,
            code: None,
            token: None,
            token_lost: false,
        };
        let bound = self.ask(Awaiting::Grant(GrantPart::Listen), turn);
        let called = self.ask(Awaiting::Grant(GrantPart::Callback), turn);
        turn.effects.push(Effect::Listen {
            bound,
            called,
            state: grant.state.clone(),
        });
        self.grant = Some(grant);
        self.ask_for_grant(GrantPart::Register, turn);
    }

    /// Asks the server for a part of the grant.
    pub(super) fn ask_for_grant(&mut self, part: GrantPart, turn: &mut Turn) {
        let Some(grant) = &self.grant else {
            return;
        };
        let (base, api) = grant.site();
        if let Some(request) = grant.request_for(part) {
            self.call(Awaiting::Grant(part), (&base, api), request, turn);
        }
    }

    /// This computer listens on a port, or cannot.
    pub(super) fn listening(&mut self, port: Option<u16>, turn: &mut Turn) {
        let Some(grant) = &mut self.grant else {
            return;
        };
        grant.port = port;
        match port {
            Some(_) => self.send_browser(turn),
            None => self.use_account_page(
                Problem::typed(ProblemKind::Web(WebFault::CannotListen)),
                turn,
            ),
        }
    }

    pub(super) fn grant_answered(
        &mut self,
        part: GrantPart,
        result: Result<Reply, Failure>,
        turn: &mut Turn,
    ) {
        match (part, result) {
            (GrantPart::Register, Ok(Reply::ClientRegistered(client_id))) => {
                if let Some(grant) = &mut self.grant {
                    grant.client_id = Some(client_id);
                }
                self.send_browser(turn);
            }
            (GrantPart::Register, result) => self.not_registered(result.err(), turn),
            (GrantPart::Redeem, result) => self.redeemed(result, turn),
            (GrantPart::WhoAmI, result) => self.told_whose(result, turn),
            // Answered by other means.
            (GrantPart::Listen | GrantPart::Callback, _) => {}
        }
    }

    /// The program could not register: a server that will not have it is told from one whose answer
    /// says nothing about that.
    fn not_registered(&mut self, failure: Option<Failure>, turn: &mut Turn) {
        let refuses = |refusal: &Refusal| refusal.status < 500 && !refusal.is_rate_limit();
        match failure {
            Some(failure) if !failure.refusal().is_some_and(refuses) => {
                self.drop_grant(turn);
                if let Err(failure) = self.failed(Retry::Enter, failure, turn) {
                    self.show(Problem::answered(general(&failure), failure), turn);
                }
            }
            failure => {
                let problem = Problem::new(ProblemKind::Web(WebFault::ClientRefused), failure);
                self.use_account_page(problem, turn);
            }
        }
    }

    /// Sends the browser to the sign-up page, once the program is registered and listens.
    fn send_browser(&mut self, turn: &mut Turn) {
        let Some(grant) = &self.grant else {
            return;
        };
        let Some(request) = grant.request() else {
            return;
        };
        let endpoint = &grant.endpoints.authorization;
        match request.link(endpoint, grant.server.base.is_loopback()) {
            Some(link) => {
                self.web_link = Some(link);
                self.go_to(PageId::Web, turn);
                self.open_link(turn);
            }
            None => self.use_account_page(
                Problem::typed(ProblemKind::Web(WebFault::ClientRefused)),
                turn,
            ),
        }
    }

    /// The browser is back.
    pub(super) fn called_back(&mut self, callback: Callback, turn: &mut Turn) {
        let Some(grant) = &mut self.grant else {
            return;
        };
        match callback {
            Callback::Code(code) => {
                grant.code = Some(code);
                self.came_back = Some(grant.server.clone());
                self.problem = None;
                self.ask_for_grant(GrantPart::Redeem, turn);
            }
            Callback::Refused(error) if error.is_denied() => {
                self.offer_browser(turn);
                self.show(Problem::typed(ProblemKind::Web(WebFault::Denied)), turn);
            }
            Callback::Refused(error) => {
                self.use_account_page(
                    Problem::typed(ProblemKind::Web(WebFault::Refused(error))),
                    turn,
                );
            }
        }
    }

    /// To the page with the link to the accounts, and says why the sign-up page is no way.
    pub(super) fn use_account_page(&mut self, problem: Problem, turn: &mut Turn) {
        if self.grant.is_some() {
            self.stop_at(Stop::Browser, turn);
            self.show(problem, turn);
        }
    }

    /// To the page with the link to the accounts, because the person wants it.
    pub(super) fn show_account_page(&mut self, turn: &mut Turn) {
        if self.page == PageId::Web && !self.must_wait(Retreat::Back) {
            self.stop_at(Stop::Browser, turn);
        }
    }

    /// Whether the browser came back from the server of this page, and it is not known whether with
    /// an account.
    pub(super) fn is_account_unknown(&self) -> bool {
        let Some(from) = self
            .came_back
            .as_ref()
            .filter(|_| self.task == Task::SignUp)
        else {
            return false;
        };
        let is_elsewhere = |server: &Rc<Homeserver>| server.base != from.base;
        self.page != PageId::Done && !self.server().is_some_and(is_elsewhere)
    }

    /// Gives the grant up, but for one that is still to bring a token.
    pub(super) fn drop_grant(&mut self, turn: &mut Turn) {
        self.forget_questions(turn, |q| {
            matches!(
                q,
                Awaiting::Grant(GrantPart::Listen | GrantPart::Callback | GrantPart::Register)
            )
        });
        let brings = Awaiting::Grant(GrantPart::Redeem);
        let asks = Awaiting::Grant(GrantPart::WhoAmI);
        if !self.in_flight.any(|q| *q == brings || *q == asks) {
            self.note_lost_token();
            self.revoke(turn);
            self.grant = None;
        }
    }
}
