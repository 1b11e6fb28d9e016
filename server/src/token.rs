//! What is shown to prove something: the view token T and the delete token, both compared by their verifiers.

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// FORMAT, "Keys": V = SHA-256(label || 00 || T).
const VIEW_LABEL: &[u8] = b"pellicle/v1 view verifier\0";
/// FORMAT, "Deletion".
const DELETE_LABEL: &[u8] = b"pellicle/v1 delete verifier\0";

/// What the server keeps of a token: it tells a right one from a wrong one and can make none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verifier(pub [u8; 32]);

/// A token from an `Authorization` header. It implements no `Debug`, so that no log line can hold it.
pub struct Bearer([u8; 32]);

impl Bearer {
    /// The token of `Authorization: Bearer base64url(32 bytes)`; anything else is no token at all.
    pub fn from_headers(headers: &HeaderMap) -> Option<Self> {
        let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        let (scheme, token) = text.split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return None;
        }
        decode_base64url(token.trim()).map(Self)
    }

    /// Whether this is the view token that V belongs to. Takes the same time for every wrong one.
    pub fn is_view_token_of(&self, verifier: &Verifier) -> bool {
        self.verifies(VIEW_LABEL, verifier)
    }

    /// Whether this is the delete token that the verifier belongs to. Takes the same time for every wrong one.
    pub fn is_delete_token_of(&self, verifier: &Verifier) -> bool {
        self.verifies(DELETE_LABEL, verifier)
    }

    fn verifies(&self, label: &[u8], verifier: &Verifier) -> bool {
        let made = Sha256::new()
            .chain_update(label)
            .chain_update(self.0)
            .finalize();
        made.as_slice().ct_eq(&verifier.0).into()
    }
}

/// Exactly N bytes of base64url without padding, as tokens, verifiers and view values are written.
pub fn decode_base64url<const N: usize>(text: &str) -> Option<[u8; N]> {
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn bearer(text: &str) -> Option<Bearer> {
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, HeaderValue::from_str(text).unwrap());
        Bearer::from_headers(&headers)
    }

    #[test]
    fn only_a_bearer_token_of_thirty_two_bytes_is_a_token() {
        let good = URL_SAFE_NO_PAD.encode([7; 32]);
        assert!(bearer(&format!("Bearer {good}")).is_some());
        assert!(bearer(&format!("bearer {good}")).is_some());
        for wrong in [
            good.clone(),
            format!("Basic {good}"),
            format!("Bearer {good}="),
            "Bearer AAAA".into(),
            "Bearer".into(),
        ] {
            assert!(bearer(&wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn a_view_token_does_not_delete() {
        let token = Bearer([7; 32]);
        let view = Verifier(
            Sha256::new()
                .chain_update(VIEW_LABEL)
                .chain_update([7; 32])
                .finalize()
                .into(),
        );
        assert!(token.is_view_token_of(&view));
        assert!(!token.is_delete_token_of(&view));
        assert!(!Bearer([8; 32]).is_view_token_of(&view));
    }
}
