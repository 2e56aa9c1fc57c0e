## Looking at the market.

whales-head = <b>🐋 Newest transfers over { $amount }</b>
whales-row =
    <b><a href="{ $url }">{ $coins }</a></b> · { $time } · ⛓ { $block }
    { $sender } → { $recipient }
whales-none =
    <b>No transfer over { $amount } yet.</b>
    I list what I have seen on Ethereum since I was started. Try a smaller amount, or be told of the next one.
button-tell-me = 🔔 Tell me of the next
button-explorer = 🔗 Etherscan
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
status-feed = { $state } { $name } · { $age }
status-age = { $age } ago
status-never = nothing yet
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
