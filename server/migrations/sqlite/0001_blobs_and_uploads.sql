-- A row stays after its bytes are gone: it is the tombstone, and keeps what tells a right token from a wrong one.
CREATE TABLE blobs (
    id                   TEXT    NOT NULL PRIMARY KEY,
    length               BIGINT  NOT NULL,
    header               BLOB    NOT NULL, -- the first 32 bytes
    verifier             BLOB    NOT NULL, -- V
    delete_verifier      BLOB,
    sha256               BLOB    NOT NULL, -- of the whole blob
    created_at           BIGINT  NOT NULL, -- seconds since 1970, like every instant here
    expires_at           BIGINT  NOT NULL,
    views_left           BIGINT,           -- NULL: no view limit
    last_window_closes   BIGINT,           -- when the youngest view window closes
    gone_at              BIGINT,
    gone_reason          TEXT,
    bytes_present        INTEGER NOT NULL  -- 0 once the removal of the bytes is durable
);
CREATE INDEX blobs_by_expiry ON blobs (expires_at) WHERE gone_at IS NULL;
CREATE INDEX blobs_with_bytes_to_remove ON blobs (gone_at) WHERE bytes_present = 1 AND gone_at IS NOT NULL;
CREATE INDEX blobs_with_views_spent ON blobs (last_window_closes) WHERE gone_at IS NULL AND views_left = 0;

-- One row for every view that was spent. A value is kept as long as its blob is, so that it is never new again.
CREATE TABLE view_windows (
    blob_id   TEXT   NOT NULL,
    value     BLOB   NOT NULL, -- the reader's 16 random bytes
    closes_at BIGINT NOT NULL,
    PRIMARY KEY (blob_id, value)
);

CREATE TABLE uploads (
    id              TEXT   NOT NULL PRIMARY KEY,
    blob_id         TEXT   NOT NULL UNIQUE, -- chosen at the start, so that a finish cut short can be repeated
    length          BIGINT NOT NULL,
    expires_in_secs BIGINT,                 -- NULL: the uploader left it to the server
    views           BIGINT,
    delete_verifier BLOB,
    ends_at         BIGINT NOT NULL,        -- unfinished: when it is given up; finished: when it is forgotten
    blob_expires_at BIGINT                  -- NULL until it is finished
);
CREATE INDEX uploads_by_end ON uploads (ends_at);
