-- What is told, to whom, and what became of it (LIFECYCLE section 8). Ids, codes and amounts only: names and texts are put in when a
-- notice is shown or sent, and addresses stand in one table that can be forgotten.

-- Written with the act that causes it; a notice without an event is a reminder. It says whom it is for: role, region, department, CPTS.
alter table funding.outbox alter column event_id drop not null;
alter table funding.outbox add column roles text[] not null default '{}';
alter table funding.outbox add column department text null;
update funding.outbox set kind = lower(regexp_replace(kind, '([a-z0-9])([A-Z])', '\1-\2', 'g'));
-- Why a row could not be told: it waits for a person, and nothing waits for it.
alter table funding.outbox add column error text null;
create index outbox_in_order on funding.outbox (recorded_at, id) where error is null;

-- What was told, in the order of telling, for inboxes. Numbered by one leader without gaps; an id is told once.
create table funding.notices (
  number      bigint      primary key,
  id          uuid        not null unique,
  event_id    uuid        null,
  kind        text        not null,
  roles       text[]      not null,
  region      text        not null,
  department  text        null,
  cpts_id     uuid        null,
  recorded_at timestamptz not null,
  data        jsonb       not null
);
create index notices_of_region on funding.notices (region, number);
create index notices_of_cpts on funding.notices (cpts_id, number) where cpts_id is not null;

-- What a person has read: everything up to a number, and single notices above it.
create table funding.inbox_marks (
  person_id  uuid   primary key,
  read_up_to bigint not null
);
create table funding.inbox_reads (
  person_id uuid   not null,
  number    bigint not null,
  primary key (person_id, number)
);

-- Where e-mail goes: a person's own address, or that of a service, for one role and scope. Personal: erased with its row.
create table funding.mailboxes (
  id          uuid        primary key,
  person_id   uuid        null unique,
  address     text        not null,
  role        text        not null,
  region      text        not null,
  departments text[]      not null default '{}',
  cpts_id     uuid        null,
  kinds       text[]      null,
  opened_at   timestamptz not null
);

-- Subscriptions to events and notices. What was recorded before it was opened is not sent to it.
create table funding.webhooks (
  id          uuid        primary key,
  url         text        not null,
  types       text[]      not null,
  region      text        not null,
  description text        null,
  opened_at   timestamptz not null,
  after       bigint      not null,
  paused_at   timestamptz null,
  closed_at   timestamptz null
);
create table funding.webhook_secrets (
  id          uuid        primary key,
  webhook_id  uuid        not null references funding.webhooks,
  secret      bytea       not null,
  made_at     timestamptz not null,
  valid_until timestamptz null
);
create index secrets_of_webhook on funding.webhook_secrets (webhook_id);

-- One message to one destination. Its id is made of both, so that nothing is sent under two ids. A lane is what can fail as a whole
-- (the mail server, one webhook); ordering is what must arrive in order at one destination (one CPTS). Attempts are all that were ever
-- made; failures are those held against the message itself, not against its lane, since it was queued: made, or replayed.
create table funding.deliveries (
  number      bigint      generated always as identity primary key,
  id          uuid        not null unique,
  channel     text        not null,
  lane        text        not null,
  destination uuid        not null,
  ordering    text        not null,
  notice_id   uuid        null,
  position    bigint      null,
  made_at     timestamptz not null default clock_timestamp(),
  state       text        not null default 'pending' check (state in ('pending', 'sent', 'dead', 'discarded')),
  attempts    integer     not null default 0,
  failures    integer     not null default 0,
  queued_at   timestamptz not null default clock_timestamp(),
  next_at     timestamptz not null default clock_timestamp(),
  settled_at  timestamptz null,
  reason      text        null,
  check ((notice_id is null) <> (position is null))
);
create index deliveries_pending on funding.deliveries (lane, number) where state = 'pending';
create index deliveries_in_order on funding.deliveries (destination, ordering, number) where state = 'pending';
create index deliveries_oldest on funding.deliveries (queued_at) where state = 'pending';
create index deliveries_settled on funding.deliveries (settled_at) where state in ('sent', 'discarded');
create index deliveries_dead on funding.deliveries (number) where state = 'dead';
create index deliveries_of_destination on funding.deliveries (destination, number);

create table funding.delivery_attempts (
  delivery bigint      not null references funding.deliveries on delete cascade,
  attempt  integer     not null,
  at       timestamptz not null default clock_timestamp(),
  outcome  text        not null,
  status   integer     null,
  millis   integer     not null,
  reason   text        null,
  primary key (delivery, attempt)
);

-- A lane that fails is left alone for a while, longer each time.
create table funding.lanes (
  name       text        primary key,
  failures   integer     not null default 0,
  open_until timestamptz null,
  reason     text        null,
  changed_at timestamptz not null default clock_timestamp()
);

-- When a dossier next has something to be reminded of; derived from the log, never by an act.
create table funding.reminders (
  cpts_id uuid        primary key,
  next_at timestamptz null
);
create index reminders_due on funding.reminders (next_at) where next_at is not null;

-- An id made of what it identifies: the same text always has the same one.
create function funding.id_of(p_text text) returns uuid language sql immutable parallel safe
return substr(encode(sha256(convert_to(p_text, 'UTF8')), 'hex'), 1, 32)::uuid;

-- Whether a notice is for somebody: their role is addressed (auditors read everything of their scope), and it is about their region,
-- their departments or their CPTS.
create function funding.is_for(p_notice_roles text[], p_notice_region text, p_notice_department text, p_notice_cpts uuid,
  p_role text, p_region text, p_departments text[], p_cpts uuid)
returns boolean language sql immutable parallel safe
return (p_role = 'auditor' or p_role = any(p_notice_roles))
  and case when p_role = 'cpts' then coalesce(p_notice_cpts = p_cpts, false)
    else p_region in ('*', p_notice_region) and (p_departments = '{}' or coalesce(p_notice_department = any(p_departments), false)) end;

-- Moves rows of the outbox to the notices, in order and numbered without gaps by the one leader, and makes a delivery for each
-- mailbox and webhook that asked for them before they were recorded. A notice that was told already is not told again. Of one instant,
-- what acts tell comes in the order of their ids, then reminders by the day that they are about.
create function funding.dispatch_notices(p_holder uuid, p_token bigint, p_ids uuid[])
returns integer language plpgsql set search_path = funding, pg_temp as $$
declare
  v_last bigint;
  v_moved integer;
begin
  perform hold_lease('notices', p_holder, p_token);
  select coalesce(max(number), 0) into v_last from notices;
  with
  taken as (delete from outbox where id = any(p_ids) returning *),
  told as (
    insert into notices (number, id, event_id, kind, roles, region, department, cpts_id, recorded_at, data)
    select v_last + row_number() over (order by t.recorded_at, t.event_id is null, case when t.event_id is null then t.data ->> 'on' end, t.id), t.id, t.event_id, t.kind, t.roles, t.region, t.department, t.cpts_id, t.recorded_at, t.data
    from taken t
    where not exists (select from notices n where n.id = t.id)
    returning *),
  sent as (
    insert into deliveries (id, channel, lane, destination, ordering, notice_id)
    select id_of(n.id || '/' || d.id), d.channel, d.lane, d.id, coalesce(n.cpts_id::text, concat_ws('-', n.region, n.data ->> 'budgetYear')), n.id
    from told n
    cross join lateral (
      select m.id, 'email' as channel, 'smtp' as lane
      from mailboxes m
      where is_for(n.roles, n.region, n.department, n.cpts_id, m.role, m.region, m.departments, m.cpts_id)
        and (m.kinds is null or n.kind = any(m.kinds)) and m.opened_at <= n.recorded_at
      union all
      select w.id, 'webhook', 'webhook:' || w.id
      from webhooks w
      where w.types && array['*', 'notice.*', 'notice.' || n.kind] and w.region in ('*', n.region) and w.closed_at is null and w.opened_at <= n.recorded_at) d
    order by n.number, d.id
    on conflict (id) do nothing)
  select count(*) into v_moved from taken;
  return v_moved;
end $$;

-- One address of a service per role and scope: asked twice, it is the same.
create unique index mailbox_of_service on funding.mailboxes (lower(address), role, region, departments, cpts_id) nulls not distinct where person_id is null;
