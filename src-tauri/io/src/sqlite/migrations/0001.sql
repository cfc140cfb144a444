-- Documents are JSON of core's types. What SQL must ask about has a column or a table of its own.
CREATE TABLE integration (
    id       TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    document TEXT NOT NULL
) STRICT;

CREATE TABLE subscription_key (
    id       TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    document TEXT NOT NULL
) STRICT;

CREATE TABLE token (
    integration TEXT PRIMARY KEY REFERENCES integration (id) ON DELETE CASCADE,
    document    TEXT NOT NULL
) STRICT;

-- Which vault items the rows above point to; written in the same transaction as the row.
CREATE TABLE secret_reference (
    secret     TEXT NOT NULL,
    owner_kind TEXT NOT NULL CHECK (owner_kind IN ('integration', 'subscription_key', 'token')),
    owner      TEXT NOT NULL,
    PRIMARY KEY (owner_kind, owner, secret)
) STRICT, WITHOUT ROWID;
CREATE INDEX secret_reference_by_secret ON secret_reference (secret);

-- References die with their owner, also when a token goes because its integration does.
CREATE TRIGGER integration_removed AFTER DELETE ON integration BEGIN
    DELETE FROM secret_reference WHERE owner_kind = 'integration' AND owner = old.id;
END;
CREATE TRIGGER subscription_key_removed AFTER DELETE ON subscription_key BEGIN
    DELETE FROM secret_reference WHERE owner_kind = 'subscription_key' AND owner = old.id;
END;
CREATE TRIGGER token_removed AFTER DELETE ON token BEGIN
    DELETE FROM secret_reference WHERE owner_kind = 'token' AND owner = old.integration;
END;

-- Vault items that were or are about to be written: the journal for sweeping those that no row points to.
CREATE TABLE expected_secret (
    id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    name TEXT PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;

-- The latest wall clock seen, in milliseconds: one row.
CREATE TABLE latest_wall (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    ms  INTEGER NOT NULL
) STRICT;
INSERT INTO latest_wall (one, ms) VALUES (1, 0);
