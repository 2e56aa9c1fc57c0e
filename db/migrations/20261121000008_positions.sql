-- migrate:up

create table stream_positions (
  partition integer primary key,
  owner text not null,
  epoch bigint not null,
  position_ms bigint not null default 0,
  position_seq bigint not null default 0,
  acquired_at timestamptz not null default clock_timestamp(),
  committed_at timestamptz
);
comment on table stream_positions is
  'How far each stream partition was worked through. Only the owner of the newest epoch may write.';
comment on column stream_positions.epoch is
  'Grows whenever somebody takes the partition; a commit under an older one is refused.';

create table pictures (
  key text primary key,
  file_id text not null,
  made_at timestamptz not null default now()
);
comment on table pictures is 'Telegram''s names of pictures it already has.';

alter table stream_positions enable row level security;
alter table pictures enable row level security;
grant all on stream_positions, pictures to service_role;

-- migrate:down

drop table pictures;
drop table stream_positions;
