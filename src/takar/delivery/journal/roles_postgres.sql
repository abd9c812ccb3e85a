-- Two roles for a server installation: run once by the owner of the schema, after the first start.
--   takar_gateway: adds events and signs of life, reads packages, tickets, orders and outcomes. Nothing else.
--   takar_office:  hands out packages, tickets, orders and outcomes, reads the journal. Never writes an event.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'takar_gateway') THEN CREATE ROLE takar_gateway LOGIN; END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'takar_office') THEN CREATE ROLE takar_office LOGIN; END IF;
END $$;
REVOKE ALL ON ALL TABLES IN SCHEMA exam FROM PUBLIC, takar_gateway, takar_office;
GRANT USAGE ON SCHEMA exam TO takar_gateway, takar_office;
GRANT SELECT ON ALL TABLES IN SCHEMA exam TO takar_gateway, takar_office;
GRANT INSERT ON exam.event TO takar_gateway;
GRANT INSERT, UPDATE ON exam.presence TO takar_gateway;
GRANT INSERT ON exam.package, exam.ticket, exam.command TO takar_office;
GRANT INSERT, UPDATE ON exam.outcome TO takar_office;
