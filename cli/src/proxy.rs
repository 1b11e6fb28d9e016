//! Which proxy requests go through: the environment's, or none for a server on this machine.

use crate::sentences::Failure;
use crate::values::is_loopback;
use std::env;
use ureq::Proxy;

/// The variables that [`Proxy::try_from_env`] reads, in its order.
const VARIABLES: [&str; 6] = [
    "ALL_PROXY",
    "all_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "HTTP_PROXY",
    "http_proxy",
];

/// The proxy on the way to this origin.
///
/// ureq alone would skip a variable that it cannot read and connect directly, which tells the server an address
/// that someone meant to hide; here it is an error. The way to this machine itself never leaves it.
pub fn on_the_way_to(origin: &str) -> Result<Option<Proxy>, Failure> {
    if is_loopback(origin) {
        return Ok(None);
    }
    let set = VARIABLES
        .into_iter()
        .filter_map(env::var_os)
        .find(|value| !value.is_empty());
    let Some(value) = set else {
        return Ok(None);
    };
    let readable = value
        .to_str()
        .is_some_and(|value| Proxy::new(value).is_ok());
    if !readable {
        return Err(Failure::BAD_PROXY);
    }
    // Read again by ureq, which takes the same variable, and NO_PROXY with it.
    Ok(Proxy::try_from_env())
}
