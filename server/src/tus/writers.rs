//! Who is writing to which upload: one request at a time.
//!
//! A client whose connection broke asks with HEAD where it stands, often before the server has noticed the break. So
//! HEAD and DELETE ask the writer to stop and wait for it; a second PATCH is refused instead.

use crate::id::UploadId;
use crate::partial::Known;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, OwnedMutexGuard};

/// How long to wait for a writer that was asked to stop: it may be syncing its last bytes to a slow disk.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often it is asked: a writer that is just about to begin hears only the second time.
const ASK_EVERY: Duration = Duration::from_millis(50);

/// The uploads that are being written to, or were a moment ago.
#[derive(Default)]
pub struct Writers {
    slots: Arc<Mutex<Slots>>,
}

type Slots = HashMap<UploadId, Arc<Slot>>;

#[derive(Default)]
struct Slot {
    known: Arc<tokio::sync::Mutex<Option<Known>>>,
    stop: Notify,
}

/// The right to write to one upload, until it is dropped.
pub struct Writing {
    id: UploadId,
    slot: Arc<Slot>,
    slots: Arc<Mutex<Slots>>,
    known: OwnedMutexGuard<Option<Known>>,
}

impl Writers {
    /// The right to write, unless another request has it.
    pub fn try_write(&self, id: &UploadId) -> Option<Writing> {
        let slot = self.slot(id);
        let known = Arc::clone(&slot.known).try_lock_owned().ok()?;
        Some(Writing {
            id: id.clone(),
            slot,
            slots: Arc::clone(&self.slots),
            known,
        })
    }

    /// The right to write, taken from whoever has it; `None` when that one does not let go.
    pub async fn take_over(&self, id: &UploadId) -> Option<Writing> {
        let slot = self.slot(id);
        let freed = async {
            loop {
                slot.stop.notify_waiters();
                if let Ok(known) =
                    tokio::time::timeout(ASK_EVERY, Arc::clone(&slot.known).lock_owned()).await
                {
                    break known;
                }
            }
        };
        let known = tokio::time::timeout(PATIENCE, freed).await.ok()?;
        Some(Writing {
            id: id.clone(),
            slot,
            slots: Arc::clone(&self.slots),
            known,
        })
    }

    fn slot(&self, id: &UploadId) -> Arc<Slot> {
        Arc::clone(lock(&self.slots).entry(id.clone()).or_default())
    }
}

impl Writing {
    /// What an earlier request left known; it is taken, and unknown from here on unless [`Writing::keep`] is called.
    pub fn take_known(&mut self) -> Option<Known> {
        self.known.take()
    }

    /// Leaves what is known to the next request.
    pub fn keep(&mut self, known: Known) {
        *self.known = Some(known);
    }

    /// Completes when another request wants to write instead.
    pub async fn asked_to_stop(&self) {
        self.slot.stop.notified().await;
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        let mut slots = lock(&self.slots);
        // Two hold it: this value and the table. Then nobody waits, and with nothing known there is nothing to keep.
        if self.known.is_none() && Arc::strong_count(&self.slot) == 2 {
            slots.remove(&self.id);
        }
    }
}

/// A panic elsewhere cannot leave the table half changed: every change is one call.
fn lock(slots: &Mutex<Slots>) -> MutexGuard<'_, Slots> {
    slots.lock().unwrap_or_else(PoisonError::into_inner)
}
