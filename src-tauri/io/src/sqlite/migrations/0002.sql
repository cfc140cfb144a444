-- Exchanges that have ended, in the order in which they ended. What a list shows and searches lies here, the rest apart, so
-- that a list reads neither documents nor bodies.
CREATE TABLE exchange (
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    integration TEXT NOT NULL REFERENCES integration (id) ON DELETE CASCADE,
    label       TEXT NOT NULL,
    provider    TEXT NOT NULL,
    environment TEXT NOT NULL,
    endpoint    TEXT,
    title       TEXT NOT NULL,
    method      TEXT NOT NULL,
    address     TEXT NOT NULL,
    status      INTEGER,
    kind        TEXT NOT NULL,
    outcome     TEXT NOT NULL,
    sent_at_ms  INTEGER NOT NULL,
    elapsed_ms  INTEGER NOT NULL,
    wire        INTEGER NOT NULL,
    decoded     INTEGER NOT NULL,
    body_bytes  INTEGER NOT NULL, -- of the kept body, as it lies here; 0 without one
    search      TEXT NOT NULL
) STRICT;
CREATE INDEX exchange_by_integration ON exchange (integration);
CREATE INDEX exchange_with_body ON exchange (number, body_bytes) WHERE body_bytes > 0;

-- JSON of core's type.
CREATE TABLE exchange_document (
    exchange INTEGER PRIMARY KEY REFERENCES exchange (number) ON DELETE CASCADE,
    document TEXT NOT NULL
) STRICT;

-- Compressed with zstd; `length` is what it was before.
CREATE TABLE exchange_body (
    exchange INTEGER PRIMARY KEY REFERENCES exchange (number) ON DELETE CASCADE,
    length   INTEGER NOT NULL,
    packed   BLOB NOT NULL
) STRICT;

-- What all exchanges take: one row, kept up to date so that nobody has to count.
CREATE TABLE activity_usage (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    entries INTEGER NOT NULL,
    bytes   INTEGER NOT NULL
) STRICT;
INSERT INTO activity_usage (one, entries, bytes) VALUES (1, 0, 0);

CREATE TRIGGER exchange_added AFTER INSERT ON exchange BEGIN
    UPDATE activity_usage SET entries = entries + 1, bytes = bytes + new.body_bytes;
END;
CREATE TRIGGER exchange_body_let_go AFTER UPDATE OF body_bytes ON exchange BEGIN
    UPDATE activity_usage SET bytes = bytes + new.body_bytes - old.body_bytes;
END;

-- An exchange may point to vault items too. A CHECK cannot be changed, so the table is made anew; the triggers that name it
-- find the new one.
CREATE TABLE kept_reference AS SELECT secret, owner_kind, owner FROM secret_reference;
DROP TABLE secret_reference;
CREATE TABLE secret_reference (
    secret     TEXT NOT NULL,
    owner_kind TEXT NOT NULL CHECK (owner_kind IN ('integration', 'subscription_key', 'token', 'exchange')),
    owner      TEXT NOT NULL,
    PRIMARY KEY (owner_kind, owner, secret)
) STRICT, WITHOUT ROWID;
INSERT INTO secret_reference (secret, owner_kind, owner) SELECT secret, owner_kind, owner FROM kept_reference;
DROP TABLE kept_reference;
CREATE INDEX secret_reference_by_secret ON secret_reference (secret);

-- As in the first version: references die with their owner, also when an exchange goes because its integration does.
CREATE TRIGGER exchange_removed AFTER DELETE ON exchange BEGIN
    UPDATE activity_usage SET entries = entries - 1, bytes = bytes - old.body_bytes;
    DELETE FROM secret_reference WHERE owner_kind = 'exchange' AND owner = old.id;
END;
