//! The Python that judges our seals: a folder of its own, with the packages that `tests/pyca` names.

use crate::stamp::{Inputs, when_changed};
use crate::{paths, shell};
use anyhow::Result;

/// Installs the packages where they are missing or changed; [`shell::cargo`] hands the Python that has them on.
pub fn python() -> Result<()> {
    let folder = paths::own("venv");
    let python = folder.join("bin/python");
    let wanted = paths::root("tests/pyca/requirements.txt");
    let inputs = Inputs::default().path(&wanted)?;
    when_changed(
        "python packages of tests-pyca",
        inputs,
        std::slice::from_ref(&python),
        || {
            // Without pip of its own, which Debian packs apart; the machine's pip installs into it.
            shell::run(
                shell::program("python3")
                    .args(["-m", "venv", "--clear", "--without-pip"])
                    .arg(&folder),
            )?;
            shell::run(
                shell::program("python3")
                    .args(["-m", "pip", "--python"])
                    .arg(&python)
                    .args(["install", "--quiet", "--disable-pip-version-check", "-r"])
                    .arg(&wanted),
            )
        },
    )
}
