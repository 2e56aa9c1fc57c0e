-- migrate:up

create sequence rules_version;
comment on sequence rules_version is 'Numbers every change of any rule, in the order of commits.';

create table rules (
  id bigint generated always as identity primary key,
  owner_id bigint not null references users on delete cascade,
  condition jsonb not null,
  target_ids bigint[] not null,
  budget jsonb not null default '{}',
  created_ns bigint not null,
  paused boolean not null default false,
  removed boolean not null default false,
  version bigint not null unique
);
comment on table rules is 'What users asked for. A removed rule stays, because notices name it.';
comment on column rules.condition is 'Tagged by kind; the forms are listed in core/conditions.';
comment on column rules.budget is 'How often the rule may speak (core.alerts.NoiseBudget).';
comment on column rules.created_ns is 'UTC nanoseconds since 1970, as all columns that end in _ns.';

create index rules_owner on rules (owner_id, id) where not removed;

create table rule_state (
  rule_id bigint primary key references rules on delete cascade,
  last_owed_ns bigint,
  owed bigint not null default 0,
  held bigint not null default 0
);
comment on table rule_state is 'What a rule remembers between alerts, on the events'' own time.';

create function whale.number_rule_change() returns trigger language plpgsql set search_path = ''
as $$
begin
  if exists (
    select from unnest(new.target_ids) as wanted(id)
    where not exists (
      select from public.targets t where t.id = wanted.id and t.owner_id = new.owner_id
    )
  ) then
    raise exception 'a rule may only name targets of its owner'
      using errcode = 'foreign_key_violation', constraint = 'rules_own_targets';
  end if;
  -- One change at a time, until its commit: otherwise a change with a smaller number could become
  -- visible after one with a larger number, and a reader that asks for "all since" would miss it.
  perform pg_catalog.pg_advisory_xact_lock(7261947215);
  new.version := pg_catalog.nextval('public.rules_version');
  perform pg_catalog.pg_notify('rules', new.version::text);
  return new;
end
$$;

create trigger rules_change before insert or update on rules
  for each row execute function whale.number_rule_change();

alter table rules enable row level security;
alter table rule_state enable row level security;
grant select on rules, rule_state to authenticated;
grant all on rules, rule_state to service_role;
grant usage on sequence rules_version to service_role;

create policy rules_own on rules for select to authenticated
  using (owner_id = (select u.id from users u where u.auth_id = (select auth.uid())));
create policy rule_state_own on rule_state for select to authenticated
  using (rule_id in (select r.id from rules r));

-- migrate:down

drop table rule_state;
drop table rules;
drop function whale.number_rule_change();
drop sequence rules_version;
