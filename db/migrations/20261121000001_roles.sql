-- migrate:up

-- What Supabase brings along is made here where it is missing, so that the same files run on both.
-- Roles belong to the whole server: another database may use them, so going down leaves them alone.
do $$
begin
  if not exists (select from pg_roles where rolname = 'anon') then
    create role anon nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then
    create role authenticated nologin noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'service_role') then
    create role service_role nologin noinherit bypassrls;
  end if;
exception when duplicate_object or unique_violation then
  null;  -- another database of this server was migrated in the same moment
end
$$;

do $$
begin
  if to_regproc('auth.uid') is null then
    create schema if not exists auth;
    grant usage on schema auth to anon, authenticated, service_role;
    -- The claims of the request's token, as PostgREST and our API set them for one transaction.
    execute $uid$
      create function auth.uid() returns uuid language sql stable as $claim$
        select coalesce(
          nullif(current_setting('request.jwt.claim.sub', true), ''),
          nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
        )::uuid
      $claim$
    $uid$;
    comment on function auth.uid() is 'The user of the request, from its token; null without one.';
  end if;
end
$$;

create schema if not exists whale;
comment on schema whale is
  'What is nobody''s business outside: day partitions and the functions that keep them. Not exposed.';
grant usage on schema public to anon, authenticated, service_role;

-- migrate:down

-- The roles, auth.uid() and the schema of this ledger of migrations stay: see above.
select 1;
