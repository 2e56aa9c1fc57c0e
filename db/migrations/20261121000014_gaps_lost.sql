-- migrate:up

alter table gaps add column lost text not null default 'nothing';
comment on column gaps.lost is
  'What of a closed gap cannot be had any more; nothing where it was mended whole, or is still open.';

-- migrate:down

alter table gaps drop column lost;
