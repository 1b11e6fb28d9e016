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
    /// For how many failures a silence counts, which takes far longer than a connection that is refused.
    silence_weight: u32,
}

impl Retry {
    /// For requests that someone watches a page for: four tries and at most 5 s of waiting, or two silences.
    pub(super) fn short() -> Self {
        Self {
            failures: 0,
            max_failures: 4,
            silence_weight: 2,
        }
    }

    /// For a large request that may be the first to this server: five tries and 7 to 11 s of waiting, or two silences.
    pub(super) fn brief() -> Self {
        Self {
            failures: 0,
            max_failures: 5,
            silence_weight: 3,
        }
    }

    /// For uploads that the server has begun to take, which are worth waiting for: nine failures in a row, of whatever
    /// kind, with about two minutes of waiting.
    pub(super) fn patient() -> Self {
        Self {
            failures: 0,
            max_failures: 9,
            silence_weight: 1,
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
        self.failed_by(1)
    }

    /// The same after a silence.
    ///
    /// # Errors
    /// As [`Retry::failed`].
    pub(super) fn fell_silent(&mut self) -> Result<Duration, Error> {
        self.failed_by(self.silence_weight)
    }

    fn failed_by(&mut self, weight: u32) -> Result<Duration, Error> {
        self.failures += weight;
        if self.failures >= self.max_failures {
            return Err(Error::new(
                Code::Offline,
                "the server did not answer, however often it was asked",
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
    fn a_server_that_is_away_is_told_before_patience_is_called_for() {
        let waits =
            |mut retry: Retry| -> Duration { core::iter::from_fn(|| retry.failed().ok()).sum() };
        assert!(waits(Retry::short()) < Duration::from_secs(6));
        assert!(waits(Retry::brief()) > Duration::from_secs(7));
        assert!(waits(Retry::brief()) < Duration::from_secs(12));
        assert!(waits(Retry::patient()) > Duration::from_secs(90));
        for mut retry in [Retry::short(), Retry::brief()] {
            assert!(retry.fell_silent().is_ok());
            assert!(retry.fell_silent().is_err());
        }
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
