## What an alert says. It stands alone: no picture is needed to understand it.

alert-transfer =
    🐋 { $head }
    { $sender } → { $recipient }
    { $block } · { $time }{ $notes }
transfer-block = block { $block }
transfer-waiting = waiting for a block, may never come
transfer-note-internal = inside a contract call
transfer-note-unsure = no receipt yet
transfer-note-hop = passed on, hop { $hop }
transfer-note-calls = calls { $function }
transfer-moved = { $amount } moved
transfer-deposit = { $amount } to { $recipient }
transfer-deposit-likely = { $amount }, probably to { $recipient }
transfer-withdrawal = { $amount } left { $sender }
transfer-withdrawal-likely = { $amount } probably left { $sender }
transfer-between = { $amount } from { $sender } to { $recipient }
transfer-between-likely = { $amount } from { $sender }, probably to { $recipient }
transfer-paid-out = { $amount } unstaked
transfer-validator = a validator
amount-coins = <b>{ $coins }</b>
amount-valued = <b>{ $coins }</b> ({ $usd })
new-contract = new contract

alert-price-up =
    📈 <b>{ $symbol } { $after }</b>: up through { $level }
    before { $before } · { $time }{ $late }
alert-price-down =
    📉 <b>{ $symbol } { $after }</b>: down through { $level }
    before { $before } · { $time }{ $late }

alert-found =
    { $mark } <b>{ $amount }</b> { $title }
    { $line }{ $late }
alert-worth =
    { $mark } <b>{ $amount }</b> ({ $worth }) { $title }
    { $line }{ $late }
alert-named =
    { $mark } <b>{ $amount }</b>: { $title }
    { $line }{ $late }

alert-late = read { $late } late, after a gap
alert-repeated = <i>Possibly repeated: Telegram did not answer when I sent this before.</i>
alert-tag = #{ $tag } · rule { $rule }: { $name }

## Names of rules, and what they promise.

rule-transfer = { $chain ->
    [Ethereum] transfers over { $amount }
   *[other] transfers over { $amount } on { $chain }
}
rule-price = { $symbol } crosses { $level }
rule-fvg-any = fair value gaps on { $symbol } { $timeframe }
rule-fvg-bullish = bullish fair value gaps on { $symbol } { $timeframe }
rule-fvg-bearish = bearish fair value gaps on { $symbol } { $timeframe }

promise-transfer = when { $amount } or more move on { $chain } in one transfer
promise-price = when { $symbol } trades through { $level }, from either side
promise-fvg-any = when a fair value gap forms on { $symbol } { $timeframe }
promise-fvg-bullish = when a bullish fair value gap forms on { $symbol } { $timeframe }
promise-fvg-bearish = when a bearish fair value gap forms on { $symbol } { $timeframe }
rule-finding = { $what } on { $where }
rule-finding-over = { $what } over { $usd }
promise-finding = of every { $what } on { $where }
