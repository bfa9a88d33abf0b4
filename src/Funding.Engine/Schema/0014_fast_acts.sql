-- Holds streams as hold_streams does, but waits for nobody: F0001 when one of them is held by somebody else, or is not there.
create function funding.hold_free_streams(p_streams text[])
returns void language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
  if (select count(*) from (select from funding.mt_streams where id = any(p_streams) for no key update skip locked) held) < cardinality(p_streams) then
    raise exception 'a stream is held' using errcode = 'F0001';
  end if;
end $$;

-- Appends what one act or several leave to one or more streams, all or nothing, in one call. The streams come in the order of their
-- ids. Versions are checked before a sequence number is drawn, a new stream's row comes first, the rows of existing streams last and
-- in order: Marten's own order, so the two cannot deadlock. A version that does not fit raises F0001; a concurrent writer shows as
-- 23505 on pk_mt_events_stream_and_version. Arrays are unnested side by side in the list of columns: in a list of tables the server
-- lays each of them down first, which cost a fifth of the call.
create or replace function funding.append(
  p_streams text[], p_expected bigint[], p_next bigint[], p_touched timestamptz[],
  p_ids uuid[], p_event_streams text[], p_versions bigint[], p_types text[], p_clr_types text[], p_data jsonb[],
  p_headers jsonb[], p_correlations text[], p_at timestamptz[])
returns void language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  perform pg_advisory_xact_lock_shared(funding.append_lock());

  if exists (
    select from (select unnest(p_streams) as id, unnest(p_expected) as version) wanted
    where wanted.version <> coalesce((select s.version from funding.mt_streams s where s.id = wanted.id), 0)) then
    raise exception 'stream version mismatch' using errcode = 'F0001';
  end if;

  if 0 = any(p_expected) then
    insert into funding.mt_streams (id, version, timestamp, created)
    select id, next, at, at
    from (select unnest(p_streams) as id, unnest(p_expected) as version, unnest(p_next) as next, unnest(p_touched) as at) wanted
    where version = 0;
  end if;

  insert into funding.mt_events (seq_id, id, stream_id, version, type, mt_dotnet_type, data, headers, correlation_id, timestamp)
  select nextval('funding.mt_events_sequence'), e.*
  from (
    select unnest(p_ids), unnest(p_event_streams), unnest(p_versions), unnest(p_types), unnest(p_clr_types),
      unnest(p_data), unnest(p_headers), unnest(p_correlations), unnest(p_at)) e;

  if 0 < any(p_expected) then
    update funding.mt_streams s set version = wanted.next, timestamp = wanted.at
    from (select unnest(p_streams) as id, unnest(p_expected) as version, unnest(p_next) as next, unnest(p_touched) as at) wanted
    where s.id = wanted.id and wanted.version > 0;
  end if;
end $$;
