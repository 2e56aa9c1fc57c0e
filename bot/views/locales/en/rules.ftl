## Making a rule.

new-kind =
    <b>New alert</b>
    What shall I watch?
button-kind-whale = 🐋 Whale transfers
button-kind-price = 💵 Price level
button-kind-fvg = 🕯 Fair value gap
button-kind-events = 📣 Market events

new-whale =
    <b>🐋 Whale transfers</b>
    How big must a transfer be, in ETH?
button-type-number = ✏️ Type a number
type-whale = Type the smallest amount in ETH, such as <code>750</code> or <code>1.5k</code>. /cancel forgets it.

new-price =
    <b>💵 Price level</b>
    Of which market?
new-level =
    <b>💵 { $symbol }</b> trades at <b>{ $last }</b>
    Tell you when it reaches which price?
new-level-unknown =
    <b>💵 { $symbol }</b>
    I have not seen a trade yet, so please type the price.
type-price = Type the price of { $symbol }, such as <code>{ $example }</code>. /cancel forgets it.
button-level = { $away } · { $level }

new-fvg =
    <b>🕯 Fair value gap on { $symbol }</b>
    Which candles, and which side?

new-events =
    <b>📣 Market events</b>
    Of which kind?
new-events-of =
    <b>{ $family }</b>
    Which event shall I watch for?
new-event =
    <b>📣 { $event }</b>
    { $asks ->
        [nothing] Shall I watch for it?
       *[where] Where, and what shall it be like?
    }
family-chain = 🐋 Money on the chain
family-walls = 🧱 Walls in the book
family-tape = 🟢 Trades
family-derivatives = 💥 Derivatives
family-breaks = 📈 Structure
family-zones = 🟩 Zones
family-pools = 💧 Liquidity
family-levels = 📏 Levels and sessions
family-health = 🔌 Health of feeds
button-any-timeframe = any candles
button-any-size = any size
button-track-main = main swings
button-track-internal = internal swings
button-least = { $usd }+

button-side-any = both
button-side-bullish = 🟩 bullish
button-side-bearish = 🟥 bearish
button-save = ✅ Save
button-chosen = ● { $name }

## A rule that is there.

rule-saved =
    ✅ <b>Rule { $rule } saved.</b>
    I will tell you here { $promise }.
rule-card =
    { $state } <b>Rule { $rule }</b> · { $name }
    I tell you here { $promise }.
rule-card-paused =
    { $state } <b>Rule { $rule }</b> · { $name }
    Paused: I say nothing until you resume it.
state-active = 🔔
state-paused = ⏸
rule-rest-none = 🔁 You hear of all events. Too many? At most one in:
rule-rest = 🔁 You hear of one in { $pause }; what comes between is counted, not sent.
rule-record = { $owed ->
    [0] No alert yet.
    [one] 1 alert, the last { $last }.
   *[other] { $owed } alerts, the last { $last }.
    }{ $held ->
    [0] { "" }
   *[other] { "" } { $held } held back.
    }
button-cool-none = all
button-cool = { $pause }
button-pause = ⏸ Pause
button-resume = ▶️ Resume
button-remove = 🗑 Remove
button-rule = ⚙️ Rule { $rule }
button-all-rules = ‹ All rules

toast-paused = Rule { $rule } is paused.
toast-resumed = Rule { $rule } speaks again.
toast-removed = Rule { $rule } is removed.
toast-every = Rule { $rule } tells every event.
toast-rest = Rule { $rule } speaks at most once in { $pause }.

remove-ask =
    🗑 Remove <b>rule { $rule }</b>, { $name }?
    Alerts it has sent stay in this chat.
button-remove-surely = 🗑 Yes, remove
button-keep = Keep it

## The list.

list-head = { $count ->
    [one] <b>Your rule</b>
   *[other] <b>Your { $count } rules</b>
    }
list-row =
    { $state } <b>{ $rule }</b> · { $name }
    <i>{ $record }</i>
list-empty =
    <b>No rules yet.</b>
    Choose what I shall watch for you, or write it in one line, such as <code>/alert whale 500</code>.
button-row-pause = ⏸ { $rule }
button-row-resume = ▶️ { $rule }
button-row-remove = 🗑 { $rule }
button-new-rule = ➕ New alert
button-page = { $page } / { $pages }
button-page-back = ‹
button-page-on = ›
