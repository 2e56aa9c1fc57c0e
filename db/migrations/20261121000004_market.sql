-- migrate:up

create table candles (
  subject text not null,
  timeframe text not null,
  open_ns bigint not null,
  at_ns bigint not null,
  seen_ns bigint not null,
  open double precision not null,
  high double precision not null,
  low double precision not null,
  close double precision not null,
  volume double precision not null,
  closed boolean not null,
  late_ns bigint not null,
  primary key (subject, timeframe, open_ns)
);
comment on table candles is
  'Open, high, low, close and base volume. One that is not closed yet may still be replaced.';
comment on column candles.late_ns is 'How long after its close it was learned, from history.';

create table book_samples (
  subject text not null,
  at_ns bigint not null,
  seen_ns bigint not null,
  step double precision not null,
  bins bigint[] not null,
  usd double precision[] not null,
  best_bid double precision not null,
  best_ask double precision not null,
  complete boolean not null,
  primary key (subject, at_ns)
) partition by range (at_ns);
comment on table book_samples is
  'Resting size in an order book: usd[i] in the prices from bins[i] * step on. One table a day.';

create table tape_seconds (
  subject text not null,
  at_ns bigint not null,
  buy_usd double precision not null,
  buy_size double precision not null,
  sell_usd double precision not null,
  sell_size double precision not null,
  last double precision not null,
  primary key (subject, at_ns)
) partition by range (at_ns);
comment on table tape_seconds is
  'What aggressors bought and sold, second by second. One table a day.';

create table liquidations (
  subject text not null,
  at_ns bigint not null,
  seen_ns bigint not null,
  position text not null,
  price double precision not null,
  size double precision not null,
  primary key (subject, at_ns, position, price, size)
);
comment on table liquidations is 'Forced closes; position is the side that was closed.';

-- Days that have no table of their own yet go here; whale.make_day moves them out.
create table whale.book_samples_rest partition of book_samples default;
create table whale.tape_seconds_rest partition of tape_seconds default;

create function whale.make_day(family text, day date) returns boolean language plpgsql
set search_path = ''
as $$
declare
  child text := pg_catalog.format('%s_%s', family, pg_catalog.to_char(day, 'YYYYMMDD'));
  rest text := family || '_rest';
  since bigint := extract(epoch from day)::bigint * 1000000000;
  until bigint := since + 86400000000000;
begin
  if pg_catalog.to_regclass('whale.' || child) is not null then
    return false;
  end if;
  -- Nobody may write a row of this day into the rest between the move and the attachment.
  execute pg_catalog.format('lock table whale.%I in access exclusive mode', rest);
  execute pg_catalog.format(
    'create table whale.%I (like public.%I including all)', child, family);
  execute pg_catalog.format(
    'with moved as (delete from whale.%I where at_ns >= %s and at_ns < %s returning *) '
    'insert into whale.%I select * from moved', rest, since, until, child);
  execute pg_catalog.format(
    'alter table public.%I attach partition whale.%I for values from (%s) to (%s)',
    family, child, since, until);
  return true;
end
$$;
comment on function whale.make_day(text, date) is
  'Give one UTC day of a partitioned family its own table; false where it has one.';

create function whale.drop_days(family text, before date) returns integer language plpgsql
set search_path = ''
as $$
declare
  child record;
  dropped integer := 0;
begin
  for child in
    select c.relname from pg_catalog.pg_inherits i
    join pg_catalog.pg_class c on c.oid = i.inhrelid
    where i.inhparent = pg_catalog.to_regclass('public.' || family)
      and c.relname ~ '_[0-9]{8}$'
      and pg_catalog.to_date(pg_catalog.right(c.relname, 8), 'YYYYMMDD') < before
    order by c.relname
  loop
    execute pg_catalog.format('drop table whale.%I', child.relname);
    dropped := dropped + 1;
  end loop;
  execute pg_catalog.format('delete from whale.%I where at_ns < %s',
    family || '_rest', extract(epoch from before)::bigint * 1000000000);
  return dropped;
end
$$;
comment on function whale.drop_days(text, date) is
  'Forget all days of a partitioned family before this one; how many tables went.';

alter table candles enable row level security;
alter table book_samples enable row level security;
alter table tape_seconds enable row level security;
alter table liquidations enable row level security;
grant select on candles, book_samples, tape_seconds, liquidations to authenticated;
grant all on candles, book_samples, tape_seconds, liquidations to service_role;

-- What a venue publishes is no secret among users.
create policy candles_all on candles for select to authenticated using (true);
create policy book_samples_all on book_samples for select to authenticated using (true);
create policy tape_seconds_all on tape_seconds for select to authenticated using (true);
create policy liquidations_all on liquidations for select to authenticated using (true);

-- migrate:down

drop function whale.drop_days(text, date);
drop function whale.make_day(text, date);
drop table liquidations;
drop table tape_seconds;
drop table book_samples;
drop table candles;
