-- What is projected from the ledger, in ledger order. Rows are added, never changed but to be voided by a later position: any
-- question "as known at T, for acts effective on or before D" is a filter on `position` and `effective_date`.
create table funding.checkpoints (
  name     text   primary key,
  position bigint not null
);

-- An event that could not be projected: told by health, skipped, so that it blocks nothing else.
create table funding.projection_faults (
  name     text   not null,
  position bigint not null,
  error    text   not null,
  primary key (name, position)
);

create table funding.entries (
  position       bigint      not null,
  ordinal        smallint    not null,
  event_id       uuid        not null,
  recorded_at    timestamptz not null,
  effective_date date        not null,
  cpts_id        uuid        not null,
  region         text        not null,
  department     text        not null,
  source         text        not null,
  budget_year    integer     not null,
  commitment     text        not null,
  instalment     integer     null,
  kind           text        not null,
  cents          bigint      not null,
  primary key (position, ordinal)
);
create index entries_of_region on funding.entries (region, budget_year, position) include (effective_date, source, kind, cents);
create index entries_of_cpts on funding.entries (cpts_id, position) include (effective_date, source, kind, cents);

-- Name, territory and phase of each CPTS, each value with the day from which it holds.
create table funding.cpts_facts (
  position       bigint      not null,
  cpts_id        uuid        not null,
  region         text        not null,
  attribute      text        not null,
  effective_date date        not null,
  value          jsonb       not null,
  voided_by      bigint      null,
  primary key (position, attribute)
);
create index cpts_facts_of_region on funding.cpts_facts (region, cpts_id, attribute, effective_date desc, position desc);
create index cpts_facts_of_cpts on funding.cpts_facts (cpts_id, attribute);

create table funding.envelope_acts (
  position       bigint  primary key,
  region         text    not null,
  year           integer not null,
  effective_date date    not null,
  kind           text    not null,
  reference      text    not null,
  total          bigint  not null,
  fungible       bigint  not null,
  ring_fenced    bigint  not null,
  prevention     bigint  not null,
  medico_social  bigint  not null,
  share          bigint  null,
  synthetic      boolean not null
);
create index envelope_acts_of_region on funding.envelope_acts (region, year, position);

-- Moves a checkpoint from where the caller read it; raises F0002 if another leader moved it meanwhile.
create function funding.move_checkpoint(p_name text, p_from bigint, p_to bigint)
returns void language plpgsql set search_path = funding, pg_temp as $$
begin
  insert into checkpoints (name, position) values (p_name, 0) on conflict do nothing;
  update checkpoints set position = p_to where name = p_name and position = p_from;
  if not found then
    raise exception 'checkpoint % moved', p_name using errcode = 'F0002';
  end if;
end $$;
