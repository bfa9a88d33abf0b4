-- What was erased (ADR 0019): no name, no address and no text in any of these.

-- Who was erased keeps her id: four-eyes rules compare it, and whoever comes back under the same subject is given it again, without a
-- name. The mark is a slow salted hash of issuer and subject: it recognises who comes back, and names nobody to whoever reads it.
create table funding.erased_people (
  id        uuid        primary key,
  mark      bytea       not null unique check (length(mark) = 32),
  erased_at timestamptz not null
);
create table funding.erasure_salt (
  single boolean primary key default true check (single),
  salt   bytea   not null
);
insert into funding.erasure_salt (salt) values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

-- One signed certificate per erasure, as canonical JSON.
create table funding.erasures (
  id          uuid        primary key,
  erased_at   timestamptz not null,
  region      text        null,
  certificate text        not null
);
create index erasures_newest on funding.erasures (erased_at desc, id desc);

-- The server's statistics quote values of the columns that they are about, long after the rows are gone: names, addresses and keys
-- themselves. No plan needs them. Altering the type of a column, even to the one it has, drops what was collected before.
alter table funding.people alter column issuer set statistics 0, alter column subject set statistics 0, alter column name set statistics 0;
alter table funding.people alter column issuer type text, alter column subject type text, alter column name type text;
alter table funding.sealed_keys alter column key set statistics 0;
alter table funding.sealed_keys alter column key type bytea;
alter table funding.idempotency alter column key set statistics 0, alter column request_hash set statistics 0;
alter table funding.idempotency alter column key type text, alter column request_hash type text;
alter table funding.mailboxes alter column address set statistics 0;
drop index funding.mailbox_of_service;
alter table funding.mailboxes alter column address type text;
create unique index mailbox_of_service on funding.mailboxes (lower(address), role, region, departments, cpts_id) nulls not distinct where person_id is null;
alter index funding.mailbox_of_service alter column 1 set statistics 0;
