//! Opening the ledger in SQLite.

use super::Ledger;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, SqlSafeStr as _};
use std::path::Path;
use std::time::Duration;

/// How long to wait for another program that writes to the same file.
const BUSY: Duration = Duration::from_secs(10);
/// Reads are short; more connections than this would only wait for the disk together.
const READERS: u32 = 8;

/// Every change of the tables, in order. A file that has been released is never edited.
const MIGRATIONS: &[(i64, &str, &str)] = &[(
    1,
    "blobs and uploads",
    include_str!("../../migrations/sqlite/0001_blobs_and_uploads.sql"),
)];

impl Ledger {
    /// Opens the ledger in this file, makes it if there is none, and brings it up to date.
    ///
    /// # Errors
    /// When the file cannot be opened, or was written by a newer version.
    pub async fn open(file: &Path) -> Result<Self, MigrateError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // NORMAL would lose the last decisions when the power goes: a spent view, a tombstone.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY)
            .disable_statement_logging();
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            // A disk that is full makes SQLite end a transaction by itself, which sqlx does not notice: it would refuse
            // every later one on this connection.
            .after_release(|connection, _| {
                Box::pin(async move {
                    connection.ping().await?;
                    Ok(!connection.is_in_transaction())
                })
            })
            .connect_with(options.clone())
            .await?;
        let migrations = MIGRATIONS.iter().map(|&(version, name, sql)| {
            Migration::new(
                version,
                name.into(),
                MigrationType::Simple,
                sql.into_sql_str(),
                false,
            )
        });
        Migrator::with_migrations(migrations.collect())
            .run(&writer)
            .await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options)
            .await?;
        Ok(Self { readers, writer })
    }
}
