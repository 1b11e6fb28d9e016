//! Slows whoever guesses passwords: with a link in hand, each password is one token to try.
//!
//! A try is counted before it is judged, so that a thousand at once are not a thousand answers. So that readers are not
//! counted with each range, a source that has shown the right token of a blob is not counted for it for a while.

use crate::config::Config;
use crate::errors::{Code, Error};
use crate::headers::number;
use crate::id::BlobId;
use crate::source::Source;
use axum::http::{StatusCode, header};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// As long as a view window: whoever reads now is not slowed while reading.
const PROVED: Duration = Duration::from_secs(600);

/// The tries of the last minutes.
pub struct Guesses {
    by_source: DefaultKeyedRateLimiter<Source>,
    by_blob: DefaultKeyedRateLimiter<BlobId>,
    proved: Mutex<HashMap<(Source, BlobId), Instant>>,
}

impl Guesses {
    /// Counts by the limits of these settings.
    pub fn new(config: &Config) -> Self {
        let quota =
            |per_minute| Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN));
        Self {
            by_source: RateLimiter::keyed(quota(config.tokens_per_minute_per_source)),
            by_blob: RateLimiter::keyed(quota(config.tokens_per_minute_per_blob)),
            proved: Mutex::default(),
        }
    }

    /// Counts one try. The source comes first, so that one that is over its limit does not use up the blob's.
    ///
    /// # Errors
    /// 429, and when to come back.
    pub fn count(&self, source: Source, blob: &BlobId) -> Result<(), Error> {
        if self.has_proved(source, blob) {
            return Ok(());
        }
        let waited = |not_until: governor::NotUntil<_>| {
            not_until.wait_time_from(DefaultClock::default().now())
        };
        let limited = self
            .by_source
            .check_key(&source)
            .map_err(waited)
            .and_then(|()| self.by_blob.check_key(blob).map_err(waited));
        limited.map_err(|wait| {
            Error::new(
                StatusCode::TOO_MANY_REQUESTS,
                Code::RateLimited,
                "Too many passwords were tried; wait a little.",
            )
            .with(header::RETRY_AFTER, number(wait.as_secs() + 1))
        })
    }

    /// Notes that this source has shown the right token of this blob.
    pub fn right(&self, source: Source, blob: &BlobId) {
        self.lock().insert((source, blob.clone()), Instant::now());
    }

    /// Forgets what no longer counts, so that memory does not grow with the number of sources.
    pub fn forget_old(&self) {
        self.by_source.retain_recent();
        self.by_blob.retain_recent();
        self.lock().retain(|_, since| since.elapsed() < PROVED);
    }

    fn has_proved(&self, source: Source, blob: &BlobId) -> bool {
        self.lock()
            .get(&(source, blob.clone()))
            .is_some_and(|since| since.elapsed() < PROVED)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<(Source, BlobId), Instant>> {
        self.proved.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
