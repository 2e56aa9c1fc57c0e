-- migrate:up

create sequence labels_version;
comment on sequence labels_version is 'Numbers every change of any label, in the order of commits.';

create table labels (
  chain text not null,
  address text not null,
  owner_id bigint references users on delete cascade,
  source text not null,
  entity text not null,
  name text not null,
  category text not null,
  tier text not null,
  evidence text not null default '',
  removed boolean not null default false,
  version bigint not null unique,
  unique nulls not distinct (chain, address, owner_id, source)
);
comment on table labels is
  'Who addresses belong to, one row for each source and owner (core.labels.Label).';
comment on column labels.owner_id is 'The user whose own label it is; null for everybody''s.';
comment on column labels.tier is
  'A: official or ground truth. B: inferred by a rule, with its evidence. C: a weak hint.';
comment on column labels.removed is 'Taken back. The row stays, so that followers hear of it.';

create index labels_entity on labels (lower(entity)) where not removed;
create index labels_owner on labels (owner_id) where owner_id is not null;

create function whale.number_label_change() returns trigger language plpgsql set search_path = ''
as $$
begin
  -- One change at a time, until its commit, for the reason told in number_rule_change. The lock is
  -- taken before any row's, so that two writers who meet at a row wait here, never crosswise.
  perform pg_catalog.pg_advisory_xact_lock(7261947216);
  new.version := pg_catalog.nextval('public.labels_version');
  -- The same words within one transaction are sent once: a file of labels is one piece of news.
  perform pg_catalog.pg_notify('labels', '');
  return new;
end
$$;

create trigger labels_change before insert or update on labels
  for each row execute function whale.number_label_change();

alter table labels enable row level security;
grant select on labels to authenticated;
grant all on labels to service_role;
grant usage on sequence labels_version to service_role;

create policy labels_own on labels for select to authenticated
  using (
    not removed
    and (
      owner_id is null
      or owner_id = (select u.id from users u where u.auth_id = (select auth.uid()))
    )
  );

-- migrate:down

drop table labels;
drop function whale.number_label_change();
drop sequence labels_version;
