-- Lists of entries by region and year. The region comes last: numbers first are sorted at a third of the cost, and no list reads more
-- for it than the keys of its year.
drop index funding.entries_of_region;
create index entries_of_year on funding.entries (budget_year, position, region);

-- The indexes of a rebuilt view are made by several connections at once, each making every p_of-th one; those of keys become keys at the
-- end. A run that was stopped in between makes what is missing.
drop function funding.index_rebuild(text);
create function funding.index_rebuild(p_view text, p_part integer, p_of integer)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp set maintenance_work_mem = '128MB' set max_parallel_maintenance_workers = 0 as $$
declare
  v_line text;
begin
  for v_line in
    select line from (
      select row_number() over (order by pg_relation_size(i.indexrelid) desc, i.indexrelid) % p_of as part,
             regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE (UNIQUE )?INDEX (.+) ON (ONLY )?funding\.', 'CREATE \1INDEX IF NOT EXISTS \2 ON funding_rebuild.') as line
      from unnest(funding.tables_of_view(p_view)) name join pg_index i on i.indrelid = format('funding.%I', name)::regclass) lines
    where part = p_part
  loop
    execute v_line;
  end loop;
end $$;

create function funding.key_rebuild(p_view text)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_line text;
begin
  for v_line in
    select format('alter table funding_rebuild.%I add constraint %I %s using index %I', name, c.conname, case c.contype when 'p' then 'primary key' else 'unique' end, c.conname)
    from unnest(funding.tables_of_view(p_view)) name join pg_constraint c on c.conrelid = format('funding.%I', name)::regclass and c.contype in ('p', 'u')
    where not exists (select from pg_constraint made where made.conrelid = format('funding_rebuild.%I', name)::regclass and made.conname = c.conname)
  loop
    execute v_line;
  end loop;
end $$;

-- The end of it: the planner knows the tables.
create function funding.end_index_rebuild(p_view text)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  execute format('analyze %s', (select string_agg(format('funding_rebuild.%I', name), ', ') from unnest(funding.tables_of_view(p_view)) name));
  update funding.rebuilds set indexed = true where view = p_view;
end $$;

revoke all on function funding.index_rebuild(text, integer, integer), funding.key_rebuild(text), funding.end_index_rebuild(text) from public;
