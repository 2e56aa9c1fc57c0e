## Coming in, finding the way.

welcome =
    <b>Hello{ $name }.</b> I watch Ethereum's whales and Bybit's order books.
    Say what matters to you, and I tell you when it happens: once, with the numbers.
    What shall it be?
help-head = <b>What I can do</b>
help-command = /{ $command } · { $words }
help-tail =
    One line is enough: <code>/alert whale 500</code>, <code>/alert ETHUSDT crosses 3500</code>, <code>/alert fvg ETHUSDT 15m</code>.
    Looking works alike: <code>/whales usdt 5M</code>, <code>/smc BTCUSDT 1h</code>.
    Numbers may be written 1.5k, 2M or 3,500.

command-start = the menu
command-help = what I can do
command-alert = be told of something new
command-alerts = your rules: pause, change, remove
command-whales = the newest big transfers, in ETH or a token
command-heatmap = where liquidity rests in the order book
command-smc = market structure: gaps and candles
command-flow = what whales send to exchanges and take from them
command-liqmap = where positions would be closed by force: an estimate
command-status = whether my data is complete and in time
command-settings = how pictures look: colours, time zone, numbers
command-cancel = forget what I asked you to type

button-home-whale = 🐋 Whale transfers
button-home-price = 💵 Price level
button-home-heatmap = 📊 Heatmap
button-home-structure = 🕯 Structure
button-home-alerts = 🔔 My rules
button-home-settings = ⚙️ Settings
button-back = ‹ Back
button-close = ✕ Close
button-refresh = 🔄 Refresh

old-menu = This menu is old, here is the new one.
cancelled = Forgotten. Nothing is waiting for you to type.
unheard =
    I did not understand that. Try one of these, or /help:
    <code>/alert whale 500</code>
    <code>/alert ETHUSDT crosses 3500</code>
private-only = Rules and settings belong to one person. Talk to me in private, and I keep yours there.
button-private = Open our private chat

too-fast = That was a lot at once. Give me ten seconds, then go on.
apology = Something went wrong on my side, and I have written it down as <code>{ $id }</code>. Please try again in a minute.
