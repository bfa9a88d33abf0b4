-- Sums of closed blocks follow from entries, so they are rebuilt, compared and swapped with them (ADR 0009, 0012).
create or replace function funding.tables_of_view(p_view text)
returns text[] language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
  if p_view = 'regions' then return array['entries', 'cpts_facts', 'envelope_acts', 'entry_sums']; end if;
  if p_view = 'dossiers' then return array['dossiers']; end if;
  raise exception 'no view %', p_view using errcode = '22023';
end $$;

drop function funding.close_sums(bigint, bigint);

-- Sums the blocks that end after p_from and not after p_to, of the live entries or of those beside them.
create function funding.close_sums(p_from bigint, p_to bigint, p_schema text default 'funding')
returns void language plpgsql set search_path = funding, pg_temp as $$
begin
  execute format($sum$
    insert into %1$I.entry_sums (region, block, month, budget_year, source, kind, cents)
    select region, (position - 1) / sums_block(), date_trunc('month', effective_date::timestamp)::date, budget_year, source, kind, sum(cents)
    from %1$I.entries
    where position > $1 / sums_block() * sums_block() and position <= $2 / sums_block() * sums_block()
    group by 1, 2, 3, 4, 5, 6
    on conflict (region, block, month, budget_year, source, kind) do update set cents = excluded.cents $sum$, p_schema) using p_from, p_to;
end $$;

-- Moves a checkpoint from where the caller read it; raises F0002 if another leader moved it meanwhile. With the views' own, in the same
-- transaction, go the sums of the blocks that it passes: whoever sees the checkpoint sees them. They come first, as whoever holds a
-- view takes its tables before its checkpoint.
create or replace function funding.move_checkpoint(p_name text, p_from bigint, p_to bigint)
returns void language plpgsql set search_path = funding, pg_temp as $$
begin
  if p_name = 'views' and p_to / sums_block() > p_from / sums_block() then perform close_sums(p_from, p_to); end if;
  insert into checkpoints (name, position) values (p_name, 0) on conflict do nothing;
  update checkpoints set position = p_to where name = p_name and position = p_from;
  if not found then
    raise exception 'checkpoint % moved', p_name using errcode = 'F0002';
  end if;
end $$;
