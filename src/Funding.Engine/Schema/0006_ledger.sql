-- The ledger numbers committed events 1, 2, 3… (ADR 0003). known_at never decreases, so "as known at T" is one position.
create table funding.ledger (
  position bigint      primary key,
  seq_id   bigint      not null unique,
  known_at timestamptz not null
);
create index ledger_by_time on funding.ledger (known_at desc, position desc);

create table funding.ledger_state (
  single    boolean primary key default true check (single),
  high_mark bigint  not null
);
insert into funding.ledger_state (high_mark) values (0);

-- Sequence numbers below the high mark that no visible event has: drawn by a transaction that was rolled back, or that is not
-- over. `alive` names the transactions that could still fill them.
create table funding.ledger_holes (
  first bigint primary key,
  last  bigint not null,
  alive text[] not null
);

-- The transactions alive in this database, other than this one. Named with the server's start: numbers start anew with it.
-- The server shows a transaction the same list of backends until its end, hence the clearing: a second look would miss who
-- connected after the first. Locks are read before prepared transactions: one that is being prepared is in the one or the other.
create function funding.alive_transactions()
returns text[] language sql volatile set search_path = funding, pg_temp as $$
  select pg_stat_clear_snapshot();
  select coalesce(array_agg(name), '{}') from (
    select extract(epoch from pg_postmaster_start_time())::text || ':' || l.virtualtransaction as name
    from pg_locks l join pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'virtualxid' and l.granted and l.mode = 'ExclusiveLock'
      and a.datid = (select oid from pg_database where datname = current_database()) and l.pid <> pg_backend_pid()
    union all
    select 'prepared:' || gid from pg_prepared_xacts where database = current_database()) names;
$$;

-- The ranges of p_first…p_last without the numbers given, which are in order.
create function funding.gaps_between(p_first bigint, p_last bigint, p_numbers bigint[])
returns table (first bigint, last bigint) language sql immutable set search_path = funding, pg_temp as $$
  select bounds.previous + 1, bounds.number - 1
  from (
    select number, lag(number, 1, p_first - 1) over (order by number) as previous
    from (select number from unnest(p_numbers) number where number between p_first and p_last
          union all select p_last + 1) numbers (number)) bounds
  where bounds.number - 1 > bounds.previous;
$$;

-- Numbers the visible events that have no position yet, in sequence order; late ones get the next positions, so nobody waits for
-- a hole and nothing is skipped. Returns how many it numbered. The order of the steps is what makes it right:
-- (1) who is alive, (2) which events are visible, (3) a hole whose every candidate was gone at (1) is closed, because whatever
-- they committed was visible at (2); (4) new holes note who is alive after (2), and are closed in a later call at the earliest.
-- A transaction that was prepared since (4) has left its old name: while a prepared one that a hole does not name is alive, the
-- hole stays. Of more than p_limit events the rest waits for the next call, and no hole is closed meanwhile. The lock on the
-- high mark keeps a call that its host gave up on from running beside the next.
create function funding.number_events(p_holder uuid, p_token bigint, p_limit integer)
returns integer language plpgsql volatile set search_path = funding, pg_temp as $$
declare
  v_alive text[] := '{}';
  v_high bigint;
  v_position bigint;
  v_known timestamptz;
  v_numbers bigint[];
  v_count integer;
  v_last bigint;
  v_hole ledger_holes;
begin
  perform hold_lease('sequencer', p_holder, p_token);
  select high_mark into v_high from ledger_state for update;
  if exists (select from ledger_holes) then v_alive := alive_transactions(); end if;
  select position, known_at into v_position, v_known from ledger order by position desc limit 1;

  with visible as (
    (select e.seq_id, e.timestamp from mt_events e where e.seq_id > v_high order by e.seq_id limit p_limit)
    union all
    select e.seq_id, e.timestamp from ledger_holes h join mt_events e on e.seq_id between h.first and h.last),
  fresh as (select * from visible order by seq_id limit p_limit),
  numbered as (
    insert into ledger (position, seq_id, known_at)
    select coalesce(v_position, 0) + row_number() over (order by seq_id), seq_id,
           greatest(coalesce(v_known, '-infinity'), max(timestamp) over (order by seq_id))
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
    insert into ledger_holes (first, last, alive)
    select gap.first, gap.last, alive_transactions() from gaps_between(v_high + 1, v_last, v_numbers) gap;
    update ledger_state set high_mark = v_last;
  end if;

  if v_count > 0 then perform pg_notify('funding_ledger', ''); end if;
  return v_count;
end $$;
