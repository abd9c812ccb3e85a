CREATE TABLE IF NOT EXISTS package (digest TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS ticket (
  session TEXT NOT NULL, version INTEGER NOT NULL CHECK (version > 0), body TEXT NOT NULL,
  PRIMARY KEY (session, version)
) STRICT;

CREATE TABLE IF NOT EXISTS command (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  session TEXT NOT NULL, sitting TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('start_session', 'extend', 'force_submit', 'move_seat', 'release_login')),
  body TEXT NOT NULL CHECK (json_valid(body)), actor TEXT NOT NULL CHECK (actor <> ''), at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sitting TEXT NOT NULL, ordinal INTEGER NOT NULL CHECK (ordinal > 0),
  device TEXT NOT NULL, seq INTEGER NOT NULL,
  kind TEXT NOT NULL, body TEXT NOT NULL, at_ms INTEGER NOT NULL, chain TEXT NOT NULL,
  UNIQUE (sitting, ordinal), UNIQUE (sitting, device, seq)
) STRICT;

CREATE INDEX IF NOT EXISTS event_milestones ON event (kind, sitting) WHERE kind IN ('started', 'submitted');

CREATE TABLE IF NOT EXISTS presence (
  sitting TEXT PRIMARY KEY, seen_ms INTEGER NOT NULL, device TEXT NOT NULL, body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS outcome (
  sitting TEXT PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body)), at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER IF NOT EXISTS event_follows BEFORE INSERT ON event
WHEN NEW.ordinal > 1 AND NOT EXISTS (
  SELECT 1 FROM event WHERE sitting = NEW.sitting AND ordinal = NEW.ordinal - 1
)
BEGIN SELECT RAISE(ABORT, 'an event must follow the one before it'); END;

CREATE TRIGGER IF NOT EXISTS event_is_never_updated BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS command_is_never_updated BEFORE UPDATE ON command
BEGIN SELECT RAISE(ABORT, 'orders are append-only'); END;
CREATE TRIGGER IF NOT EXISTS command_is_never_deleted BEFORE DELETE ON command
BEGIN SELECT RAISE(ABORT, 'orders are append-only'); END;
CREATE TRIGGER IF NOT EXISTS ticket_is_never_updated BEFORE UPDATE ON ticket
BEGIN SELECT RAISE(ABORT, 'a ticket is replaced by a new version'); END;
CREATE TRIGGER IF NOT EXISTS package_is_never_updated BEFORE UPDATE ON package
BEGIN SELECT RAISE(ABORT, 'a package never changes'); END;
