-- One leader per worker. A lease that is taken over gets a higher token, and every write of a leader is fenced by its token in
-- the same statement batch: a leader that was frozen and thaws writes nothing. Leases live by the server's clock; one that ends
-- later than a fresh one would was taken before that clock was set back, and is as good as ended.
create table funding.leases (
  name       text        primary key,
  holder     uuid        not null,
  token      bigint      not null,
  expires_at timestamptz not null
);

create function funding.take_lease(p_name text, p_holder uuid, p_ttl interval)
returns bigint language sql set search_path = funding, pg_temp as $$
  insert into leases as l (name, holder, token, expires_at)
  values (p_name, p_holder, 1, clock_timestamp() + p_ttl)
  on conflict (name) do update
    set holder = excluded.holder,
        token = case when l.holder = excluded.holder then l.token else l.token + 1 end,
        expires_at = excluded.expires_at
    where l.holder = excluded.holder or l.expires_at < clock_timestamp() or l.expires_at > clock_timestamp() + p_ttl
  returning token;
$$;

-- Raises F0002 unless the caller still leads; the lock makes a take-over wait for the end of this transaction.
create function funding.hold_lease(p_name text, p_holder uuid, p_token bigint)
returns void language plpgsql set search_path = funding, pg_temp as $$
begin
  perform from leases where name = p_name and holder = p_holder and token = p_token for share;
  if not found then
    raise exception 'lease % lost', p_name using errcode = 'F0002';
  end if;
end $$;
