-- migrate:up

-- Structure of one chart is asked for at a glance, over months where its candles are long; the
-- charts of short candles tell a thousand times as much in that time.
create index detections_charted on detections (subject, (body ->> 'timeframe'), known_ns)
  where body ->> 'timeframe' is not null;

-- migrate:down

drop index detections_charted;
