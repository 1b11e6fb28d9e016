//! Slows whoever guesses passwords: with a link in hand, each password is one token to try.
//!
//! Only wrong tokens count, as every reader of an album shows many right ones. Over a limit even a right token is
//! refused, or the answer would still tell right from wrong; who has shown the right one of a blob before is let
//! through, so that strangers cannot stop a reader half-way. Judging and counting are one step under one lock: a
//! thousand guesses at once are no more than ten.

use crate::config::Config;
use crate::errors::{Code, Error};
use crate::headers::number;
use crate::id::BlobId;
use crate::source::Source;
use axum::http::{StatusCode, header};
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// As long as a view window: whoever reads now is not stopped while reading.
const PROVED: Duration = Duration::from_secs(600);

/// The wrong tokens of the last minutes.
pub struct Guesses {
    state: Mutex<State>,
}

struct State {
    by_source: Buckets<Source>,
    /// Those about blobs that are gone.
    gone_by_source: Buckets<Source>,
    by_blob: Buckets<BlobId>,
    proved: HashMap<(Source, BlobId), Instant>,
}

impl Guesses {
    /// Counts by the limits of these settings.
    pub fn new(config: &Config) -> Self {
        let state = State {
            by_source: Buckets::of(config.wrong_tokens_per_minute_per_source),
            gone_by_source: Buckets::of(config.wrong_tokens_per_minute_per_source),
            by_blob: Buckets::of(config.wrong_tokens_per_minute_per_blob),
            proved: HashMap::new(),
        };
        Self {
            state: Mutex::new(state),
        }
    }

    /// Judges a token of a blob with a password, and counts it if it is wrong.
    ///
    /// # Errors
    /// 429 and when to come back, without having judged.
    pub fn judge(
        &self,
        source: Source,
        blob: &BlobId,
        is_right: impl FnOnce() -> bool,
    ) -> Result<bool, Error> {
        let now = Instant::now();
        let mut state = self.lock();
        let known = (source, blob.clone());
        let proved = state
            .proved
            .get(&known)
            .is_some_and(|since| now - *since < PROVED);
        if !proved {
            let waits = [
                state.by_source.wait(&source, now),
                state.by_blob.wait(blob, now),
            ];
            if let Some(wait) = waits.into_iter().flatten().max() {
                return Err(too_many(wait));
            }
        }
        let right = is_right();
        if right {
            state.proved.insert(known, now);
        } else {
            state.by_source.count(source, now);
            state.by_blob.count(blob.clone(), now);
        }
        Ok(right)
    }

    /// Judges a token of a blob that is gone, where it only decides whether to tell why: `false` while there are too many.
    ///
    /// It slows guesses as [`judge`](Self::judge) does, and counts them apart. Readers ask so with the token of a picture
    /// without a password, because what would tell them of one is gone, and must not be locked out of others for that.
    pub fn judge_gone(
        &self,
        source: Source,
        blob: &BlobId,
        is_right: impl FnOnce() -> bool,
    ) -> bool {
        let now = Instant::now();
        let mut state = self.lock();
        if state.gone_by_source.wait(&source, now).is_some()
            || state.by_blob.wait(blob, now).is_some()
        {
            return false;
        }
        let right = is_right();
        if !right {
            state.gone_by_source.count(source, now);
            state.by_blob.count(blob.clone(), now);
        }
        right
    }

    /// Forgets what no longer counts, so that memory does not grow with the number of sources.
    pub fn forget_old(&self) {
        let now = Instant::now();
        let mut state = self.lock();
        state.by_source.forget_empty(now);
        state.gone_by_source.forget_empty(now);
        state.by_blob.forget_empty(now);
        state.proved.retain(|_, since| now - *since < PROVED);
    }

    /// A panic under the lock cannot leave a count half changed.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn too_many(wait: Duration) -> Error {
    let sentence = "Too many passwords were tried; wait a little.";
    Error::new(StatusCode::TOO_MANY_REQUESTS, Code::RateLimited, sentence)
        .with(header::RETRY_AFTER, number(wait.as_secs() + 1))
}

/// Leaky buckets: each holds what was counted, and leaks as much in a minute as fits in.
struct Buckets<K> {
    size: f64,
    levels: HashMap<K, (f64, Instant)>,
}

impl<K: Eq + Hash> Buckets<K> {
    fn of(per_minute: u32) -> Self {
        Self {
            size: per_minute.into(),
            levels: HashMap::new(),
        }
    }

    fn level(&self, key: &K, now: Instant) -> f64 {
        let Some((level, at)) = self.levels.get(key) else {
            return 0.0;
        };
        (level - (now - *at).as_secs_f64() * self.size / 60.0).max(0.0)
    }

    /// How long until one more fits; nothing where it fits now.
    fn wait(&self, key: &K, now: Instant) -> Option<Duration> {
        let over = self.level(key, now) + 1.0 - self.size;
        (over > 0.0).then(|| Duration::from_secs_f64(over * 60.0 / self.size))
    }

    fn count(&mut self, key: K, now: Instant) {
        let level = self.level(&key, now) + 1.0;
        self.levels.insert(key, (level, now));
    }

    fn forget_empty(&mut self, now: Instant) {
        let leak = self.size / 60.0;
        self.levels
            .retain(|_, (level, at)| *level > (now - *at).as_secs_f64() * leak);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_leaks_a_minutes_worth_in_a_minute() {
        let mut buckets = Buckets::of(10);
        let start = Instant::now();
        for _ in 0..10 {
            assert_eq!(buckets.wait(&1, start), None);
            buckets.count(1, start);
        }
        assert_eq!(buckets.wait(&1, start), Some(Duration::from_secs(6)));
        assert_eq!(buckets.wait(&2, start), None);
        assert_eq!(buckets.wait(&1, start + Duration::from_secs(6)), None);
        buckets.forget_empty(start + Duration::from_secs(59));
        assert_eq!(buckets.levels.len(), 1);
        buckets.forget_empty(start + Duration::from_secs(60));
        assert_eq!(buckets.levels.len(), 0);
    }
}
