//! The `submit_url` that takes the codes of messages (identity service API, "Submit token").

use super::options::{CodeRefusal, Options};
use super::prelude::*;
use super::validation::WrongCode;

/// Where codes go, for every purpose and both media.
pub(super) const PATH: &str = "/_matrix/client/unstable/add_threepid/msisdn/submit_token";

/// `POST` on a `submit_url`: `{"sid", "client_secret", "token"}`, the code as typed.
pub(super) async fn submit(State(server): State<Shared>, body: JsonObject) -> Answer {
    body.must_have(&["client_secret", "sid", "token"])?;
    let session = (body.required("sid")?, body.required("client_secret")?);
    let code = body.required("token")?;
    let Options {
        message_lifetime,
        code_tries,
        code_refusal,
        ..
    } = server.options;
    let age = (server.now(), message_lifetime);
    let mut memory = server.remember();
    let validations = &mut memory.validations;
    match validations.submit_code(session, code, age, code_tries) {
        Ok(()) => Ok(Json(json!({ "success": true }))),
        Err(wrong) => refuse_code(code_refusal, wrong),
    }
}

fn refuse_code(manner: CodeRefusal, wrong: WrongCode) -> Answer {
    let (errcode, error) = match wrong {
        WrongCode::Incorrect => ("M_TOKEN_INCORRECT", "The code is not correct"),
        WrongCode::Expired => ("M_SESSION_EXPIRED", "The code is too old"),
        WrongCode::NoSession => ("M_NO_VALID_SESSION", "No such validation session"),
        WrongCode::UsedUp => ("M_NO_VALID_SESSION", "Too many wrong codes"),
    };
    match manner {
        CodeRefusal::Synapse => {
            let error = "Error contacting the identity server";
            Err(Refusal::bad("M_UNKNOWN", error))
        }
        // Sydent calls a wrong code a missing session, with status 200.
        CodeRefusal::Sydent => {
            let errcode = match wrong {
                WrongCode::Incorrect => "M_NO_VALID_SESSION",
                _ => errcode,
            };
            let answer = json!({ "success": false, "errcode": errcode, "error": error });
            Ok(Json(answer))
        }
        CodeRefusal::Specified => Err(Refusal::bad(errcode, error)),
    }
}
