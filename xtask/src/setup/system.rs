//! Programs that only the system's package manager can bring.

use crate::shell;
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// A program that a test needs, and the Debian package that brings it.
pub struct System {
    program: &'static str,
    package: &'static str,
}

/// A browser and its driver.
pub const BROWSER: [System; 2] = [
    System {
        program: "/usr/bin/chromium",
        package: "chromium",
    },
    System {
        program: "/usr/bin/chromedriver",
        package: "chromium-driver",
    },
];

/// The other two engines: a browser, a driver, and a screen for the one that has no headless mode.
pub const ENGINES: [System; 3] = [
    System {
        program: "/usr/bin/firefox-esr",
        package: "firefox-esr",
    },
    System {
        program: "/usr/bin/WebKitWebDriver",
        package: "webkit2gtk-driver",
    },
    System {
        program: "/usr/bin/Xvfb",
        package: "xvfb",
    },
];

/// Independent judges of what is left in a picture, and of what an AVIF shows.
pub const JUDGES: [System; 4] = [
    System {
        program: "/usr/bin/exiftool",
        package: "libimage-exiftool-perl",
    },
    System {
        program: "/usr/bin/exiv2",
        package: "exiv2",
    },
    System {
        program: "/usr/bin/mat2",
        package: "mat2",
    },
    System {
        program: "/usr/bin/avifdec",
        package: "libavif-bin",
    },
];

/// What makes the pictures that nothing here encodes.
pub const ENCODERS: [System; 3] = [
    System {
        program: "/usr/bin/avifenc",
        package: "libavif-bin",
    },
    System {
        program: "/usr/bin/heif-enc",
        package: "libheif-examples",
    },
    System {
        program: "/usr/bin/cjxl",
        package: "libjxl-tools",
    },
];

/// Installs the programs that are missing, where this user may; else an error names their packages.
pub fn system(needed: &[System]) -> Result<()> {
    let missing: Vec<&str> = needed
        .iter()
        .filter(|one| !Path::new(one.program).exists())
        .map(|one| one.package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    let Some(apt) = apt() else {
        bail!("this needs programs that are not here: sudo apt-get install {names}");
    };
    shell::step(&format!("apt-get install {names}"), || {
        shell::run(apt().args(["-qq", "update"]))?;
        shell::run(
            apt()
                .args(["-qq", "-y", "--no-install-recommends", "install"])
                .args(&missing),
        )
    })
}

/// How this user can install packages without being asked anything, if at all.
fn apt() -> Option<impl Fn() -> Command> {
    let is_root = shell::read(shell::program("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let may_sudo = !is_root && shell::succeeds(shell::program("sudo").args(["-n", "true"]));
    let has_apt = Path::new("/usr/bin/apt-get").exists();
    (has_apt && (is_root || may_sudo)).then_some(move || {
        let mut command = if is_root {
            shell::program("env")
        } else {
            let mut sudo = shell::program("sudo");
            sudo.args(["-n", "env"]);
            sudo
        };
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        // A fresh machine may be updating itself at this moment.
        command.args(["-o", "DPkg::Lock::Timeout=300"]);
        command
    })
}
