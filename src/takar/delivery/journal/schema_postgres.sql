CREATE SCHEMA IF NOT EXISTS exam;

CREATE TABLE IF NOT EXISTS exam.package (digest text PRIMARY KEY, body text NOT NULL);

CREATE TABLE IF NOT EXISTS exam.ticket (
  id bigint GENERATED ALWAYS AS IDENTITY,
  session text NOT NULL, version integer NOT NULL CHECK (version > 0), body text NOT NULL,
  PRIMARY KEY (session, version)
);

CREATE TABLE IF NOT EXISTS exam.command (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  session text NOT NULL, sitting text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('start_session', 'extend', 'force_submit', 'move_seat', 'release_login')),
  body text NOT NULL CHECK (body::json IS NOT NULL), actor text NOT NULL CHECK (actor <> ''), at_ms bigint NOT NULL
);

CREATE TABLE IF NOT EXISTS exam.event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sitting text NOT NULL, ordinal integer NOT NULL CHECK (ordinal > 0),
  device text NOT NULL, seq bigint NOT NULL,
  kind text NOT NULL, body text NOT NULL, at_ms bigint NOT NULL, chain text NOT NULL,
  UNIQUE (sitting, ordinal), UNIQUE (sitting, device, seq)
);

CREATE INDEX IF NOT EXISTS event_milestones ON exam.event (kind, sitting) WHERE kind IN ('started', 'submitted');

CREATE TABLE IF NOT EXISTS exam.presence (
  sitting text PRIMARY KEY, seen_ms bigint NOT NULL, device text NOT NULL, body text NOT NULL
);

CREATE TABLE IF NOT EXISTS exam.outcome (
  sitting text PRIMARY KEY, body text NOT NULL CHECK (body::json IS NOT NULL), at_ms bigint NOT NULL
);

CREATE OR REPLACE FUNCTION exam.event_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.ordinal > 1 AND NOT EXISTS (
    SELECT 1 FROM exam.event WHERE sitting = NEW.sitting AND ordinal = NEW.ordinal - 1
  ) THEN
    RAISE EXCEPTION 'an event must follow the one before it' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION exam.append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'exam.% is append-only', TG_TABLE_NAME;
END $$;

CREATE OR REPLACE TRIGGER event_follows BEFORE INSERT ON exam.event
  FOR EACH ROW EXECUTE FUNCTION exam.event_follows();
CREATE OR REPLACE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON exam.event
  FOR EACH STATEMENT EXECUTE FUNCTION exam.append_only();
CREATE OR REPLACE TRIGGER command_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON exam.command
  FOR EACH STATEMENT EXECUTE FUNCTION exam.append_only();
CREATE OR REPLACE TRIGGER ticket_is_append_only BEFORE UPDATE ON exam.ticket
  FOR EACH STATEMENT EXECUTE FUNCTION exam.append_only();
CREATE OR REPLACE TRIGGER package_is_append_only BEFORE UPDATE ON exam.package
  FOR EACH STATEMENT EXECUTE FUNCTION exam.append_only();
