//! From a file to a link.

use crate::cancel::{self, HalfDone};
use crate::http::Http;
use crate::prepared;
use crate::progress::Progress;
use crate::sentences::Failure;
use pellicle::picture::Options;
use pellicle::seal::{DeleteToken, Password, Secret, seal};
use pellicle::transfer::{Upload, UploadOptions, remove};
use pellicle::{Code, Link, Receipt};

/// How pictures are shared.
pub struct Sharing {
    /// The server's origin.
    pub server: String,
    /// How they are prepared.
    pub options: Options,
    /// The time to live, else the server's default.
    pub ttl_secs: Option<u64>,
    /// After how many views it goes, if that is counted.
    pub views: Option<u64>,
}

/// A picture that is on a server.
pub struct Shared {
    /// What opens it.
    pub link: Link,
    /// What deletes it.
    pub delete_token: DeleteToken,
    /// When it goes, in seconds since 1970 in UTC; nothing where it stays.
    pub expires_unix_secs: Option<u64>,
    /// What was removed from it.
    pub receipt: Receipt,
}

impl Sharing {
    /// Prepares, seals and uploads a file, and gives it to `print`. Where that fails, or someone stops the program
    /// before, nobody has the link: then the server is told to forget the picture.
    pub fn share(
        &self,
        http: &Http,
        file: Vec<u8>,
        password: Option<&Password>,
        progress: &Progress,
        print: impl FnOnce(&Shared) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let prepared = prepared::prepare(file, self.options.clone(), progress)?;
        progress.stage("sealing");
        let secret = Secret::generate()?;
        let blob = seal(&prepared::message(&prepared), &secret, password)?.blob;
        let delete_token = DeleteToken::generate()?;
        let options = UploadOptions {
            expires_in_secs: self.ttl_secs,
            views: self.views,
            delete_verifier: Some(delete_token.verifier()),
        };

        let half_done = HalfDone::begin();
        let mut upload = Upload::new(&self.server, &blob, &options);
        let uploaded = http.run(&mut upload, &blob, &mut |upload, _| {
            progress.bytes("uploading", upload.sent_bytes(), upload.total_bytes());
        });
        let uploaded = match uploaded {
            Ok(uploaded) => uploaded,
            Err(failure) => {
                // Best effort, here and below: what is not reached now goes when it expires.
                if let Some(take_back) = upload.take_back(&delete_token) {
                    http.finish(take_back);
                }
                return Err(failure);
            }
        };
        let shared = Shared {
            link: Link {
                origin: self.server.clone(),
                id: uploaded.id,
                secret,
            },
            delete_token,
            expires_unix_secs: uploaded.expires_unix_secs,
            receipt: prepared.receipt,
        };
        let printed = if cancel::requested() {
            Err(Code::Cancelled.into())
        } else {
            print(&shared)
        };
        if printed.is_err() {
            http.finish(remove(&self.server, shared.link.id, &shared.delete_token));
        }
        drop(half_done);
        printed
    }
}
