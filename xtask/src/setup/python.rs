//! The Python that judges our seals and our colours: a folder of its own, with the packages that `tests/pyca` and
//! `tests/littlecms` name.

use crate::stamp::{Inputs, when_changed};
use crate::{paths, shell};
use anyhow::Result;

/// Installs the packages where they are missing or changed; [`shell::cargo`] hands the Python that has them on.
pub fn python() -> Result<()> {
    let folder = paths::own("venv");
    let python = folder.join("bin/python");
    let wanted =
        ["tests/pyca", "tests/littlecms"].map(|tests| paths::root(tests).join("requirements.txt"));
    let mut inputs = Inputs::default();
    for file in &wanted {
        inputs = inputs.path(file)?;
    }
    when_changed(
        "python packages of tests",
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
                    .args(["install", "--quiet", "--disable-pip-version-check"])
                    .args(
                        wanted
                            .iter()
                            .flat_map(|file| ["-r".as_ref(), file.as_os_str()]),
                    ),
            )
        },
    )
}
