-- The events that tell what a variable part of a contract is worth: an evaluation reads these, and no other of its lines. The names are
-- those under which both events are stored today: one that gets a new version gets an index that knows both.
create index mt_events_variable_parts on funding.mt_events (seq_id)
  where type in ('aci_line_opened', 'aci_line_recalculated') and data #>> '{trace,kind}' = 'variable';
