//! The only source of time: seconds since 1970, from the system or from a test.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Tells the time to everything that decides by it, so that a test can stop it and move it.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    stopped_at: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands at this instant until it is moved.
    pub fn stopped(unix_secs: i64) -> Self {
        Self {
            stopped_at: Some(Arc::new(AtomicI64::new(unix_secs))),
        }
    }

    /// Seconds since 1970, UTC.
    pub fn now(&self) -> i64 {
        if let Some(stopped) = &self.stopped_at {
            return stopped.load(Ordering::SeqCst);
        }
        let system = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or(Duration::ZERO);
        i64::try_from(system.as_secs()).unwrap_or(i64::MAX)
    }

    /// Moves a stopped clock, and every clone of it: what a test does instead of waiting.
    pub fn advance(&self, secs: i64) {
        if let Some(stopped) = &self.stopped_at {
            stopped.fetch_add(secs, Ordering::SeqCst);
        }
    }
}

/// An instant as an HTTP date, as `Upload-Expires` wants it.
pub fn http_date(unix_secs: i64) -> String {
    let since = Duration::from_secs(u64::try_from(unix_secs).unwrap_or(0));
    httpdate::fmt_http_date(UNIX_EPOCH + since)
}
