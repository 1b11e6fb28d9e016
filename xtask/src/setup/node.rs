//! The npm packages of a folder, exactly as its lock file has them.

use crate::stamp::{Inputs, when_changed};
use crate::{paths, shell};
use anyhow::Result;

/// Installs a folder's npm packages when its lock file changed, or they are not there.
pub fn npm(folder: &str) -> Result<()> {
    let path = paths::root(folder);
    let inputs = Inputs::default()
        .path(&path.join("package.json"))?
        .path(&path.join("package-lock.json"))?;
    let name = format!("npm packages of {}", folder.replace('/', "-"));
    when_changed(&name, inputs, &[path.join("node_modules")], || {
        shell::run(shell::npm(&path).args(["ci", "--loglevel=error"]))
    })
}
