-- The run-time role's rights, granted anew after each migration. On the log: read and add, and move a stream's version. It can
-- neither change nor delete an event, nor delete a stream (which would cascade to its events), nor create anything.
revoke all on schema funding from public;
grant usage on schema funding to :role;
revoke all on all tables in schema funding from :role;
grant select, insert on funding.mt_streams, funding.mt_events to :role;
grant update (version, timestamp) on funding.mt_streams to :role;
grant select, insert, update on funding.mt_event_progression to :role;
grant usage, select on sequence funding.mt_events_sequence to :role;
grant select, insert, update, delete on funding.people, funding.sealed_keys to :role;
grant select, insert on funding.commands, funding.idempotency to :role;
-- Erasing (ADR 0019): what a caller wrote into a key is taken out; the row stays, so that nothing is done twice. Certificates are added only.
grant update (key, request_hash) on funding.idempotency to :role;
grant select, insert on funding.erased_people, funding.erasures to :role;
grant select on funding.erasure_salt to :role;
grant select, insert, delete on funding.outbox to :role;
grant update (error, attempts, next_at) on funding.outbox to :role;
-- Messages: what was told is never changed; what became of a message is.
grant select, insert on funding.notices to :role;
grant select, insert, update, delete on funding.inbox_marks, funding.inbox_reads, funding.mailboxes, funding.webhook_secrets, funding.deliveries,
  funding.delivery_attempts to :role;
grant select, insert, update on funding.webhooks, funding.lanes, funding.reminders to :role;
grant select, insert, update on funding.dossiers, funding.simulated_clock, funding.leases, funding.checkpoints, funding.ledger_state to :role;
grant select, insert on funding.ledger, funding.entries, funding.envelope_acts, funding.variable_parts, funding.projection_faults to :role;
grant select, insert, update, delete on funding.ledger_holes to :role;
grant select, insert, update on funding.entry_sums to :role;
grant select, insert on funding.cpts_facts to :role;
grant update (voided_by) on funding.cpts_facts to :role;
-- The proof of the log: keys and heads are added, never changed; the tiles at the tree's edge grow.
grant select, insert on funding.ledger_keys, funding.ledger_heads to :role;
grant select, insert, update on funding.ledger_tiles to :role;
grant select on funding.schema_migrations, funding.events_in_holes to :role;
grant execute on all functions in schema funding to :role;
-- Rebuilding (ADR 0009): rows go into shadow tables, which come with the rights of the live ones; what makes and swaps those
-- tables runs with the owner's rights.
revoke all on schema funding_rebuild from public;
grant usage on schema funding_rebuild to :role;
grant select, insert, update on funding.rebuilds to :role;
grant select, insert on funding_rebuild.faults, funding_rebuild.annulments to :role;
