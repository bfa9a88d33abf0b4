-- The tree over the ledger (RFC 9162), as tiles of 256 hashes (ADR 0018): level 0 holds the hashes of leaves, each level above the roots of
-- the full tiles below. A tile only grows at its end; hashes do not compress.
create table funding.ledger_tiles (
  level  smallint not null,
  tile   bigint   not null,
  hashes bytea    not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
  primary key (level, tile)
);
alter table funding.ledger_tiles alter column hashes set storage external;

-- The keys that heads were signed with, one after the other. Each but the first carries the signature of the one before, unless that was lost.
create table funding.ledger_keys (
  number      integer     primary key,
  key         bytea       not null unique,
  from_size   bigint      not null,
  made_at     timestamptz not null,
  endorsement bytea       null
);

create table funding.ledger_heads (
  size      bigint      primary key,
  root      bytea       not null check (length(root) = 32),
  signed_at timestamptz not null,
  key       integer     not null references funding.ledger_keys (number),
  signature bytea       not null
);

-- A head goes to the webhooks that subscribe to heads, as events and notices do.
alter table funding.deliveries add column head bigint null;
alter table funding.deliveries drop constraint deliveries_check;
alter table funding.deliveries add constraint deliveries_tell_one_thing check (num_nonnulls(notice_id, position, head) = 1);
