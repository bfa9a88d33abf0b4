-- Entries are only ever added, and in the order of positions: what a block of positions sums to never changes once the views are past
-- its end. A sum at any position and day is the sum of closed blocks, by months, plus the entries of the months and of the block that
-- the question cuts. ADR 0012 tells the measures.
create function funding.sums_block() returns bigint language sql immutable as 'select 16384::bigint';

-- Block b holds the positions b·size + 1 to (b + 1)·size. Cents as numeric: a sum of sums must not be what stops the views.
create table funding.entry_sums (
  region      text    not null,
  block       bigint  not null,
  month       date    not null,
  budget_year integer not null,
  source      text    not null,
  kind        text    not null,
  cents       numeric not null,
  primary key (region, block, month, budget_year, source, kind)
);

-- Sums the blocks that end after p_from and not after p_to.
create function funding.close_sums(p_from bigint, p_to bigint)
returns void language sql set search_path = funding, pg_temp as $$
  insert into entry_sums (region, block, month, budget_year, source, kind, cents)
  select region, (position - 1) / sums_block(), date_trunc('month', effective_date::timestamp)::date, budget_year, source, kind, sum(cents)
  from entries
  where position > p_from / sums_block() * sums_block() and position <= p_to / sums_block() * sums_block()
  group by 1, 2, 3, 4, 5, 6
  on conflict (region, block, month, budget_year, source, kind) do update set cents = excluded.cents;
$$;

-- Moves a checkpoint from where the caller read it; raises F0002 if another leader moved it meanwhile. With the views' own, in the same
-- transaction, go the sums of the blocks that it passes: whoever sees the checkpoint sees them.
create or replace function funding.move_checkpoint(p_name text, p_from bigint, p_to bigint)
returns void language plpgsql set search_path = funding, pg_temp as $$
begin
  insert into checkpoints (name, position) values (p_name, 0) on conflict do nothing;
  update checkpoints set position = p_to where name = p_name and position = p_from;
  if not found then
    raise exception 'checkpoint % moved', p_name using errcode = 'F0002';
  end if;
  if p_name = 'views' and p_to / sums_block() > p_from / sums_block() then perform close_sums(p_from, p_to); end if;
end $$;

select funding.close_sums(0, coalesce((select position from funding.checkpoints where name = 'views'), 0));

-- The months that a question cuts, by day.
create index entries_by_day on funding.entries (effective_date);

-- No sum reads all entries of a region any more; what its lists need is a third of the writing.
drop index funding.entries_of_region;
create index entries_of_region on funding.entries (region, budget_year, position);

-- Rows never change here, so nothing but this makes autovacuum mark pages as visible to all, which spares index readers the table.
alter table funding.entries set (autovacuum_vacuum_insert_scale_factor = 0.02);

-- Which CPTS ever covered a commune: the overlaps of a dossier at any moment.
create index cpts_facts_by_commune on funding.cpts_facts using gin ((value -> 'communes')) where attribute = 'territory';

-- Events that were stored after what came later in the sequence had been numbered. Hole by hole: joined as a range, and with a table of
-- holes that is nearly always empty and never analysed, the planner read the whole log for nothing.
create view funding.events_in_holes as
  select e.seq_id, e.timestamp
  from funding.ledger_holes h
  cross join lateral (select seq_id, timestamp from funding.mt_events where seq_id between h.first and h.last order by seq_id offset 0) e;

-- The latest instant whose past a question has closed (ADR 0011). It only goes forward.
alter table funding.ledger_state add column asked timestamptz not null default '-infinity';

-- Numbers the visible events that have no position yet, in sequence order; late ones get the next positions, so nobody waits for
-- a hole and nothing is skipped. Returns how many it numbered. The order of the steps is what makes it right:
-- (1) who is alive, (2) which events are visible, (3) a hole whose every candidate was gone at (1) is closed, because whatever
-- they committed was visible at (2); (4) new holes note who is alive after (2), and are closed in a later call at the earliest.
-- A transaction that was prepared since (4) has left its old name: while a prepared one that a hole does not name is alive, the
-- hole stays. Of more than p_limit events the rest waits for the next call, and no hole is closed meanwhile. The lock on the
-- high mark keeps a call that its host gave up on from running beside the next, and from running while a question closes the past:
-- what is numbered after an answer about T is known after T, whenever it was recorded.
create or replace function funding.number_events(p_holder uuid, p_token bigint, p_limit integer)
returns integer language plpgsql volatile set search_path = funding, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  v_alive text[] := '{}';
  v_high bigint;
  v_asked timestamptz;
  v_position bigint;
  v_known timestamptz;
  v_numbers bigint[];
  v_count integer;
  v_last bigint;
  v_hole ledger_holes;
begin
  perform hold_lease('sequencer', p_holder, p_token);
  select high_mark, asked into v_high, v_asked from ledger_state for update;
  if exists (select from ledger_holes) then v_alive := alive_transactions(); end if;
  select position, known_at into v_position, v_known from ledger order by position desc limit 1;

  with visible as (
    (select e.seq_id, e.timestamp from mt_events e where e.seq_id > v_high order by e.seq_id limit p_limit)
    union all
    select seq_id, timestamp from events_in_holes),
  fresh as (select * from visible order by seq_id limit p_limit),
  numbered as (
    insert into ledger (position, seq_id, known_at)
    select coalesce(v_position, 0) + row_number() over (order by seq_id), seq_id,
           greatest(v_known, v_asked + interval '1 microsecond', max(timestamp) over (order by seq_id))
    from fresh
    returning seq_id)
  select coalesce(array_agg(seq_id order by seq_id), '{}') into v_numbers from numbered;
  v_count := cardinality(v_numbers);

  for v_hole in
    select h.* from ledger_holes h where exists (select from unnest(v_numbers) number where number between h.first and h.last)
  loop
    delete from ledger_holes h where h.first = v_hole.first;
    insert into ledger_holes (first, last, alive)
    select gap.first, gap.last, v_hole.alive from gaps_between(v_hole.first, v_hole.last, v_numbers) gap;
  end loop;
  if v_count < p_limit then
    delete from ledger_holes h
    where not (h.alive && v_alive)
      and not exists (select from unnest(v_alive) name where name like 'prepared:%' and name <> all (h.alive));
  end if;

  v_last := v_numbers[v_count];
  if v_last > v_high then
    if v_last - v_high > (select count(*) from unnest(v_numbers) number where number > v_high) then
      insert into ledger_holes (first, last, alive)
      select gap.first, gap.last, alive_transactions() from gaps_between(v_high + 1, v_last, v_numbers) gap;
    end if;
    update ledger_state set high_mark = v_last;
  end if;

  if v_count > 0 then perform pg_notify('funding_ledger', ''); end if;
  return v_count;
end $$;
