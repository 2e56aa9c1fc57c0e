-- migrate:up

alter table tape_seconds add column last_ns bigint not null default 0;
comment on column tape_seconds.last_ns is
  'The venue''s time of the trade whose price is last; 0 where it is not known.';

-- migrate:down

alter table tape_seconds drop column last_ns;
