//! How far it is, on standard error, where that is a terminal; elsewhere nothing is drawn.

use crate::output::to_stderr;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// A stage that does not say how long it takes.
const STAGE: &str = "{prefix}  {spinner} {msg}";
/// A stage that moves bytes.
const BYTES: &str = "{prefix}  {msg} [{bar:24}] {bytes}/{total_bytes}";

/// The line that stands on the terminal, so that whoever prints next can take it away first.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// The progress of one picture.
#[derive(Clone)]
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A line for a picture of this name.
    pub fn start(name: &str) -> Self {
        clear();
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        bar.set_prefix(printable(name));
        bar.set_style(style(STAGE));
        bar.enable_steady_tick(Duration::from_millis(100));
        *shown() = Some(bar.clone());
        Self { bar }
    }

    /// Shows a stage that does not say how long it takes.
    pub fn stage(&self, stage: &str) {
        self.bar.set_style(style(STAGE));
        self.bar.set_message(stage.to_owned());
    }

    /// Shows a stage that moves bytes.
    pub fn bytes(&self, stage: &str, done_bytes: u64, total_bytes: u64) {
        self.bar.set_style(style(BYTES));
        self.bar.set_message(stage.to_owned());
        self.bar.set_length(total_bytes);
        self.bar.set_position(done_bytes);
    }
}

/// Says something beside the result, on a line of its own.
pub fn note(text: &str) {
    clear();
    to_stderr(format_args!("{}", printable(text)));
}

/// Takes the line away.
pub fn clear() {
    if let Some(bar) = shown().take() {
        bar.finish_and_clear();
    }
}

/// A file's name may hold escape sequences.
fn printable(text: &str) -> String {
    text.replace(char::is_control, "?")
}

fn shown() -> std::sync::MutexGuard<'static, Option<ProgressBar>> {
    // A bar is whole at any time, whatever its holder panicked over.
    SHOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("=> ")
}
