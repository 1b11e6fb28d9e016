//! Reading the settings from a file and the environment.

use super::Config;
use std::fmt;
use std::path::Path;
use toml::{Table, Value};

/// Why the settings cannot be used: one sentence for the operator.
#[derive(Debug)]
pub struct ConfigError(pub String);

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}

/// How a setting is written in an environment variable.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Whole,
    /// Separated by commas.
    List,
}

/// Every setting that the environment can give.
const SETTINGS: &[(&str, Kind)] = &[
    ("listen", Kind::Text),
    ("data", Kind::Text),
    ("site", Kind::Text),
    ("name", Kind::Text),
    ("contact", Kind::Text),
    ("siblings", Kind::List),
    ("file_bytes", Kind::Whole),
    ("blob_bytes", Kind::Whole),
    ("quota_bytes", Kind::Whole),
    ("keep_free_bytes", Kind::Whole),
    ("max_edge", Kind::Whole),
    ("expires_in", Kind::Text),
    ("expires_in_max", Kind::Text),
    ("views", Kind::Whole),
    ("views_max", Kind::Whole),
    ("upload_expires_in", Kind::Text),
    ("allowed_origins", Kind::List),
    ("embed_origins", Kind::List),
    ("trusted_proxies", Kind::List),
    ("wrong_tokens_per_minute_per_source", Kind::Whole),
    ("wrong_tokens_per_minute_per_blob", Kind::Whole),
    ("incident", Kind::Text),
    ("sweep_every", Kind::Text),
    ("header_timeout", Kind::Text),
    ("body_timeout", Kind::Text),
    ("stop_timeout", Kind::Text),
    ("connections", Kind::Whole),
    ("log", Kind::Text),
];

/// The settings of this file, if there is one, under those of the environment.
///
/// # Errors
/// A sentence that says which file or variable is wrong, and how.
pub fn load(
    file: Option<&Path>,
    environment: impl Fn(&str) -> Option<String>,
) -> Result<Config, ConfigError> {
    let mut table = match file {
        None => Table::new(),
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .map_err(|e| ConfigError(format!("{} cannot be read: {e}", path.display())))?;
            // Checked by itself, so that the message shows the line.
            toml::from_str::<Config>(&text)
                .map_err(|e| ConfigError(format!("{}: {e}", path.display())))?;
            toml::from_str(&text).map_err(|e| ConfigError(format!("{}: {e}", path.display())))?
        }
    };
    for (name, kind) in SETTINGS {
        let variable = format!("PELLICLE_{}", name.to_uppercase());
        let Some(text) = environment(&variable) else {
            continue;
        };
        let value = read(&text, *kind)
            .ok_or_else(|| ConfigError(format!("{variable} must be a whole number")))?;
        let mut alone = Table::new();
        alone.insert((*name).into(), value.clone());
        alone
            .try_into::<Config>()
            .map_err(|e| ConfigError(format!("{variable}: {}", e.message())))?;
        table.insert((*name).into(), value);
    }
    table
        .try_into()
        .map_err(|e: toml::de::Error| ConfigError(e.message().into()))
}

fn read(text: &str, kind: Kind) -> Option<Value> {
    match kind {
        Kind::Text => Some(Value::String(text.into())),
        Kind::Whole => text.trim().parse().ok().map(Value::Integer),
        Kind::List => {
            let items = text
                .split(',')
                .map(str::trim)
                .filter(|item| !item.is_empty());
            Some(Value::Array(
                items.map(|item| Value::String(item.into())).collect(),
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Span;

    #[test]
    fn the_example_file_shows_every_setting_with_its_default() {
        let example = include_str!("../../pellicle-server.example.toml");
        let shown: String = example
            .lines()
            .map(|line| {
                line.strip_prefix("# ")
                    .filter(|rest| rest.contains(" = ") && !rest.contains(". "))
                    .unwrap_or(line)
            })
            .fold(String::new(), |text, line| text + line + "\n");
        let table: Table = toml::from_str(example).unwrap();
        assert_eq!(
            table.clone().try_into::<Config>().unwrap(),
            Config::default()
        );
        for (name, _) in SETTINGS {
            assert!(
                shown
                    .lines()
                    .any(|line| line.starts_with(&format!("{name} = "))),
                "{name} is not shown"
            );
        }
    }

    #[test]
    fn the_environment_can_give_every_setting_and_nothing_else_is_one() {
        let all = Value::try_from(Config {
            site: Some("x".into()),
            contact: Some("x".into()),
            quota_bytes: Some(1),
            views: Some(1),
            incident: Some("x".into()),
            ..Config::default()
        })
        .unwrap();
        let names: Vec<_> = all.as_table().unwrap().keys().cloned().collect();
        let mut known: Vec<_> = SETTINGS
            .iter()
            .map(|(name, _)| (*name).to_owned())
            .collect();
        known.sort();
        assert_eq!(names, known);
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("p.toml");
        std::fs::write(&file, "name = \"File\"\nexpires_in = \"2h\"\n").unwrap();
        let config = load(Some(&file), |variable| {
            (variable == "PELLICLE_NAME").then(|| "42".into())
        })
        .unwrap();
        assert_eq!(
            (config.name.as_str(), config.expires_in),
            ("42", Span::secs(7200))
        );
    }

    #[test]
    fn what_is_wrong_is_named() {
        let wrong = |name: &'static str, value: &'static str| {
            load(None, move |v| (v == name).then(|| value.into()))
                .unwrap_err()
                .0
        };
        assert!(wrong("PELLICLE_VIEWS_MAX", "many").contains("PELLICLE_VIEWS_MAX"));
        assert!(wrong("PELLICLE_EXPIRES_IN", "soon").contains("duration"));
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("p.toml");
        std::fs::write(&file, "colour = 1\n").unwrap();
        assert!(
            load(Some(&file), |_| None)
                .unwrap_err()
                .0
                .contains("colour")
        );
    }
}
