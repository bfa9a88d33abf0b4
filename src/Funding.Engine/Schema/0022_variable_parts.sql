-- Which events tell what a variable part of a contract is worth: an evaluation reads these, and no other of its lines. The projector notes them.
-- They were found by an index on the event table, which is Marten's: it drops what it does not know there. A projector at work meanwhile is waited for.
lock table funding.checkpoints in share row exclusive mode;

create table funding.variable_parts (
  position bigint primary key
);

insert into funding.variable_parts
select l.position
from funding.ledger l join funding.mt_events e on e.seq_id = l.seq_id
where e.type in ('aci_line_opened', 'aci_line_recalculated') and e.data #>> '{trace,kind}' = 'variable'
  and l.position <= (select position from funding.checkpoints where name = 'views')
  and not exists (select from funding.projection_faults f where f.name = 'views' and f.position = l.position);

drop index funding.mt_events_variable_parts;

create or replace function funding.tables_of_view(p_view text)
returns text[] language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
  if p_view = 'regions' then return array['entries', 'cpts_facts', 'envelope_acts', 'variable_parts', 'entry_sums']; end if;
  if p_view = 'dossiers' then return array['dossiers']; end if;
  raise exception 'no view %', p_view using errcode = '22023';
end $$;
