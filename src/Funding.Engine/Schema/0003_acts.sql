-- What an act leaves besides its events, in the same transaction.

-- One row per act: after an outcome that nobody saw, it tells whether the act was stored. A row that such a question itself left
-- is marked: when the answer to the question is lost too, asking again must not take it for the act.
create table funding.commands (
  id          uuid        primary key,
  recorded_at timestamptz not null,
  claimed     boolean     not null default false
);

create table funding.idempotency (
  person       uuid        not null,
  key          text        not null,
  request_hash text        not null,
  answer       jsonb       not null,
  recorded_at  timestamptz not null,
  primary key (person, key)
);

-- The dossier as its stream stands at `version`; whoever finds the stream ahead folds it again.
create table funding.dossiers (
  id          uuid        primary key,
  version     bigint      not null,
  region      text        not null,
  department  text        not null,
  name        text        not null,
  search      text        not null,
  phase       text        not null,
  phase_since date        not null,
  population  integer     not null,
  communes    text[]      not null,
  synthetic   boolean     not null,
  totals      jsonb       not null,
  created_at  timestamptz not null,
  next_due_at timestamptz null
);
create index dossiers_newest on funding.dossiers (created_at desc, id desc);
create index dossiers_of_region on funding.dossiers (region, created_at desc, id desc);
create index dossiers_by_due on funding.dossiers (next_due_at) where next_due_at is not null;
create index dossiers_by_commune on funding.dossiers using gin (communes);

create table funding.simulated_clock (
  single boolean     primary key default true check (single),
  now    timestamptz not null
);
