-- migrate:up

create table transfers (
  chain text not null,
  tx_hash text not null,
  block_number bigint not null,
  block_hash text not null,
  tx_index integer not null,
  at_ns bigint not null,
  seen_ns bigint not null,
  late_ns bigint not null,
  sender text not null,
  recipient text,
  wei numeric(78, 0) not null,
  status text not null,
  retracted boolean not null default false,
  primary key (chain, tx_hash)
);
comment on table transfers is
  'Transactions that moved a chain''s own coin, each in the block that holds it now.';
comment on column transfers.wei is 'Exact; 78 digits hold every value of 256 bits.';
comment on column transfers.late_ns is
  'How far the chain had grown past its block, in block time, when it was read.';
comment on column transfers.retracted is
  'Its block left the chain and no other block has taken it in.';

create index transfers_newest on transfers (chain, block_number desc, tx_index desc)
  where status <> 'failed' and not retracted;
create index transfers_block on transfers (block_hash);

create table chain_cursor (
  chain text primary key,
  number bigint not null,
  hash text not null,
  saved_at timestamptz not null default now()
);
comment on table chain_cursor is 'The last block of a chain whose facts are all in the stream.';

create table gaps (
  source text not null,
  subject text not null,
  topic text not null,
  since_ns bigint not null,
  until_ns bigint,
  reason text not null,
  healing text not null,
  seen_ns bigint not null,
  primary key (source, subject, topic, since_ns)
);
comment on table gaps is 'What a feed did not see, and how that was mended; open without an end.';

create index gaps_end on gaps (until_ns);

alter table transfers enable row level security;
alter table chain_cursor enable row level security;
alter table gaps enable row level security;
grant select on transfers, gaps to authenticated;
grant all on transfers, chain_cursor, gaps to service_role;

create policy transfers_all on transfers for select to authenticated using (true);
create policy gaps_all on gaps for select to authenticated using (true);

-- migrate:down

drop table gaps;
drop table chain_cursor;
drop table transfers;
