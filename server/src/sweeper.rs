//! Removes what time has ended. Nothing waits for it: reading goes by the clock.

use crate::server::Server;
use crate::tus;
use std::error::Error;
use std::sync::Arc;

/// Sweeps for ever, once at the start and then at the interval of the settings.
pub async fn run(server: Arc<Server>) {
    let mut ticks = tokio::time::interval(server.config.sweep_every.duration());
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Err(error) = sweep(&server).await {
            tracing::error!(%error, "sweeping stopped half-way and goes on at the next round");
        }
    }
}

/// One round: tombstones for what is over, then the bytes of every tombstone, then uploads that nobody finished.
///
/// # Errors
/// When the ledger does not answer. What cannot be removed from a disk is logged, and tried again at the next round.
pub async fn sweep(server: &Arc<Server>) -> Result<(), Box<dyn Error + Send + Sync>> {
    let now = server.clock.now();
    for (id, reason) in server.ledger.due_blobs(now).await? {
        // Still due: what is over by the clock can be neither prolonged nor given views.
        server.ledger.entomb(&id, reason, now).await?;
    }
    for id in server.ledger.bytes_to_remove().await? {
        if let Err(error) = server.remove_bytes(&id).await {
            tracing::warn!(blob = %id, %error, "the bytes of a blob that is gone stay for now");
        }
    }
    for id in server.ledger.due_uploads(now).await? {
        tus::expire(server, &id).await;
    }
    server.guesses.forget_old();
    Ok(())
}
