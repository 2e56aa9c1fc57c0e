## What a market does, in the middle of a sentence: "bullish order block", "bid wall pulled".

told-sided = { $side ->
    [bullish] bullish { $what }
    [bearish] bearish { $what }
   *[none] { $what }
}
told-internal = internal
atr = { $size } ATR
lasted = after { $pause }
times-usual = { $times }× the usual

zone-fvg = fair value gap
zone-order-block = order block
zone-breaker-block = breaker block
zone-mitigation-block = mitigation block
zone-rejection-block = rejection block
zone-touched = { $zone } touched
zone-half = { $zone } half filled
zone-mitigated = { $zone } half filled
zone-filled = { $zone } filled
zone-inversed = { $zone } inversed
zone-invalidated = { $zone } broken
zone-displacement = displacement
zone-confluence = confluence
zone-confluence-ended = confluence ended
zone-width = { $width } % wide
zone-reached = zone { $zone } · price { $price }
zone-body = body { $share } of the candle

break-bos = break of structure
break-choch = change of character
break-close = close { $close } · swing { $candles } candles old
swing-high = swing high
swing-low = swing low
swing-hh = higher high
swing-hl = higher low
swing-lh = lower high
swing-ll = lower low
swing-confirmed = confirmed { $candles } candles later
strong-high = strong high
strong-low = strong low
strong-why = structure broke from there
weak-high = weak high
weak-low = weak low
weak-why = it broke no structure
range-premium = premium entered
range-discount = discount entered
range-middle = middle of the range crossed
range-ote = optimal entry zone (OTE)
range-share = at { $share } of { $range }
range-given-back = { $share } of the leg given back

sweep-low = low swept
sweep-high = high swept
run-high = high run through
run-low = low run through
equal-highs = equal highs
equal-lows = equal lows
pool-grown-highs = equal highs, one more
pool-grown-lows = equal lows, one more
pool-swept-highs = equal highs swept
pool-swept-lows = equal lows swept
pool-run-highs = equal highs run through
pool-run-lows = equal lows run through
pool-members = { $members ->
    [one] { $members } turn
   *[other] { $members } turns
} within { $apart }
beyond-back = wick { $beyond } past it, closed back
beyond-stayed = closed past it, wick { $beyond } beyond

level = { $extreme ->
    [high] { $of } high
   *[low] { $of } low
}
level-day = previous day
level-week = previous week
level-month = previous month
level-new = { $level }
level-swept = { $level } swept
level-broken = { $level } broken
level-missing = { $missing ->
    [one] { $missing } candle missing
   *[other] { $missing } candles missing
}
session-asia = Asia
session-london = London
session-new-york = New York
session-london-close = London close
session-ended = { $session } session ended
session-range = low and high of the session
killzone-opened = kill zone opened
killzone-what = hours that often move

wall-bid = bid wall
wall-ask = ask wall
wall-formed = { $wall }
wall-approached = { $wall } approached
wall-pulled = { $wall } pulled
wall-eaten = { $wall } eaten
wall-breached = { $wall } broken through
wall-iceberg = iceberg in the { $wall }
wall-absorption = absorbed by the { $wall }
wall-at = at { $place }
wall-stood = stood { $age }
wall-traded = { $usd } traded
wall-away = { $away } % away
wall-iceberg-why = { $times }× the { $shown } it showed
wall-pressed = pressed for { $pause }
pressure-bids = book heavier in bids
pressure-asks = book heavier in asks
pressure-lasted = for { $pause }
pressure-note = as shown now, no forecast

side-buy = buy
side-sell = sell
order-large = large { $side }
order-sweep = { $side } sweep of the book
order-at = at { $price }
order-levels = { $levels ->
    [one] { $levels } price
   *[other] { $levels } prices
}
order-walked = through { $levels } prices, { $percent } %
spike-volume = volume in one minute
spike-buyers = more bought than sold in one minute
spike-sellers = more sold than bought in one minute
spike-sides = buys { $buys } · sells { $sells }
move-up = fast rise
move-down = fast fall
move-way = from { $start } to { $now } in { $pause }

forced-longs = longs
forced-shorts = shorts
forced-both = positions
forced-burst = { $whose } liquidated in one minute
forced-cascade = { $whose } liquidated, cascade
forced-ended = { $whose } liquidated, burst over
forced-prints = { $prints ->
    [one] { $prints } order
   *[other] { $prints } orders
}
forced-parts = longs { $longs }, shorts { $shorts }
price-moved = price { $percent }
map-title = liquidation map, estimate
map-above = above { $price }: { $usd }
map-below = below { $price }: { $usd }
map-spot = estimate { $usd }
funding-extreme = extreme funding
funding-extreme-ended = funding back to usual
funding-flip = funding turned
funding-longs = longs pay shorts
funding-shorts = shorts pay longs
rank-payments = { $way ->
    [high] higher than { $share } of { $known } payments
   *[low] lower than { $share } of { $known } payments
}
rank-minutes = { $way ->
    [high] higher than { $share } of { $known } minutes
   *[low] lower than { $share } of { $known } minutes
}
interest = open interest in { $pause }
interest-new-longs = new longs
interest-new-shorts = new shorts
interest-covering = shorts closed
interest-longs-closed = longs closed
basis-extreme = extreme basis
basis-extreme-ended = basis back to usual
basis-flip = basis turned
basis-premium = trades above its index
basis-discount = trades below its index
