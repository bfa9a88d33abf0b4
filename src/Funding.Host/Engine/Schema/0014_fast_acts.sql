-- Holds streams as hold_streams does, but waits for nobody: F0001 when somebody else holds one.
create function funding.hold_free_streams(p_streams text[])
returns void language plpgsql set search_path = funding, pg_temp
set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
begin
  if (select count(*) from (select from mt_streams where id = any(p_streams) order by id for no key update skip locked) held)
    < (select count(*) from mt_streams where id = any(p_streams)) then
    raise exception 'a stream is held' using errcode = 'F0001';
  end if;
end $$;
