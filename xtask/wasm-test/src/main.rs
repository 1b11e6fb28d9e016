//! The runner of the tests in a browser, apart so that `cargo xtask serve` does not build it.

fn main() {}
