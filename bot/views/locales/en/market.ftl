## Looking at the market.

whales-head = <b>Newest transfers over { $amount }</b> on { $chain }
whales-row =
    { $sign } <b>{ $amount }</b> · { $time } · { $state }
    { $ends }
whales-pending = ⏳ waiting
whales-included = in a block
whales-safe = safe
whales-final = final
whales-retracted = ↩️ left the chain
whales-none =
    <b>No transfer over { $amount } on { $chain } yet.</b>
    I list what I have seen since I was started. Try a smaller amount or another coin.
button-tell-me = 🔔 Tell me of these
button-explorer = 🔗 { $name }
button-copy-hash = 📋 Copy hash
caption-heatmap =
    <b>📊 Order book, last { $window }</b>
    { $words }
caption-structure =
    <b>🕯 Market structure</b>
    { $words }
caption-flow =
    <b>🏦 Whale flow</b>
    { $words }
caption-liqmap =
    <b>💥 Liquidation map, an estimate</b>
    { $words }
button-window = { $window }
button-detail = Detail

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
status-trouble = ▸ { $topic }
status-since = since { $time }
status-why = <i>({ $why })</i>
status-more-troubles = ▸ and { $more } more
feed-in-time = 🟢
feed-late = 🔴
status-no-feeds = No feed is connected.
status-gaps = { $open ->
    [0] { $healed ->
        [0] No gap in the data in 24 hours.
        [one] One gap in the data in 24 hours, healed:
       *[other] { $healed } gaps in the data in 24 hours, all healed. The newest:
        }
   *[other] <b>{ $open ->
        [one] 1 open gap
       *[other] { $open } open gaps
        }</b> in the data, { $healed } healed in 24 hours. The newest:
    }
gap-line = ▸ { $time } { $what }: { $why }, { $end }
gap-of-one = { $source } { $topic }
gap-of-some = { $source }, { $count } topics
gap-of-all = { $source }
gap-missing = { $count ->
    [one] one frame missing
   *[other] { $count } frames missing
    }
gap-order = frames out of order
gap-connection = connection lost
gap-why = { $why }
gap-healed = healed in { $lasted }
gap-open = <b>still open</b>

topic-book = order book { $symbol }, { $part } levels
topic-trades = trades { $symbol }
topic-ticker = ticker { $symbol }
topic-candles = { $part } min candles { $symbol }
topic-liquidations = liquidations { $symbol }
topic-rest = history requests
topic-blocks = new blocks
topic-internal = internal moves
topic-receipts = receipts
topic-mined = watched addresses
topic-pending = pending transfers
topic-finality = finality
topic-gas = gas prices
topic-other = { $name }

status-waiting = { $waiting ->
    [0] Every alert that was due is sent.
    [one] 1 alert is on its way.
   *[other] { $waiting } alerts are on their way.
    }
status-version = <i>Version { $version }</i>
