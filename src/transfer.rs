//! Upload and download as state machines without I/O.
