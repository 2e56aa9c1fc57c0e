## What cannot be, and what to do instead.

refused-wish =
    I need to know what to watch. For example:
    <code>/alert whale 500</code>
    <code>/alert ETHUSDT crosses 3500</code>
    <code>/alert fvg ETHUSDT 15m</code>
refused-word = I do not know “{ $word }”. Try <code>/alert whale 500</code> or <code>/alert ETHUSDT crosses 3500</code>.
refused-two-numbers = There are two numbers; which one is meant? One alert takes one number, so please leave “{ $second }” out.
refused-no-amount = How many ETH at least? For example <code>/alert whale 500</code>.
refused-dollars = Transfers are measured in ETH, not in dollars. For example <code>/alert whale 500</code>.
refused-no-level = Which market, and which price? For example <code>/alert ETHUSDT crosses 3500</code>.
refused-no-market = This bot follows no market, only transfers on chains. For example <code>/alert whale 500</code>.
refused-unknown-symbol = I do not follow { $symbol }. I follow { $known }.
refused-amount-range = A transfer alert takes 1 to 10,000,000 ETH.
refused-too-small = I read transfers from { $least } ETH on. For example <code>/alert whale { $least }</code>.
refused-level-range = A price must be above 0 and below 1,000,000,000.
refused-number = That is not a number I can read. Write it like <code>750</code>, <code>1.5k</code> or <code>3,500</code>, or /cancel.
refused-smallest = I cannot read “{ $text }”. Name an amount, a coin or both: <code>/whales 500</code>, <code>/whales usdt 5M</code>.
refused-timeframe = I do not draw “{ $text }”. Candles: { $known }. For example <code>/smc { $symbol } 15m</code>.
refused-too-many-rules = You have { $most } rules, which is as many as I keep for one person. Remove one in /alerts first.
refused-twin = Rule { $rule } does that already. You find it in /alerts.
refused-no-rule = There is no rule { $rule } any more. /alerts shows those that are there.
refused-cooldown = A rule can rest for a week at most.
refused-no-heatmap = I have no order book of { $symbol } yet. It fills within a minute of the feed's start; /status shows the feeds.
refused-no-candles = I have no { $timeframe } candles of { $symbol } yet. /status shows the feeds.
refused-no-flow = I have seen no transfer on { $chain } in { $window }. /status shows the feeds.
refused-no-exchange = I have seen no labelled transfer to or from an exchange in that time, so none of { $exchange }.
refused-unknown-exchange = { $exchange } is no market that I follow, nor an exchange that I have seen transfers of. There are { $known }.
refused-flow-window = I do not draw “{ $text }”. Windows: { $known }. For example <code>/flow { $symbol } 7d</code>.
refused-no-liqmap = I have no liquidation map of { $symbol } yet. It is made every quarter of an hour, from open interest; /status shows the feeds.
refused-no-picture = I could not draw the picture of { $symbol } just now. Please try again in a minute.
refused-zone = I know no place “{ $text }”. Type a city such as <code>Berlin</code>, a zone such as <code>Europe/Berlin</code>, or <code>UTC+3</code>; /cancel keeps the clock you have.
refused-zone-alike = I know no place “{ $text }”. Did you mean <code>{ $alike }</code>? Type a city, a zone such as <code>Europe/Berlin</code>, or <code>UTC+3</code>; /cancel keeps the clock you have.
refused-zone-country = “{ $text }” keeps more than one time. Type a city of it; /cancel keeps the clock you have.
refused-zone-offset = No place keeps “{ $text }” all year. Type a city instead, such as <code>Berlin</code>: that follows its summer time too. /cancel keeps the clock you have.
refused-look = I do not draw “{ $text }” any more. /settings shows what there is.
refused-unknown-target = That chat is not yours to send alerts to. Add the bot to it yourself, then try again.
