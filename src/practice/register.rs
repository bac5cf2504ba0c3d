//! `POST /register` and the validity of registration tokens (client-server API, "Account registration").

use super::accounts::Proved;
use super::dialect::{TermsForm, Validity};
use super::exchanges::Request;
use super::options::{Options, Policy, Registration, Translation};
use super::prelude::*;
use super::stages::Stage;
use super::uia::{self, Offer};
use super::usernames::{self, Moment};
use super::{password_policy, request_token};

/// The longest user name that is looked at, in characters.
const LONGEST_USERNAME: usize = 512;

/// `POST /register`.
pub(super) async fn register(
    State(server): State<Shared>,
    uri: Uri,
    headers: HeaderMap,
    body: JsonObject,
) -> Answer {
    match body::query(&uri, "kind").as_deref() {
        None | Some("user") => {}
        Some("guest") => {
            let error = "Guest access is disabled";
            return Err(Refusal::forbidden("M_GUEST_ACCESS_FORBIDDEN", error));
        }
        Some(_) => {
            let error = "Do not understand this kind";
            return Err(Refusal::bad("M_UNRECOGNIZED", error));
        }
    }
    let facts = server.facts();
    let rules = &facts.sign_up;
    let password = password_policy::of_sign_up(rules.passwords, &body)?;
    let username = body.short_string("username", LONGEST_USERNAME)?;
    if body::bearer(&headers).is_some()
        && let Some(code) = rules.bearer
    {
        return Err(code.refusal("An access token must not be sent here"));
    }
    if !rules.exists || server.options.registration == Registration::Closed {
        return Err(usernames::closed());
    }
    let auth = body.object("auth")?;
    let inhibit_login = body.boolean("inhibit_login")?.unwrap_or_default();
    let device_id = body.string("device_id")?;
    let operation = format!("POST {uri}");
    let now = server.now();
    let mut memory = server.remember();
    let memory = &mut *memory;
    let request = Request {
        auth: auth.as_ref(),
        operation: &operation,
        now,
    };
    if let Some(answer) = memory.exchanges.answered(request)? {
        return Ok(Json(answer));
    }
    if let Some(password) = password {
        let policy = &server.options.password_policy;
        password_policy::check(rules.passwords, policy, password)?;
    }
    let localpart = username.map(|name| match rules.lowers_names {
        true => name.to_lowercase(),
        false => name.to_owned(),
    });
    let look_at_name = |memory: &Memory, moment| match &localpart {
        Some(localpart) => usernames::check_at(moment, rules, &memory.accounts, localpart),
        None => Ok(()),
    };
    look_at_name(memory, Moment::Before)?;
    let offer = offer(&server.options);
    let contacts = uia::authenticate(memory, &offer, request)?;
    look_at_name(memory, Moment::After)?;
    let (taken, contacts): (Vec<Proved>, Vec<Proved>) = contacts
        .into_iter()
        .partition(|contact| memory.accounts.owner(&contact.address).is_some());
    if rules.refuses_taken_contact
        && let Some(contact) = taken.first()
    {
        return Err(request_token::in_use(contact.address.medium));
    }
    let password = password.ok_or_else(|| rules.no_password.refusal("Missing password"))?;
    let limit = server.options.registration_limit;
    memory
        .registration_limit
        .take(limit, now)
        .map_err(|wait| Refusal::limit_exceeded(wait, facts.messages.tells_wait))?;
    let localpart = localpart.unwrap_or_else(|| invent(memory));
    memory.accounts.create(&localpart, password);
    for contact in contacts {
        memory.accounts.attach(&localpart, contact, now);
    }
    let mut answer = json!({ "user_id": memory.accounts.user_id(&localpart) });
    if rules.names_home_server {
        answer["home_server"] = server.options.server_name.as_str().into();
    }
    if !inhibit_login {
        let random = &mut memory.random;
        let (token, device) = memory.accounts.log_in(random, &localpart, device_id);
        answer["access_token"] = token.into();
        answer["device_id"] = device.device_id.into();
    } else if rules.null_device {
        answer["device_id"] = Value::Null;
    }
    memory.exchanges.keep_answer(request, &answer)?;
    Ok(Json(answer))
}

/// A localpart for a sign-up that asked for none.
fn invent(memory: &mut Memory) -> String {
    loop {
        let localpart = format!("guest{}", memory.random.digits(6));
        if !memory.accounts.exists(&localpart) {
            return localpart;
        }
    }
}

/// The dialect's flows, with the parameters of the stages in them.
fn offer(options: &Options) -> Offer {
    let facts = options.dialect.facts();
    let flows = (facts.sign_up.flows)(options);
    let mut params = Map::new();
    let mut parameter = |stage: Stage, value: Value| {
        if flows.iter().flatten().any(|offered| *offered == stage) {
            params.insert(stage.name().to_owned(), value);
        }
    };
    if let Some(captcha) = &options.captcha {
        let key = json!({ "public_key": captcha.public_key });
        parameter(Stage::Recaptcha, key);
    }
    let policies = policies(facts.authentication.terms, &options.terms);
    parameter(Stage::Terms, policies);
    Offer {
        flows,
        params: Some(params),
        localpart: None,
    }
}

fn policies(form: TermsForm, terms: &[Policy]) -> Value {
    let mut policies = json!({});
    for policy in terms {
        let mut documents = json!({});
        match form {
            TermsForm::Specified => documents["version"] = policy.version.as_str().into(),
            TermsForm::VersionBeside => policies["version"] = policy.version.as_str().into(),
        }
        for Translation {
            language,
            name,
            url,
        } in &policy.translations
        {
            documents[language] = json!({ "name": name, "url": url });
        }
        policies[&policy.id] = documents;
    }
    json!({ "policies": policies })
}

/// `GET /v1/register/m.login.registration_token/validity`.
pub(super) async fn token_validity(State(server): State<Shared>, uri: Uri) -> Answer {
    if server.options.registration == Registration::Closed {
        return match server.facts().endpoints.validity {
            Validity::Absent | Validity::AbsentWhenClosed => Err(Refusal::unrecognized()),
            Validity::RefusedWhenClosed => Err(usernames::closed()),
            Validity::InvalidWhenClosed => Ok(Json(json!({ "valid": false }))),
        };
    }
    let token = body::query(&uri, "token").ok_or_else(|| Refusal::missing(&["token"]))?;
    let valid = server.remember().tokens.is_valid(&token);
    Ok(Json(json!({ "valid": valid })))
}
