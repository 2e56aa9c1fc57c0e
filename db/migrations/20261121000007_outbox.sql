-- migrate:up

create table outbox (
  notice_id text primary key references notices on delete cascade,
  seq bigint generated always as identity,
  target_id bigint not null references targets on delete cascade,
  chat_id bigint not null,
  state text not null default 'pending'
    check (state in ('pending', 'leased', 'parked', 'sent', 'dead')),
  due_at timestamptz not null default clock_timestamp(),
  lease_owner text,
  lease_until timestamptz,
  sending boolean not null default false,
  attempt integer not null default 0,
  repeated boolean not null default false
);
comment on table outbox is
  'Owed notices on their way: pending, leased to a sender, parked while the chat is dead, sent, dead.';
comment on column outbox.seq is 'Order within a chat.';
comment on column outbox.chat_id is 'Copied from the target while the row waits, for the index.';
comment on column outbox.sending is 'Written just before the message goes out to the chat.';
comment on column outbox.repeated is 'An attempt ended without an answer: it may be there already.';

create index outbox_front on outbox (seq) where state in ('pending', 'leased');
create index outbox_in_order on outbox (chat_id, seq) where state in ('pending', 'leased');
create index outbox_waiting on outbox (target_id) where state in ('pending', 'leased', 'parked');
-- The promise that a chat sees its alerts in order, kept by the database itself.
create unique index outbox_one_lease_a_chat on outbox (chat_id) where state = 'leased';

create table attempts (
  notice_id text not null references outbox on delete cascade,
  number integer not null,
  owner text not null,
  at timestamptz not null default clock_timestamp(),
  outcome text check (outcome in ('sent', 'retry', 'unknown', 'dead')),
  reason text,
  message_id bigint,
  primary key (notice_id, number)
);
comment on table attempts is
  'Every try to deliver a notice, written before it is made; without an outcome while it runs.';

create function whale.announce_outbox() returns trigger language plpgsql set search_path = ''
as $$
begin
  perform pg_catalog.pg_notify('outbox', '');
  return null;
end
$$;

create trigger outbox_news after insert on outbox
  for each statement execute function whale.announce_outbox();

alter table outbox enable row level security;
alter table attempts enable row level security;
grant select on outbox, attempts to authenticated;
grant all on outbox, attempts to service_role;

create policy outbox_own on outbox for select to authenticated
  using (notice_id in (select n.id from notices n));
create policy attempts_own on attempts for select to authenticated
  using (notice_id in (select n.id from notices n));

-- migrate:down

drop table attempts;
drop table outbox;
drop function whale.announce_outbox();
