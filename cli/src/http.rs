//! One request and its answer, over HTTP.

use crate::sentences::Failure;
use crate::{proxy, values};
use pellicle::transfer::{Body, Method, Request, Response};
use std::io::{self, Read};
use std::sync::Arc;
use std::time::{Duration, Instant};
use ureq::tls::{Certificate, RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, AsSendBody, RequestExt, http};

const USER_AGENT: &str = concat!("pellicle/", env!("CARGO_PKG_VERSION"));
/// Name lookup, connection and TLS together.
const CONNECT_LIMIT: Duration = Duration::from_secs(15);

/// A way to one server.
pub struct Http {
    agent: Agent,
}

/// How much of an answer has come.
#[derive(Clone, Copy, Default)]
pub struct Reading {
    /// Bytes of its body so far.
    pub bytes: u64,
    /// Bytes of its body in all, where it says so.
    pub total: Option<u64>,
}

impl Http {
    /// A way to the server with this origin; no request is made yet.
    pub fn to(origin: &str) -> Result<Self, Failure> {
        if !values::reaches_safely(origin) {
            return Err(Failure::PLAIN_HTTP);
        }
        let agent = Agent::config_builder()
            .tls_config(tls(origin))
            .proxy(proxy::on_the_way_to(origin)?)
            // An answer of any status is an answer, and a redirect is none that leads to a blob.
            .http_status_as_error(false)
            .max_redirects(0)
            // Empty is not sent: nothing but the version tells one user from another.
            .user_agent(USER_AGENT)
            .accept("")
            .accept_encoding("")
            .timeout_connect(Some(CONNECT_LIMIT))
            .build()
            .new_agent();
        Ok(Self { agent })
    }

    /// Sends one request. Gives the answer as far as it came, and why its end did not.
    pub fn send(
        &self,
        request: &Request,
        blob: &[u8],
        on_read: &mut dyn FnMut(Reading),
    ) -> Result<(Response, Option<io::Error>), ureq::Error> {
        let start = Instant::now();
        let mut builder = http::Request::builder()
            .method(request.method.as_str())
            .uri(&request.url);
        for (name, value) in &request.headers {
            builder = builder.header(*name, value);
        }
        let body = match &request.body {
            Body::BlobRange(range) => blob.get(range.clone()),
            Body::Bytes(bytes) => Some(bytes.as_slice()),
            // With a length of zero, which a POST must state.
            Body::Empty if request.method == Method::Post => Some(&[][..]),
            Body::Empty => None,
        };
        let answer = match body {
            Some(bytes) => self.answer(builder.body(bytes)?, request.max_silence)?,
            None => self.answer(builder.body(())?, request.max_silence)?,
        };
        let (head, body) = answer.into_parts();
        let text = |value: &http::HeaderValue| value.to_str().map(str::to_owned).ok();
        let mut response = Response {
            status: head.status.as_u16(),
            headers: head
                .headers
                .iter()
                .filter_map(|(name, value)| Some((name.to_string(), text(value)?)))
                .collect(),
            ..Response::default()
        };
        let total = body.content_length();
        // One byte more than is wanted shows the machine that it was too much.
        let mut reader = body
            .into_reader()
            .take(request.max_body_bytes.saturating_add(1));
        let cut = read_all(&mut reader, &mut response.body, total, on_read).err();
        response.took = Some(start.elapsed());
        Ok((response, cut))
    }

    /// A connection on which nothing moves for so long is dead; a slow one is not.
    fn answer(
        &self,
        request: http::Request<impl AsSendBody>,
        max_silence: Duration,
    ) -> Result<http::Response<ureq::Body>, ureq::Error> {
        request
            .with_agent(&self.agent)
            .configure()
            .timeout_per_read(Some(max_silence))
            .timeout_per_write(Some(max_silence))
            .build()
            .run()
    }
}

/// Whether nothing was heard for so long that the connection was given up.
pub fn is_silence(error: &ureq::Error) -> bool {
    matches!(error, ureq::Error::Timeout(_))
}

/// Whether TLS found the server to be another than its name says: trying again would not change it.
pub fn is_not_trusted(error: &ureq::Error) -> bool {
    let tls = match error {
        ureq::Error::Rustls(error) => Some(error),
        ureq::Error::Io(error) => error.get_ref().and_then(|inner| inner.downcast_ref()),
        _ => None,
    };
    matches!(tls, Some(rustls::Error::InvalidCertificate(_)))
}

/// TLS by rustls and ring; the system says whom to trust.
fn tls(origin: &str) -> TlsConfig {
    let trusted = if values::is_loopback(origin) {
        // Reading the system's certificates takes a while, and plain http asks for none.
        Vec::new()
    } else {
        rustls_native_certs::load_native_certs().certs
    };
    let trusted = trusted
        .iter()
        .map(|certificate| Certificate::from_der(certificate).to_owned());
    TlsConfig::builder()
        .provider(TlsProvider::Rustls)
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .root_certs(RootCerts::from(trusted))
        .build()
}

fn read_all(
    reader: &mut impl Read,
    body: &mut Vec<u8>,
    total: Option<u64>,
    on_read: &mut dyn FnMut(Reading),
) -> io::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match reader.read(&mut buffer)? {
            0 => return Ok(()),
            read => body.extend_from_slice(&buffer[..read]),
        }
        on_read(Reading {
            bytes: body.len() as u64,
            total,
        });
    }
}
