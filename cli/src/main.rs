//! Prepare, seal, send and open pictures from the command line.

fn main() {}
