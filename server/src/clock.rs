//! The only source of time: seconds since 1970, from the system or from a test.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Tells the time to everything that decides by it, so that a test can move it.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    ahead_secs: Arc<AtomicI64>,
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// Seconds since 1970, UTC.
    pub fn now(&self) -> i64 {
        let system = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or(Duration::ZERO);
        i64::try_from(system.as_secs())
            .unwrap_or(i64::MAX)
            .saturating_add(self.ahead_secs.load(Ordering::Relaxed))
    }

    /// Moves this clock, and every clone of it, into the future: what a test does instead of waiting.
    pub fn advance(&self, secs: i64) {
        self.ahead_secs.fetch_add(secs, Ordering::Relaxed);
    }
}

/// An instant as an HTTP date, as `Upload-Expires` wants it.
pub fn http_date(unix_secs: i64) -> String {
    let since = Duration::from_secs(u64::try_from(unix_secs).unwrap_or(0));
    httpdate::fmt_http_date(UNIX_EPOCH + since)
}
