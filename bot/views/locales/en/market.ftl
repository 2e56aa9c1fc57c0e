## Looking at the market.

whales-head = <b>🐋 Newest transfers over { $amount }</b>
whales-row =
    <b><a href="{ $url }">{ $coins }</a></b> · { $time } · { $state }
    { $sender } → { $recipient }
whales-pending = ⏳ not in a block yet
whales-included = ⛓ { $block }
whales-safe = ⛓ { $block }, safe
whales-final = ⛓ { $block }, final
whales-retracted = ↩️ { $block } left the chain
whales-none =
    <b>No transfer over { $amount } yet.</b>
    I list what I have seen on Ethereum since I was started. Try a smaller amount, or be told of the next one.
button-tell-me = 🔔 Tell me of the next
button-explorer = 🔗 { $name }
button-copy-hash = 📋 Copy hash
caption-heatmap =
    <b>📊 Order book, last { $window }</b>
    { $words }
caption-structure =
    <b>🕯 Market structure</b>
    { $words }
button-window = { $window }

## Trust.

status-well = <b>✅ All well</b>
status-unwell = <b>⚠️ Not all is well</b>
status-feed = { $state } <b>{ $name }</b> · { $words }
status-age = { $age } ago
status-never = nothing yet
status-block = block { $block }
status-settled = <i>safe { $safe } · final { $final }</i>
status-proven = <i>proven against a second source { $age } ago</i>
status-silent = its process has said nothing since { $time }
status-live = { $topics ->
    [one] 1 topic live
   *[other] { $topics } topics live
    }
status-quiet = { $topics } quiet
status-starting = { $topics } waiting
status-late = { $topics } late
status-broken = { $topics } broken
status-refused = { $topics } refused
status-trouble = ▸ <code>{ $topic }</code>
status-since = since { $time }
status-why = <i>({ $why })</i>
status-more-troubles = ▸ and { $more } more
feed-in-time = 🟢
feed-late = 🔴
status-no-feeds = No feed is connected.
status-gaps = { $open ->
    [0] No open gap in the data
    [one] <b>1 open gap</b> in the data
   *[other] <b>{ $open } open gaps</b> in the data
    }, { $healed } healed in 24 hours.
status-waiting = { $waiting ->
    [0] Every alert that was due is sent.
    [one] 1 alert is on its way.
   *[other] { $waiting } alerts are on their way.
    }
status-version = Version { $version }
