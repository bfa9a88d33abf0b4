-- A leader renews its lease while it works, or work that takes longer than the lease would pass from host to host and never be
-- done. So a leader's write no longer locks the row of its lease: it shares a lock that only a change of leader asks for.
create function funding.lease_lock() returns integer language sql immutable as 'select 1179992652';

-- Takes a lease or renews it; null while another host leads. A leader whose time is over may still be in the middle of a write:
-- that write ends first. One that is a whole term late does not end by itself (its host froze with half of it sent), and keeps
-- from everybody what it locked: its session is ended.
create or replace function funding.take_lease(p_name text, p_holder uuid, p_ttl interval)
returns bigint language plpgsql set search_path = funding, pg_temp as $$
declare
  v_now timestamptz := clock_timestamp();
  v_lease leases;
  v_token bigint;
begin
  insert into leases (name, holder, token, expires_at) values (p_name, p_holder, 1, '-infinity') on conflict do nothing;
  select * into v_lease from leases where name = p_name;
  if v_lease.holder <> p_holder then
    if v_lease.expires_at between v_now and v_now + p_ttl then return null; end if;
    if not pg_try_advisory_xact_lock(lease_lock(), hashtext(p_name)) then
      if v_lease.expires_at not between v_now - p_ttl and v_now + p_ttl then
        perform pg_terminate_backend(l.pid) from pg_locks l
        where l.locktype = 'advisory' and l.objsubid = 2 and l.classid = lease_lock()::oid and l.objid = hashtext(p_name)::oid
          and l.granted and l.pid <> pg_backend_pid() and l.database = (select oid from pg_database where datname = current_database());
      end if;
      return null;
    end if;
  end if;

  update leases
  set holder = p_holder, token = token + case when holder = p_holder then 0 else 1 end, expires_at = clock_timestamp() + p_ttl
  where name = p_name and holder = v_lease.holder and token = v_lease.token
    and (holder = p_holder or expires_at not between clock_timestamp() and clock_timestamp() + p_ttl)
  returning token into v_token;
  return v_token;
end $$;

-- Raises F0002 unless the caller still leads; a change of leader waits for the end of this transaction. The check is a statement
-- of its own: it must see what was committed before the lock was given. So must the rest of a leader's work, hence the refusal of
-- transactions with one snapshot: in them the sequencer would take for rolled back what was committed since, and skip it.
create or replace function funding.hold_lease(p_name text, p_holder uuid, p_token bigint)
returns void language plpgsql set search_path = funding, pg_temp as $$
begin
  if current_setting('transaction_isolation') not in ('read committed', 'read uncommitted') then
    raise exception 'a leader works in read committed, not in %', current_setting('transaction_isolation') using errcode = '25001';
  end if;
  perform pg_advisory_xact_lock_shared(lease_lock(), hashtext(p_name));
  perform from leases where name = p_name and holder = p_holder and token = p_token;
  if not found then
    raise exception 'lease % lost', p_name using errcode = 'F0002';
  end if;
end $$;
