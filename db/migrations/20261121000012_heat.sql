-- migrate:up

create table heat_columns (
  subject text not null,
  at_ns bigint not null,
  step double precision not null,
  low_bin bigint not null,
  sizes bytea not null,
  mid double precision not null,
  share double precision not null,
  low_usd double precision not null,
  high_usd double precision not null,
  primary key (subject, at_ns)
) partition by range (at_ns);
comment on table heat_columns is
  'What rested in an order book, ten seconds a row. Nothing was seen where there is no row. One table a day.';
comment on column heat_columns.sizes is
  'The mean size of each bucket from low_bin * step on, in quote currency: float32, packed.';
comment on column heat_columns.share is 'How much of the ten seconds was seen.';
comment on column heat_columns.low_usd is 'The median of the buckets of the last hour.';
comment on column heat_columns.high_usd is 'Their 99.8th percentile.';
-- They are compressed already.
alter table heat_columns alter column sizes set storage external;

-- Days that have no table of their own yet go here; whale.make_day moves them out.
create table whale.heat_columns_rest partition of heat_columns default;

alter table heat_columns enable row level security;
grant select on heat_columns to authenticated;
grant all on heat_columns to service_role;

-- What a venue publishes is no secret among users.
create policy heat_columns_all on heat_columns for select to authenticated using (true);

-- migrate:down

drop table heat_columns;
