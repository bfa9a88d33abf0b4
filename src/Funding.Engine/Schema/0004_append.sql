-- Appenders share a lock that whoever must be alone with the log takes for itself, as the loading of a history does.
create function funding.append_lock() returns bigint language sql immutable as 'select 5067834312961';

-- Appends to one or more streams, all or nothing, in one call. Versions are checked before a sequence number is drawn, a new
-- stream's row comes first, the rows of existing streams last and in id order: Marten's own order, so the two cannot deadlock.
-- A version that does not fit raises F0001; a concurrent writer shows as 23505 on pk_mt_events_stream_and_version.
create function funding.append(
  p_streams text[], p_expected bigint[], p_next bigint[], p_at timestamptz,
  p_ids uuid[], p_event_streams text[], p_versions bigint[], p_types text[], p_clr_types text[], p_data jsonb[],
  p_headers jsonb[], p_correlation text)
returns void language plpgsql set search_path = funding, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(funding.append_lock());

  if exists (
    select from unnest(p_streams, p_expected) as wanted (id, version)
    left join mt_streams s on s.id = wanted.id
    where coalesce(s.version, 0) <> wanted.version) then
    raise exception 'stream version mismatch' using errcode = 'F0001';
  end if;

  insert into mt_streams (id, version, timestamp, created)
  select wanted.id, wanted.next, p_at, p_at
  from unnest(p_streams, p_expected, p_next) as wanted (id, version, next)
  where wanted.version = 0
  order by wanted.id;

  insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, correlation_id, headers)
  select nextval('funding.mt_events_sequence'), e.id, e.stream, e.version, e.data, e.type, p_at, e.clr_type, p_correlation, e.headers
  from (
    select * from unnest(p_ids, p_event_streams, p_versions, p_types, p_clr_types, p_data, p_headers)
      with ordinality as event (id, stream, version, type, clr_type, data, headers, ordinal)
    order by ordinal) e;

  update mt_streams s set version = wanted.next, timestamp = p_at
  from (
    select row_id.id, w.next
    from unnest(p_streams, p_expected, p_next) as w (id, version, next)
    join lateral (select id from mt_streams where mt_streams.id = w.id) row_id on true
    where w.version > 0
    order by w.id) wanted
  where s.id = wanted.id;
end $$;
