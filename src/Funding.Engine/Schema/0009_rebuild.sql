-- Views are rebuilt beside the live ones (ADR 0009): in tables of the same shape and the same names in a schema of their own, so
-- that indexes and constraints keep their names when a rebuilt table takes the place of the live one.
create schema funding_rebuild;

-- How far each rebuild is. Moved in the transaction that adds the rows: a rebuild that was killed goes on from here, unless the
-- code that projects (code) or the tables (shape) are no longer those it was begun with.
create table funding.rebuilds (
  view     text    primary key,
  code     text    not null,
  shape    text    not null,
  position bigint  not null default 0,
  indexed  boolean not null default false
);

-- What a run found besides rows: events that could not be projected, and deemed validations annulled, which void a fact that is
-- only found once there are indexes.
create table funding_rebuild.faults (
  position bigint primary key,
  error    text   not null
);
create table funding_rebuild.annulments (
  cpts_id  uuid   not null,
  position bigint not null
);

-- The tables of a view; anything else is refused. What follows runs with the owner's rights and takes no other name.
create function funding.tables_of_view(p_view text)
returns text[] language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
  if p_view = 'regions' then return array['entries', 'cpts_facts', 'envelope_acts']; end if;
  if p_view = 'dossiers' then return array['dossiers']; end if;
  raise exception 'no view %', p_view using errcode = '22023';
end $$;

-- Columns, indexes, constraints, storage and rights of the live tables, as one text.
create function funding.shape_of_view(p_view text)
returns text language sql stable set search_path = pg_catalog, pg_temp as $$
  with live as (select format('funding.%I', name)::regclass as id from unnest(funding.tables_of_view(p_view)) name)
  select md5(string_agg(line, e'\n' order by line)) from (
    select concat_ws(' ', a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attacl) as line
    from live join pg_attribute a on a.attrelid = live.id and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    union all select pg_get_indexdef(i.indexrelid) from live join pg_index i on i.indrelid = live.id
    union all select concat_ws(' ', c.conname, pg_get_constraintdef(c.oid)) from live join pg_constraint c on c.conrelid = live.id
    union all select concat_ws(' ', c.oid::regclass, c.relacl, c.reloptions) from live join pg_class c on c.oid = live.id) lines;
$$;

-- An empty table of the shape of the live one, with its rights but without its indexes: rows come first.
create function funding.shadow_table(p_table text)
returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  v_live regclass := format('funding.%I', p_table)::regclass;
  v_line text;
begin
  execute format('create table funding_rebuild.%I (like funding.%I including all excluding indexes)', p_table, p_table);
  for v_line in
    select format('alter table funding_rebuild.%I set (%s)', p_table, array_to_string(reloptions, ', ')) from pg_class where oid = v_live and reloptions is not null
    union all
    select format('grant %s on funding_rebuild.%I to %s', a.privilege_type, p_table, case a.grantee when 0 then 'public' else a.grantee::regrole::text end)
    from pg_class c cross join aclexplode(c.relacl) a where c.oid = v_live and a.grantee <> c.relowner
    union all
    select format('grant %s (%I) on funding_rebuild.%I to %s', a.privilege_type, c.attname, p_table, case a.grantee when 0 then 'public' else a.grantee::regrole::text end)
    from pg_attribute c cross join aclexplode(c.attacl) a where c.attrelid = v_live and not c.attisdropped
  loop
    execute v_line;
  end loop;
end $$;

create function funding.drop_rebuild(p_view text)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_table text;
begin
  foreach v_table in array funding.tables_of_view(p_view) loop
    execute format('drop table if exists funding_rebuild.%I', v_table);
  end loop;
  if p_view = 'regions' then truncate funding_rebuild.faults, funding_rebuild.annulments; end if;
  delete from funding.rebuilds where view = p_view;
end $$;

-- Goes on with a rebuild, or begins one anew.
create function funding.begin_rebuild(p_view text, p_code text, p_anew boolean)
returns funding.rebuilds language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_tables text[] := funding.tables_of_view(p_view);
  v_shape text := funding.shape_of_view(p_view);
  v_table text;
  v_rebuild funding.rebuilds;
begin
  select * into v_rebuild from funding.rebuilds where view = p_view;
  if found and not p_anew and v_rebuild.code = p_code and v_rebuild.shape = v_shape
    and not exists (select from unnest(v_tables) name where to_regclass(format('funding_rebuild.%I', name)) is null) then
    return v_rebuild;
  end if;
  perform funding.drop_rebuild(p_view);
  foreach v_table in array v_tables loop
    perform funding.shadow_table(v_table);
  end loop;
  insert into funding.rebuilds (view, code, shape) values (p_view, p_code, v_shape) returning * into v_rebuild;
  return v_rebuild;
end $$;

-- The indexes and keys of the live tables, under the same names, once the bulk of the rows is there.
create function funding.index_rebuild(p_view text)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp set maintenance_work_mem = '128MB' as $$
declare
  v_table text;
  v_line text;
begin
  foreach v_table in array funding.tables_of_view(p_view) loop
    for v_line in
      select line from (
        select c.contype <> 'p' as later, format('alter table funding_rebuild.%I add constraint %I %s', v_table, c.conname, pg_get_constraintdef(c.oid)) as line
        from pg_constraint c where c.conrelid = format('funding.%I', v_table)::regclass and c.contype in ('p', 'u', 'x', 'f')
        union all
        select true, regexp_replace(pg_get_indexdef(i.indexrelid), ' ON (ONLY )?funding\.', ' ON funding_rebuild.')
        from pg_index i where i.indrelid = format('funding.%I', v_table)::regclass
          and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.conrelid = i.indrelid)) lines
      order by later
    loop
      execute v_line;
    end loop;
    execute format('analyze funding_rebuild.%I', v_table);
  end loop;
  update funding.rebuilds set indexed = true where view = p_view;
end $$;

-- Keeps a view as it is until the end of the transaction: its writers wait, its readers do not. Returns its checkpoint, which is
-- held too. Writers take their locks in this order: tables, then checkpoint.
create function funding.hold_view(p_view text)
returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_position bigint;
begin
  if p_view = 'dossiers' then perform pg_advisory_xact_lock(funding.append_lock()); end if;
  execute format('lock table %s in share row exclusive mode', (select string_agg(format('funding.%I', name), ', ') from unnest(funding.tables_of_view(p_view)) name));
  if p_view = 'regions' then select position into v_position from funding.checkpoints where name = 'views' for update; end if;
  return coalesce(v_position, 0);
end $$;

-- Puts the rebuilt tables in the place of the live ones. Raises F0003 when anything moved since the caller compared the two: the
-- checkpoint that it holds must still be where it saw it. For the view that appenders write they are excluded until the end of the
-- transaction. Queries that wait meanwhile find the new tables under the old names.
create function funding.swap_rebuild(p_view text, p_checkpoint bigint, p_position bigint)
returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_tables text[] := funding.tables_of_view(p_view);
  v_table text;
begin
  if p_view = 'dossiers' then perform pg_advisory_xact_lock(funding.append_lock()); end if;
  execute format('lock table %s in access exclusive mode', (select string_agg(format('funding.%I', name), ', ') from unnest(v_tables) name));
  perform from funding.rebuilds where view = p_view and indexed and position = p_position and shape = funding.shape_of_view(p_view);
  if not found then raise exception 'the rebuild of % is not what was compared', p_view using errcode = 'F0003'; end if;
  if p_view = 'regions' then
    update funding.checkpoints set position = p_position where name = 'views' and position = p_checkpoint;
    if not found and p_checkpoint > 0 then raise exception 'checkpoint views moved' using errcode = 'F0003'; end if;
    delete from funding.projection_faults where name = 'views';
    insert into funding.projection_faults (name, position, error) select 'views', position, error from funding_rebuild.faults;
  end if;
  foreach v_table in array v_tables loop
    execute format('drop table funding.%I', v_table);
    execute format('alter table funding_rebuild.%I set schema funding', v_table);
  end loop;
  perform funding.drop_rebuild(p_view);
end $$;

revoke all on function funding.shadow_table(text), funding.drop_rebuild(text), funding.begin_rebuild(text, text, boolean),
  funding.index_rebuild(text), funding.hold_view(text), funding.swap_rebuild(text, bigint, bigint) from public;
