//! From a link to an opened picture.

use crate::http::Http;
use crate::progress::Progress;
use crate::sentences::Failure;
use pellicle::Link;
use pellicle::seal::{Keys, Opened, Password, open_with_keys};
use pellicle::transfer::{Download, DownloadOptions, ViewValue, fetch_header};

/// More than any server takes by default; only so that none fills the memory.
pub const LARGEST_BLOB_BYTES: u64 = 1 << 28;

/// A picture that has come.
pub struct Fetched {
    /// The picture.
    pub opened: Opened,
    /// How many views are left after this one; nothing where they are not counted.
    pub views_left: Option<u64>,
}

/// Fetches and opens a picture. Spends a view where views are counted, and then only with the right password.
pub fn picture(
    link: &Link,
    password: Option<&Password>,
    progress: &Progress,
) -> Result<Fetched, Failure> {
    const STAGE: &str = "downloading";
    let http = Http::to(&link.origin)?;
    progress.stage(STAGE);
    let mut header = fetch_header(link);
    let header = http.run(&mut header, &[], &mut |_, _| {})?;
    let keys = Keys::derive(&header, &link.secret, password)?;
    let options = DownloadOptions {
        view: Some(ViewValue::generate()?),
        max_blob_bytes: LARGEST_BLOB_BYTES,
    };
    let mut download = Download::new(&link.origin, link.id, keys.view_token(), options);
    let downloaded = http.run(&mut download, &[], &mut |download, reading| {
        if let Some(total) = download.total_bytes().or(reading.total) {
            progress.bytes(STAGE, download.received_bytes() + reading.bytes, total);
        }
    })?;
    progress.stage("opening");
    Ok(Fetched {
        opened: open_with_keys(&downloaded.blob, &keys)?,
        views_left: downloaded.views_left,
    })
}
