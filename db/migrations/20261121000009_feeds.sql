-- migrate:up

alter table transfers rename column wei to amount;
alter table transfers
  add column way text not null default 'transaction',
  -- Told apart by its bytes, as the program does.
  add column place text collate "C" not null default '',
  add column coin text not null default 'ETH',
  add column decimals integer not null default 18,
  add column contract text,
  add column selector text,
  add column created text;
alter table transfers drop constraint transfers_pkey;
alter table transfers add primary key (chain, tx_hash, place);
comment on table transfers is
  'Whatever of value changed hands on a chain, each in the block that holds it now.';
comment on column transfers.amount is
  'Exact, in the coin''s smallest unit; 78 digits hold every value of 256 bits.';
comment on column transfers.block_number is '0 while the transaction waits in a mempool.';
comment on column transfers.tx_hash is 'Empty for a withdrawal, which has no transaction.';
comment on column transfers.place is
  'Tells the moves of one transaction apart: empty, a trace path, log:17, withdrawal:123.';
comment on column transfers.contract is 'The token''s address; null for the chain''s own coin.';
comment on column transfers.selector is 'The first four bytes of the call data.';
comment on column transfers.created is 'The contract that the transaction created.';

drop index transfers_newest;
create index transfers_newest on transfers (chain, at_ns desc, block_number desc, tx_index desc)
  where status <> 'failed' and not retracted;
create index transfers_newest_tokens on transfers (chain, coin, at_ns desc, block_number desc)
  where contract is not null and status <> 'failed' and not retracted;

create table finality (
  chain text not null,
  state text not null check (state in ('safe', 'final')),
  block_number bigint not null,
  block_hash text not null,
  at_ns bigint not null,
  seen_ns bigint not null,
  late_ns bigint not null,
  primary key (chain, state)
);
comment on table finality is 'The newest safe and the newest final block of each chain.';

create table gas_prices (
  chain text not null,
  block_number bigint not null,
  block_hash text not null,
  at_ns bigint not null,
  seen_ns bigint not null,
  late_ns bigint not null,
  base_fee_wei numeric(78, 0) not null,
  p10_wei numeric(78, 0),
  p50_wei numeric(78, 0),
  p90_wei numeric(78, 0),
  used double precision not null,
  primary key (chain, block_number)
);
comment on table gas_prices is
  'What each block charged for gas. Some thousands of rows a day: old ones are simply deleted.';
comment on column gas_prices.p50_wei is
  'Percentiles of the tips above the base fee, weighted by gas; null for an empty block.';

create index gas_prices_time on gas_prices (chain, at_ns);

create table funding (
  subject text not null,
  at_ns bigint not null,
  seen_ns bigint not null,
  rate double precision not null,
  primary key (subject, at_ns)
);
comment on table funding is 'Funding payments of perpetuals; three a day each, kept for good.';

create table open_interest (
  subject text not null,
  at_ns bigint not null,
  seen_ns bigint not null,
  contracts double precision not null,
  primary key (subject, at_ns)
);
comment on table open_interest is
  'Open positions of instruments, every few minutes; kept as long as book samples.';

create table feed_standings (
  feed text collate "C" not null,
  topic text collate "C" not null,
  condition text not null,
  why text not null,
  frames bigint not null,
  gaps bigint not null,
  at_ns bigint not null,
  seen_ns bigint not null,
  proven_ns bigint not null,
  saved_at timestamptz not null,
  primary key (feed, topic)
) with (fillfactor = 50);
comment on table feed_standings is
  'How every topic of every feed does, written anew every few seconds by the process that has it.';
comment on column feed_standings.saved_at is 'Old when that process fell silent.';

create table feed_runs (
  source text primary key,
  began_ns bigint not null,
  healing text not null
);
comment on table feed_runs is
  'When the newest run of a feed began: gaps that were open before it can be healed by nobody.';

-- Sizes in dollars are noise to a compressor: it takes a third of an insert and saves nothing.
alter table book_samples alter column usd set storage external;
alter table whale.book_samples_rest alter column usd set storage external;

alter table finality enable row level security;
alter table gas_prices enable row level security;
alter table funding enable row level security;
alter table open_interest enable row level security;
alter table feed_standings enable row level security;
alter table feed_runs enable row level security;
grant select on finality, gas_prices, funding, open_interest, feed_standings to authenticated;
grant all on finality, gas_prices, funding, open_interest, feed_standings, feed_runs
  to service_role;

-- What a chain or a venue publishes is no secret among users, nor how well we follow it.
create policy finality_all on finality for select to authenticated using (true);
create policy gas_prices_all on gas_prices for select to authenticated using (true);
create policy funding_all on funding for select to authenticated using (true);
create policy open_interest_all on open_interest for select to authenticated using (true);
create policy feed_standings_all on feed_standings for select to authenticated using (true);

-- migrate:down

alter table whale.book_samples_rest alter column usd set storage extended;
alter table book_samples alter column usd set storage extended;
drop table feed_runs;
drop table feed_standings;
drop table open_interest;
drop table funding;
drop table gas_prices;
drop table finality;

-- An older program knows a transaction's own value in the chain's coin, in a block, and nothing
-- else.
delete from transfers where way <> 'transaction' or place <> '' or status = 'pending';
drop index transfers_newest_tokens;
drop index transfers_newest;
alter table transfers drop constraint transfers_pkey;
alter table transfers add primary key (chain, tx_hash);
alter table transfers
  drop column created,
  drop column selector,
  drop column contract,
  drop column decimals,
  drop column coin,
  drop column place,
  drop column way;
alter table transfers rename column amount to wei;
create index transfers_newest on transfers (chain, block_number desc, tx_index desc)
  where status <> 'failed' and not retracted;
comment on table transfers is
  'Transactions that moved a chain''s own coin, each in the block that holds it now.';
comment on column transfers.wei is 'Exact; 78 digits hold every value of 256 bits.';
comment on column transfers.block_number is null;
comment on column transfers.tx_hash is null;
