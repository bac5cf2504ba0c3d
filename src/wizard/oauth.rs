//! An account that is made in the browser, on a server that speaks OAuth 2.0: the authorization code grant
//! (client-server API, "OAuth 2.0 API"; RFC 6749, section 4.1).
//!
//! The program registers itself and listens on this computer, both at once; then the browser is sent to the sign-up
//! page, and brings a code back. That is redeemed for a token, the token tells whose it is, and is revoked again,
//! whatever happens: leaving waits for that.
//!
//! The account exists once a code came, so that a failure is not the end at once: a request without a usable answer is
//! retried. A code is good for one token, and a server that sees it twice should revoke what it issued for it (section
//! 4.1.2); that it did is not known, so that a lost token is said to be open.

use std::rc::Rc;

use super::awaiting::{Awaiting, GrantPart};
use super::ctx::Ctx;
use super::effect::Effect;
use super::homeserver::Homeserver;
use super::meaning::general;
use super::problem::{Problem, ProblemKind, WebFault};
use super::retry::{Retry, is_the_servers_word};
use crate::domain::{CodeVerifier, Link, Secret, UserId};
use crate::protocol::{
    AuthorizationRequest, Callback, ClientId, CodeGrant, Failure, OAuthReply, OAuthRequest,
    RedeemCode, Refusal, RegisterClient, Reply, Request, RevokeToken,
};

/// The sign-up in the browser.
#[derive(Debug, Default)]
pub(super) struct OAuth {
    grant: Option<Grant>,
    /// The page that the browser was sent to, while it is awaited.
    link: Option<Link>,
    /// Where the browser brought a code from, while the owner of the new account is unknown.
    came_back: Option<Rc<Homeserver>>,
}

#[derive(Debug)]
struct Grant {
    server: Rc<Homeserver>,
    endpoints: Box<CodeGrant>,
    verifier: CodeVerifier,
    state: Secret,
    device_id: String,
    /// Known once the program is registered.
    client_id: Option<ClientId>,
    /// Known once the program listens.
    port: Option<u16>,
    code: Option<Secret>,
    /// Held from its issue until it is asked to revoke it.
    token: Option<Secret>,
    /// An answer was lost that may have held a token.
    token_lost: bool,
}

/// The outcome of an input.
#[derive(Debug)]
pub(super) enum Outcome {
    Waits,
    /// The browser is to be sent to the sign-up page.
    Show,
    /// The account is this one's, and its token has to end.
    SignedIn(Rc<Homeserver>, UserId),
    /// The user came back without an account.
    Denied,
    /// A request is retried, with what is shown meanwhile.
    Retries(Option<Problem>),
    /// The program could not register now. The user may try again.
    NotRegistered(Option<Problem>),
    /// The sign-up page is no way; the token, if there is one, has to end.
    Failed(Problem),
}

impl Grant {
    /// The parameters for the browser, once they are complete.
    fn request(&self) -> Option<AuthorizationRequest> {
        Some(AuthorizationRequest {
            client_id: self.client_id.clone()?,
            port: self.port?,
            device_id: self.device_id.clone(),
            state: self.state.clone(),
            verifier: self.verifier.clone(),
        })
    }

    /// The request for a part; `None` while that part's own input is missing.
    fn request_for(&self, part: GrantPart) -> Option<Request> {
        Some(match part {
            GrantPart::Register => Request::OAuth(OAuthRequest::Register(RegisterClient {
                endpoint: self.endpoints.registration.clone(),
            })),
            GrantPart::Redeem => Request::OAuth(OAuthRequest::Redeem(RedeemCode {
                endpoint: self.endpoints.token.clone(),
                client_id: self.client_id.clone()?,
                port: self.port?,
                code: self.code.clone()?,
                verifier: self.verifier.clone(),
            })),
            GrantPart::WhoAmI => Request::WhoAmI(self.token.clone()?),
            // Nothing that a server is asked.
            GrantPart::Listen | GrantPart::Callback => return None,
        })
    }

    fn ask(&self, part: GrantPart, cx: &mut Ctx<'_>) {
        if let Some(request) = self.request_for(part) {
            let site = (&self.server.base, self.server.api);
            cx.call(Awaiting::Grant(part), site, request);
        }
    }

    /// Has the token end. A token that was never seen may stay open.
    fn end_token(&mut self, cx: &mut Ctx<'_>) {
        if self.token_lost && self.token.is_none() {
            cx.logout.left_open();
        }
        if let (Some(client_id), Some(token)) = (self.client_id.clone(), self.token.take()) {
            let site = (self.server.base.clone(), self.server.api);
            let endpoint = self.endpoints.revocation.clone();
            let revoke = RevokeToken {
                endpoint,
                client_id,
                token,
            };
            cx.close(site, Request::OAuth(OAuthRequest::Revoke(revoke)));
        }
    }
}

impl OAuth {
    /// The page that the browser was sent to, while it is awaited.
    pub(super) fn link(&self) -> Option<&Link> {
        self.link.as_ref()
    }

    /// Stops waiting for the browser at its page.
    pub(super) fn forget_link(&mut self) {
        self.link = None;
    }

    /// The server from which the browser came back, if it is not known whether with an account.
    pub(super) fn unknown_at(&self) -> Option<&Homeserver> {
        self.came_back.as_deref()
    }

    /// Registers the program and listens for the browser, which is sent off when both is done.
    pub(super) fn begin(
        &mut self,
        server: &Rc<Homeserver>,
        endpoints: &CodeGrant,
        cx: &mut Ctx<'_>,
    ) {
        let grant = Grant {
            server: server.clone(),
            endpoints: Box::new(endpoints.clone()),
            verifier: cx.random.code_verifier(),
            state: cx.random.state(),
            device_id: cx.random.device_id(),
            client_id: None,
            port: None,
            code: None,
            token: None,
            token_lost: false,
        };
        let bound = cx.ask(Awaiting::Grant(GrantPart::Listen));
        let called = cx.ask(Awaiting::Grant(GrantPart::Callback));
        cx.effects.push(Effect::Listen {
            bound,
            called,
            state: grant.state.clone(),
        });
        grant.ask(GrantPart::Register, cx);
        self.grant = Some(grant);
    }

    /// Asks the server for a part again.
    pub(super) fn retry(&self, part: GrantPart, cx: &mut Ctx<'_>) {
        if let Some(grant) = &self.grant {
            grant.ask(part, cx);
        }
    }

    /// This computer listens on a port, or cannot.
    pub(super) fn listening(&mut self, port: Option<u16>) -> Outcome {
        match &mut self.grant {
            None => Outcome::Waits,
            Some(_) if port.is_none() => failed(WebFault::CannotListen, None),
            Some(grant) => {
                grant.port = port;
                self.show()
            }
        }
    }

    pub(super) fn answered(
        &mut self,
        part: GrantPart,
        result: Result<Reply, Failure>,
        cx: &mut Ctx<'_>,
    ) -> Outcome {
        let Some(grant) = &mut self.grant else {
            return Outcome::Waits;
        };
        match (part, result) {
            (GrantPart::Register, Ok(Reply::OAuth(OAuthReply::Registered(client_id)))) => {
                grant.client_id = Some(client_id);
                self.show()
            }
            (GrantPart::Register, result) => not_registered(result.err(), cx),
            (GrantPart::Redeem, Ok(Reply::OAuth(OAuthReply::Token(token)))) => {
                grant.token = Some(token);
                // The code was good still, so that there is no other token.
                grant.token_lost = false;
                cx.retries.succeeded();
                grant.ask(GrantPart::WhoAmI, cx);
                Outcome::Waits
            }
            (GrantPart::WhoAmI, Ok(Reply::WhoAmI(user_id))) => {
                self.came_back = None;
                Outcome::SignedIn(grant.server.clone(), user_id)
            }
            (GrantPart::Redeem | GrantPart::WhoAmI, Err(failure)) => {
                grant.token_lost |= part == GrantPart::Redeem
                    && failure.leaves_doubt()
                    && !is_the_servers_word(&failure);
                // After a limit, or after what may pass, it is asked again; else that is the end.
                match cx.failed(Retry::OAuth(part), failure) {
                    Ok(problem) => Outcome::Retries(problem),
                    Err(failure) => account_unknown(Some(failure), cx),
                }
            }
            (GrantPart::Redeem | GrantPart::WhoAmI, Ok(_)) => account_unknown(None, cx),
            (GrantPart::Listen | GrantPart::Callback, _) => Outcome::Waits,
        }
    }

    /// The browser is sent off once the program is registered and listens.
    fn show(&mut self) -> Outcome {
        let Some((grant, request)) = self.grant.as_ref().and_then(|g| Some((g, g.request()?)))
        else {
            return Outcome::Waits;
        };
        let endpoint = &grant.endpoints.authorization;
        self.link = request.link(endpoint, grant.server.base.is_loopback());
        match self.link {
            Some(_) => Outcome::Show,
            None => failed(WebFault::ClientRefused, None),
        }
    }

    pub(super) fn called_back(&mut self, callback: Callback, cx: &mut Ctx<'_>) -> Outcome {
        let Some(grant) = &mut self.grant else {
            return Outcome::Waits;
        };
        match callback {
            Callback::Code(code) => {
                grant.code = Some(code);
                self.came_back = Some(grant.server.clone());
                grant.ask(GrantPart::Redeem, cx);
                Outcome::Waits
            }
            Callback::Refused(error) if error.is_denied() => Outcome::Denied,
            Callback::Refused(error) => failed(WebFault::Refused(error), None),
        }
    }

    /// The answer to the code came after the end of the program's work: only the end of its token matters.
    pub(super) fn settle(&mut self, result: Result<Reply, Failure>, cx: &mut Ctx<'_>) {
        match (&mut self.grant, result) {
            (Some(grant), Ok(Reply::OAuth(OAuthReply::Token(token)))) => grant.token = Some(token),
            (_, Err(failure)) => cx.logout.unanswered(&failure),
            _ => {}
        }
        self.end_token(cx);
    }

    /// The program ends: the token does too, unless it is still to come.
    pub(super) fn leave(&mut self, cx: &mut Ctx<'_>) {
        let brings = Awaiting::Grant(GrantPart::Redeem);
        if !cx.in_flight.any(|q| *q == brings) {
            self.end_token(cx);
        }
    }

    /// Has the token end, if there is one.
    pub(super) fn end_token(&mut self, cx: &mut Ctx<'_>) {
        if let Some(grant) = &mut self.grant {
            grant.end_token(cx);
        }
    }

    /// Returns the grant up, but for one that is still to bring a token.
    pub(super) fn give_up(&mut self, cx: &mut Ctx<'_>) {
        cx.forget(|q| {
            matches!(
                q,
                Awaiting::Grant(GrantPart::Listen | GrantPart::Callback | GrantPart::Register)
            )
        });
        let brings = Awaiting::Grant(GrantPart::Redeem);
        let asks = Awaiting::Grant(GrantPart::WhoAmI);
        if !cx.in_flight.any(|q| *q == brings || *q == asks) {
            self.end_token(cx);
            self.grant = None;
        }
    }
}

fn failed(fault: WebFault, cause: Option<Failure>) -> Outcome {
    Outcome::Failed(Problem::new(ProblemKind::Web(fault), cause))
}

/// The program could not register: a server that will not have it is told from one whose answer says nothing about
/// that.
fn not_registered(failure: Option<Failure>, cx: &mut Ctx<'_>) -> Outcome {
    let refuses = |refusal: &Refusal| refusal.status < 500 && !refusal.is_rate_limit();
    match failure {
        Some(failure) if !failure.refusal().is_some_and(refuses) => {
            Outcome::NotRegistered(match cx.failed(Retry::Enter, failure) {
                Ok(problem) => problem,
                Err(failure) => Some(Problem::answered(general(&failure), failure)),
            })
        }
        failure => failed(WebFault::ClientRefused, failure),
    }
}

fn account_unknown(cause: Option<Failure>, cx: &mut Ctx<'_>) -> Outcome {
    cx.retries.begin_anew();
    failed(WebFault::AccountUnknown, cause)
}

#[cfg(test)]
mod tests;
