-- migrate:up

alter table users
  add column theme text,
  add column zone text,
  add column numbers text;
comment on column users.theme is 'Which colours they want in pictures; null is the usual.';
comment on column users.zone is 'Their time zone by its IANA name; null is UTC.';
comment on column users.numbers is
  'The language numbers and months are written in; null is the one of Telegram.';

-- migrate:down

alter table users
  drop column theme,
  drop column zone,
  drop column numbers;
