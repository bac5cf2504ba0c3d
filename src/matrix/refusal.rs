//! The error answers of servers (client-server API, "Standard error response" and "Rate
//! limiting").

use std::time::{Duration, SystemTime};

use serde_json::Value;

use super::json::{Document, Members};
use crate::domain::CleanText;
use crate::protocol::{ErrCode, Refusal};

/// The longest wait that is believed: a year, so that a deadline can always be reckoned.
const MAX_WAIT: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// Reads an error. Nothing in it is needed: a proxy's has only a status.
///
/// `retry_after` is that of the header, which counts before the deprecated `retry_after_ms`.
pub(super) fn read(status: u16, retry_after: Option<Duration>, body: Option<&Document>) -> Refusal {
    let text = |name| body.and_then(|body| body.said(name));
    let millis = || millis(body?.member("retry_after_ms")?);
    Refusal {
        status,
        errcode: text("errcode").map(ErrCode::parse),
        text: text("error").map(CleanText::new).unwrap_or_default(),
        retry_after: retry_after.or_else(millis),
        contact: text("admin_contact")
            .or_else(|| text("info_uri"))
            .map(CleanText::new),
    }
}

/// Reads `Retry-After`: seconds, or a date, which is turned into a wait by the clock `now`. A
/// date that has passed is no wait.
pub(super) fn retry_after(header: &str, now: SystemTime) -> Option<Duration> {
    let wait = match header.trim().parse() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => httpdate::parse_http_date(header.trim())
            .ok()?
            .duration_since(now)
            .unwrap_or_default(),
    };
    Some(wait.min(MAX_WAIT))
}

fn millis(value: &Value) -> Option<Duration> {
    // Some servers count in fractions.
    let millis = value.as_f64().filter(|ms| *ms >= 0.0)?;
    let wait = Duration::try_from_secs_f64(millis / 1000.0).unwrap_or(MAX_WAIT);
    Some(wait.min(MAX_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

    #[test]
    fn seconds_and_dates_are_both_waits() {
        let now = httpdate::parse_http_date(NOW).unwrap();
        let wait = |header| retry_after(header, now).map(|wait| wait.as_secs());
        assert_eq!(wait("0"), Some(0));
        assert_eq!(wait(" 120 "), Some(120));
        assert_eq!(wait("Sun, 06 Nov 1994 08:51:37 GMT"), Some(120));
        assert_eq!(wait("Sun, 06 Nov 1994 08:00:00 GMT"), Some(0));
        assert_eq!(wait("-5"), None);
        assert_eq!(wait("soon"), None);
        assert_eq!(wait("18446744073709551615"), Some(MAX_WAIT.as_secs()));
    }

    #[test]
    fn a_wait_in_the_body_is_bounded_too() {
        let wait = |json: &str| millis(&serde_json::from_str(json).unwrap());
        assert_eq!(wait("1500"), Some(Duration::from_millis(1500)));
        assert_eq!(wait("1500.5"), Some(Duration::from_micros(1_500_500)));
        assert_eq!(wait("-1"), None);
        assert_eq!(wait("1e300"), Some(MAX_WAIT));
        assert_eq!(wait("\"1500\""), None);
    }
}
