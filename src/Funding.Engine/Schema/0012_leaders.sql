-- Since when a leader has led without a break, for whoever looks at the workers from outside. A lease that ran out and was taken
-- again by the same host is a new beginning: meanwhile nobody led.
alter table funding.leases add column since timestamptz not null default clock_timestamp();

create function funding.note_leader() returns trigger language plpgsql set search_path = funding, pg_temp as $$
begin
  if new.token <> old.token or old.expires_at < clock_timestamp() then new.since := clock_timestamp(); end if;
  return new;
end $$;

create trigger leader_noted before update on funding.leases for each row execute function funding.note_leader();
