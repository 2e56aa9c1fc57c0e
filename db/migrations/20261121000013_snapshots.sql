-- migrate:up

create table detector_snapshots (
  partition integer primary key references stream_positions,
  code text not null,
  position_ms bigint not null,
  position_seq bigint not null,
  body bytea not null,
  kept_at timestamptz not null default clock_timestamp()
);
comment on table detector_snapshots is
  'What the detectors of a partition knew at a position, to go on from there after a restart.';
comment on column detector_snapshots.code is
  'The program that wrote it; another one starts from the stored facts instead.';

alter table detector_snapshots enable row level security;
grant all on detector_snapshots to service_role;

-- migrate:down

drop table detector_snapshots;
