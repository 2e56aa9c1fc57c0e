-- migrate:up

create table users (
  id bigint generated always as identity primary key,
  telegram_id bigint not null unique,
  auth_id uuid unique,
  name text not null,
  language text not null,
  created_at timestamptz not null default now()
);
comment on table users is 'People, known by their Telegram account.';
comment on column users.auth_id is 'Their account in Supabase Auth, once they linked one.';
comment on column users.language is 'A Telegram language code, such as en or pt-br.';

create table targets (
  id bigint generated always as identity primary key,
  owner_id bigint not null references users on delete cascade,
  chat_id bigint not null,
  thread_id bigint,
  dead_reason text,
  created_at timestamptz not null default now()
);
comment on table targets is 'Where alerts go: a Telegram chat, perhaps one topic of it.';
comment on column targets.dead_reason is
  'Telegram''s words when it said that nothing will arrive there; null while the target lives.';

-- Groups have negative numbers; a person has one private chat with the bot.
create unique index targets_private on targets (owner_id, chat_id)
  where chat_id > 0 and thread_id is null;
create index targets_owner on targets (owner_id);
create index targets_chat on targets (chat_id);

alter table users enable row level security;
alter table targets enable row level security;
grant select on users, targets to authenticated;
grant all on users, targets to service_role;

create policy users_own on users for select to authenticated
  using (auth_id = (select auth.uid()));
create policy targets_own on targets for select to authenticated
  using (owner_id = (select u.id from users u where u.auth_id = (select auth.uid())));

-- migrate:down

drop table targets;
drop table users;
