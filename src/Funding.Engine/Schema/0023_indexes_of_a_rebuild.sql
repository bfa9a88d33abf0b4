-- The indexes of a rebuild were shared out by each connection for itself, in the order of their sizes, which change while others write: two made the same
-- one, or none made it. They are shared out once now, by whoever rebuilds.

drop function funding.index_rebuild(text, integer, integer);

-- The indexes of a view, largest first.
create function funding.indexes_of_view(p_view text)
returns text[] language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(c.relname::text order by pg_relation_size(c.oid) desc, c.oid), '{}')
  from unnest(funding.tables_of_view(p_view)) name join pg_index i on i.indrelid = format('funding.%I', name)::regclass join pg_class c on c.oid = i.indexrelid
$$;

-- Makes some of them on the shadow tables, where they are not there yet.
create function funding.index_rebuild(p_view text, p_indexes text[])
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp set maintenance_work_mem = '128MB' set max_parallel_maintenance_workers = 0 as $$
declare
  v_line text;
begin
  for v_line in
    select regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE (UNIQUE )?INDEX (.+) ON (ONLY )?funding\.', 'CREATE \1INDEX IF NOT EXISTS \2 ON funding_rebuild.')
    from unnest(funding.tables_of_view(p_view)) name join pg_index i on i.indrelid = format('funding.%I', name)::regclass join pg_class c on c.oid = i.indexrelid
    where c.relname = any (p_indexes)
  loop
    execute v_line;
  end loop;
end $$;

revoke all on function funding.indexes_of_view(text), funding.index_rebuild(text, text[]) from public;
