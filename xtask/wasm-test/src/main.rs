//! The runner of the tests in a browser, apart so that `cargo xtask serve` does not build it.
//!
//! Cargo calls it with a test's wasm file; it starts the driver named in `CHROMEDRIVER`
//! with the capabilities of `webdriver.json` and prints what libtest would.

use std::process::ExitCode;

fn main() -> ExitCode {
    match wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:?}");
            ExitCode::FAILURE
        }
    }
}
