//! A thin server for sealed pictures: static pages, blobs and operations.

fn main() {}
