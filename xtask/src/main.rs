//! The build tool: cargo xtask build | serve | test | check | bench.

fn main() {}
