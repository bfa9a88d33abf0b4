-- What is to be told, written with the act that causes it (LIFECYCLE section 8). Ids, codes and amounts; no name and no free text.
create table funding.outbox (
  id          uuid        primary key,
  event_id    uuid        not null,
  kind        text        not null,
  region      text        not null,
  cpts_id     uuid        null,
  recorded_at timestamptz not null,
  data        jsonb       not null
);

-- A dossier's row is written again with each act: room on its page keeps the new version off the indexes.
alter table funding.dossiers set (fillfactor = 70);

-- Holds the streams of envelopes until the end of the transaction, in id order; gives up after so many milliseconds (55P03), 0 for
-- never. An envelope without a stream is held by nobody: its first event is a version conflict for all but one.
create function funding.hold_streams(p_streams text[], p_patience integer)
returns void language plpgsql set search_path = funding, pg_temp
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  perform set_config('lock_timeout', p_patience::text, true);
  perform from (select id from mt_streams where id = any(p_streams) order by id for no key update) held;
  perform set_config('lock_timeout', '0', true);
end $$;

-- The events of streams from the version after each one given, in order of version. Planned once per session: planning anew for each
-- act, as the server likes to for arrays of different length, cost more than reading.
create function funding.read_tails(p_streams text[], p_versions bigint[])
returns table (id uuid, stream varchar, version bigint, type varchar, data jsonb, recorded_at timestamptz, headers jsonb, correlation varchar)
language plpgsql stable set search_path = funding, pg_temp
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  return query
    select e.id, e.stream_id, e.version, e.type, e.data, e.timestamp, e.headers, e.correlation_id
    from unnest(p_streams, p_versions) as wanted (stream, version)
    join lateral (select * from mt_events m where m.stream_id = wanted.stream and m.version > wanted.version offset 0) e on true
    order by e.version;
end $$;

drop function funding.append(text[], bigint[], bigint[], timestamptz, uuid[], text[], bigint[], text[], text[], jsonb[], jsonb[], text);

-- Appends what one act or several leave to one or more streams, all or nothing, in one call. Versions are checked before a sequence
-- number is drawn, a new stream's row comes first, the rows of existing streams last and in id order: Marten's own order, so the two
-- cannot deadlock. A version that does not fit raises F0001; a concurrent writer shows as 23505 on pk_mt_events_stream_and_version.
create function funding.append(
  p_streams text[], p_expected bigint[], p_next bigint[], p_touched timestamptz[],
  p_ids uuid[], p_event_streams text[], p_versions bigint[], p_types text[], p_clr_types text[], p_data jsonb[],
  p_headers jsonb[], p_correlations text[], p_at timestamptz[])
returns void language plpgsql set search_path = funding, pg_temp
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  perform pg_advisory_xact_lock_shared(funding.append_lock());

  if exists (
    select from unnest(p_streams, p_expected) as wanted (id, version)
    left join mt_streams s on s.id = wanted.id
    where coalesce(s.version, 0) <> wanted.version) then
    raise exception 'stream version mismatch' using errcode = 'F0001';
  end if;

  if 0 = any(p_expected) then
    insert into mt_streams (id, version, timestamp, created)
    select wanted.id, wanted.next, wanted.at, wanted.at
    from unnest(p_streams, p_expected, p_next, p_touched) as wanted (id, version, next, at)
    where wanted.version = 0
    order by wanted.id;
  end if;

  insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, correlation_id, headers)
  select nextval('funding.mt_events_sequence'), e.id, e.stream, e.version, e.data, e.type, e.at, e.clr_type, e.correlation, e.headers
  from (
    select * from unnest(p_ids, p_event_streams, p_versions, p_types, p_clr_types, p_data, p_headers, p_correlations, p_at)
      with ordinality as event (id, stream, version, type, clr_type, data, headers, correlation, at, ordinal)
    order by ordinal) e;

  update mt_streams s set version = wanted.next, timestamp = wanted.at
  from (
    select row_id.id, w.next, w.at
    from unnest(p_streams, p_expected, p_next, p_touched) as w (id, version, next, at)
    join lateral (select id from mt_streams where mt_streams.id = w.id) row_id on true
    where w.version > 0
    order by w.id) wanted
  where s.id = wanted.id;
end $$;
