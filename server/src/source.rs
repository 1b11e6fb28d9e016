//! Where a request comes from, as far as it is needed to count wrong tokens: held in memory, never written.

use crate::config::Config;
use crate::server::Server;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

/// The address of the peer of a connection, put on every request by `serve`.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// What wrong tokens are counted by: an IPv4 address, or the /64 that one IPv6 customer usually has.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Source(IpAddr);

impl Source {
    /// The source of a request: the peer, or, if that is a trusted proxy, the last address in `X-Forwarded-For` that is not one.
    pub fn of(peer: Option<Peer>, headers: &HeaderMap, config: &Config) -> Self {
        let trusted = |address: &IpAddr| {
            config
                .trusted_proxies
                .iter()
                .any(|net| net.contains(address))
        };
        let mut source = peer.map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |p| {
            p.0.ip().to_canonical()
        });
        let forwarded: Vec<&str> = headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|v| v.to_str().ok())
            .flat_map(|v| v.split(','))
            .collect();
        for hop in forwarded.into_iter().rev() {
            if !trusted(&source) {
                break;
            }
            let Ok(address) = hop.trim().parse::<IpAddr>() else {
                break;
            };
            source = address.to_canonical();
        }
        Self(network(source))
    }
}

impl FromRequestParts<Arc<Server>> for Source {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        server: &Arc<Server>,
    ) -> Result<Self, Infallible> {
        Ok(Self::of(
            parts.extensions.get().copied(),
            &parts.headers,
            &server.config,
        ))
    }
}

fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn source(peer: &str, forwarded: Option<&str>) -> IpAddr {
        let config = Config {
            trusted_proxies: vec!["127.0.0.0/8".parse().unwrap()],
            ..Config::default()
        };
        let mut headers = HeaderMap::new();
        if let Some(value) = forwarded {
            headers.insert("x-forwarded-for", HeaderValue::from_str(value).unwrap());
        }
        let peer = Peer(SocketAddr::new(peer.parse().unwrap(), 1));
        Source::of(Some(peer), &headers, &config).0
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        assert_eq!(
            source("192.0.2.1", Some("198.51.100.7")).to_string(),
            "192.0.2.1"
        );
        assert_eq!(
            source("127.0.0.1", Some("203.0.113.9, 198.51.100.7")).to_string(),
            "198.51.100.7"
        );
        assert_eq!(
            source("127.0.0.1", Some("198.51.100.7, 127.0.0.2")).to_string(),
            "198.51.100.7"
        );
        assert_eq!(
            source("127.0.0.1", Some("nonsense")).to_string(),
            "127.0.0.1"
        );
        assert_eq!(source("127.0.0.1", None).to_string(), "127.0.0.1");
    }

    #[test]
    fn an_ipv6_customer_is_one_source() {
        assert_eq!(
            source("2001:db8:1:2:3:4:5:6", None).to_string(),
            "2001:db8:1:2::"
        );
        assert_eq!(source("::ffff:192.0.2.1", None).to_string(), "192.0.2.1");
    }
}
