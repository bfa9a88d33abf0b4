-- What may be forgotten lives here, outside the log: erasing a row here leaves every hash of the log valid (ADR 0002).
create table funding.people (
  id      uuid primary key,
  issuer  text not null,
  subject text not null,
  name    text null,
  unique (issuer, subject)
);

create table funding.sealed_keys (
  id         uuid        primary key,
  stream_id  varchar     not null,
  field      text        not null,
  key        bytea       not null,
  created_at timestamptz not null default now()
);
create index sealed_keys_of_stream on funding.sealed_keys (stream_id);
