-- The event log, in the shape of Marten 9's own tables: both engines write it (ADR 0001).
create schema if not exists funding;

create sequence funding.mt_events_sequence;

create table funding.mt_streams (
  id          varchar     not null constraint pkey_mt_streams_id primary key,
  type        varchar     null,
  version     bigint      null,
  timestamp   timestamptz not null default now(),
  created     timestamptz not null default now(),
  tenant_id   varchar     null default '*DEFAULT*',
  is_archived boolean     null default false
);

create table funding.mt_events (
  seq_id         bigint       not null constraint pkey_mt_events_seq_id primary key,
  id             uuid         not null,
  stream_id      varchar      null constraint fkey_mt_events_stream_id references funding.mt_streams (id) on delete cascade,
  version        bigint       not null,
  data           jsonb        not null,
  bdata          bytea        null,
  type           varchar(500) not null,
  timestamp      timestamptz  not null default now(),
  tenant_id      varchar      null default '*DEFAULT*',
  mt_dotnet_type varchar      null,
  correlation_id varchar      null,
  causation_id   varchar      null,
  headers        jsonb        null,
  is_archived    boolean      null default false
);
create unique index pk_mt_events_stream_and_version on funding.mt_events (stream_id, version);
alter sequence funding.mt_events_sequence owned by funding.mt_events.seq_id;

create table funding.mt_event_progression (
  name         varchar     not null constraint pk_mt_event_progression primary key,
  last_seq_id  bigint      null,
  last_updated timestamptz null default transaction_timestamp()
);
