-- migrate:up

create table detections (
  id text primary key,
  kind text not null,
  subject text not null,
  known_ns bigint not null,
  body jsonb not null
);
comment on table detections is
  'What was found, with the numbers that made it (core.detection.Detection in body).';
comment on column detections.known_ns is 'The earliest moment it could be known.';

create index detections_known on detections (subject, kind, known_ns);

create table notices (
  id text primary key,
  rule_id bigint not null references rules on delete cascade,
  detection_id text not null references detections,
  target_id bigint not null references targets on delete cascade,
  reason text,
  until_ns bigint,
  created_ns bigint not null,
  unique (rule_id, detection_id, target_id)
);
comment on table notices is
  'A detection that met a rule, for one target. Owed, or held with a reason.';
comment on column notices.reason is 'Why it is not sent; null when it is owed.';
comment on column notices.until_ns is 'When that reason ends, where this is known.';

create index notices_detection on notices (detection_id);
create index notices_target on notices (target_id);

alter table detections enable row level security;
alter table notices enable row level security;
grant select on notices to authenticated;
grant all on detections, notices to service_role;

-- Rules show only one's own rows here, by their own policy.
create policy notices_own on notices for select to authenticated
  using (rule_id in (select r.id from rules r));

-- migrate:down

drop table notices;
drop table detections;
