//! When to try again, and when to give up.

use super::http::Response;
use crate::error::{Code, Error};
use crate::seal::random;
use core::time::Duration;

const FIRST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// A server that asks for more patience than this is not waited for: people are told instead.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(60);

/// Exponential back-off with a bound on failures in a row.
#[derive(Debug)]
pub(super) struct Retry {
    failures: u32,
    max_failures: u32,
}

impl Retry {
    /// For requests that someone watches a page for: four tries, and at most 5 s of waiting.
    pub(super) fn short() -> Self {
        Self {
            failures: 0,
            max_failures: 4,
        }
    }

    /// For uploads, which are worth waiting for: nine failures in a row, about two minutes.
    pub(super) fn patient() -> Self {
        Self {
            failures: 0,
            max_failures: 9,
        }
    }

    /// Something went forward, so what failed before no longer counts.
    pub(super) fn progressed(&mut self) {
        self.failures = 0;
    }

    /// Whether anything failed since the last progress.
    pub(super) fn is_retry(&self) -> bool {
        self.failures > 0
    }

    /// How long to wait before the next try.
    ///
    /// # Errors
    /// [`Code::Offline`] after too many failures in a row.
    pub(super) fn failed(&mut self) -> Result<Duration, Error> {
        self.failures += 1;
        if self.failures >= self.max_failures {
            return Err(Error::new(
                Code::Offline,
                format!("the server did not answer {} times in a row", self.failures),
            ));
        }
        let doublings = (self.failures - 1).min(10);
        Ok(jittered((FIRST_WAIT * (1 << doublings)).min(LONGEST_WAIT)))
    }

    /// How long to wait where an answer is a passing failure: what the server asks for, or the next back-off.
    /// Nothing where it is not, or where it would take too long or was tried too often.
    pub(super) fn passing(&mut self, response: &Response) -> Option<Duration> {
        let asked = response.number("Retry-After").map(Duration::from_secs);
        match (response.status, asked) {
            (429 | 503, Some(asked)) if asked <= LONGEST_RETRY_AFTER => {
                Some(jittered(asked).max(self.failed().ok()?))
            }
            (429 | 503, Some(_)) => None,
            // Without a word of when to come back, an incident is not going to pass in seconds.
            (500 | 502 | 504 | 423 | 429, None) => self.failed().ok(),
            _ => None,
        }
    }
}

/// Up to half as long again, so that those who lost one server do not return to it at one moment.
fn jittered(wait: Duration) -> Duration {
    let [part] = random::<1>().unwrap_or_default();
    wait + wait * u32::from(part) / 512
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_bound_and_end() {
        let mut retry = Retry::patient();
        let mut expected = FIRST_WAIT;
        for _ in 0..8 {
            let wait = retry.failed().expect("not yet");
            assert!(wait >= expected && wait <= expected * 3 / 2, "{wait:?}");
            expected = (expected * 2).min(LONGEST_WAIT);
        }
        assert_eq!(
            retry.failed().map_err(|error| error.code()),
            Err(Code::Offline)
        );
        retry.progressed();
        assert!(retry.failed().is_ok());
    }

    #[test]
    fn retry_after_is_honoured_within_reason() {
        let answer = |status, after: Option<&str>| Response {
            status,
            headers: after
                .map(|value| ("retry-after".into(), value.into()))
                .into_iter()
                .collect(),
            ..Response::default()
        };
        let mut retry = Retry::short();
        let wait = retry.passing(&answer(429, Some("7"))).expect("soon");
        assert!(wait >= Duration::from_secs(7) && wait < Duration::from_secs(11));
        assert_eq!(retry.passing(&answer(503, Some("3600"))), None);
        assert_eq!(retry.passing(&answer(503, None)), None);
        assert_eq!(retry.passing(&answer(404, Some("1"))), None);
        assert!(retry.passing(&answer(502, None)).is_some());
    }
}
