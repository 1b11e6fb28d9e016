//! Running `pellicle` and judging how it ended.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// One run that has ended.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: Vec<u8>,
    pub stderr: String,
}

/// A command for the binary in this folder, without the machine's proxies.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pellicle"));
    command.current_dir(folder).args(arguments);
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command
}

/// Runs it with nothing on standard input.
pub fn pellicle(folder: &Path, arguments: &[&str]) -> Run {
    pellicle_reading(folder, arguments, b"")
}

/// Runs it with these bytes on standard input.
pub fn pellicle_reading(folder: &Path, arguments: &[&str], stdin: &[u8]) -> Run {
    let mut child = command(folder, arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may end without reading: then the pipe is closed, and that is fine.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap().into()
}

/// The names of all files in a folder, hidden ones too, in order.
pub fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let names = entries.map(|entry| entry.file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: output.stdout,
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// Standard output as text without its last line ending; the program must have succeeded.
    #[track_caller]
    pub fn printed(&self) -> &str {
        assert_eq!(self.code, Some(0), "{self:?}");
        let text = std::str::from_utf8(&self.stdout).unwrap();
        text.strip_suffix('\n').unwrap_or(text)
    }

    /// Holds the rule of a failure: exit 1, nothing on standard output, and exactly one `error[code]: sentence`, last.
    #[track_caller]
    pub fn failed_with(&self, code: &str) {
        assert_eq!(self.stdout, b"", "{self:?}");
        self.failed_in_part_with(code);
    }

    /// The same for a run that may have printed results before.
    #[track_caller]
    pub fn failed_in_part_with(&self, code: &str) {
        assert_eq!(self.code, Some(1), "{self:?}");
        let errors = self.stderr.lines().filter(|line| line.starts_with("error"));
        assert_eq!(errors.count(), 1, "{self:?}");
        let last = self.stderr.lines().last().unwrap_or_default();
        let sentence = last.strip_prefix(&format!("error[{code}]: "));
        let sentence = sentence.unwrap_or_else(|| panic!("expected {code}: {self:?}"));
        assert!(sentence.ends_with('.') && sentence.len() > 10, "{self:?}");
        assert!(self.stderr.ends_with('\n'), "{self:?}");
    }

    /// Holds the rule of wrong usage: exit 2 and nothing on standard output.
    #[track_caller]
    pub fn is_wrong_usage(&self) {
        assert_eq!(self.code, Some(2), "{self:?}");
        assert_eq!(self.stdout, b"", "{self:?}");
        assert!(self.stderr.starts_with("error: "), "{self:?}");
    }
}
