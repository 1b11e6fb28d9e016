//! From what is to be sealed to a link: what sharing a picture and sharing an album have in common.

use super::drive::{ask, drive};
use super::input::optional_whole;
use super::output::{number_or_null, object};
use super::password::password;
use super::stages::OnStage;
use super::timer;
use crate::error::Error;
use crate::link::Link;
use crate::seal::{Contents, DeleteToken, Password, Secret, seal};
use crate::transfer::{Upload, UploadOptions};
use js_sys::{JsString, Object};
use std::time::Duration;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{AbortController, AbortSignal};

#[wasm_bindgen]
extern "C" {
    /// What is said of everything that is sealed and uploaded.
    pub type SendInput;
    #[wasm_bindgen(method, getter)]
    pub(super) fn server(this: &SendInput) -> String;
    #[wasm_bindgen(method, getter, js_name = expiresIn)]
    fn expires_in(this: &SendInput) -> Option<f64>;
    #[wasm_bindgen(method, getter)]
    fn views(this: &SendInput) -> Option<f64>;
    #[wasm_bindgen(method, getter)]
    fn password(this: &SendInput) -> Option<JsString>;
}

/// How something is sealed and uploaded, which is checked before any work is done for it.
pub(super) struct Sending {
    origin: String,
    password: Option<Password>,
    delete_token: DeleteToken,
    options: UploadOptions,
}

impl Sending {
    /// Reads the options.
    ///
    /// # Errors
    /// `bad-option`.
    pub(super) fn read(input: &SendInput) -> Result<Self, Error> {
        let delete_token = DeleteToken::generate()?;
        Ok(Self {
            origin: input.server(),
            password: password(input.password()),
            options: UploadOptions {
                expires_in_secs: optional_whole(input.expires_in(), "expiresIn")?,
                views: optional_whole(input.views(), "views")?,
                delete_verifier: Some(delete_token.verifier()),
            },
            delete_token,
        })
    }

    /// Whether the server is to count views.
    pub(super) fn counts_views(&self) -> bool {
        self.options.views.is_some()
    }

    /// Seals under a fresh secret and uploads, and gives `{ link, deleteToken, expires, sealedBytes }`.
    ///
    /// # Errors
    /// Those of [`seal`] and of the transfer.
    pub(super) async fn send(
        self,
        contents: Contents<'_>,
        on_stage: &OnStage,
        signal: &AbortSignal,
    ) -> Result<Object, Error> {
        on_stage.say("sealing");
        let secret = Secret::generate()?;
        let blob = seal(contents, &secret, self.password.as_ref())?.blob;
        // The work above is one task of the worker's. A worker that was ended during it finishes the task, and no other:
        // so the first request is left to the next one.
        timer::sleep(Duration::ZERO, signal).await;
        let mut upload = Upload::new(&self.origin, &blob, &self.options);
        let uploaded = drive(&mut upload, &blob, signal, |upload, _, _| {
            on_stage.moved("uploading", upload.sent_bytes(), upload.total_bytes());
        })
        .await;
        let uploaded = match uploaded {
            Ok(uploaded) => uploaded,
            Err(error) => {
                take_back(upload, &self.delete_token).await;
                return Err(error);
            }
        };
        let link = Link {
            origin: self.origin,
            id: uploaded.id,
            secret,
        };
        let token = self.delete_token.to_base64url();
        Ok(object([
            ("link", link.to_url().as_str().into()),
            ("deleteToken", token.as_str().into()),
            ("expires", number_or_null(uploaded.expires_unix_secs)),
            ("sealedBytes", (blob.len() as f64).into()),
        ]))
    }
}

/// After a failure nobody will have the link, so the server is told to forget what it has. Whether that arrives changes
/// nothing for the caller: what is not reached now goes when it expires.
async fn take_back(upload: Upload<'_>, token: &DeleteToken) {
    let (Some(take_back), Ok(unstopped)) = (upload.take_back(token), AbortController::new()) else {
        return;
    };
    let _ = ask(take_back, &unstopped.signal()).await;
}
