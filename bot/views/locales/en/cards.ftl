## Words inside pictures.

card-transfer = Whale transfer
card-transfer-line = { $coins } · { $sender } → { $recipient }
card-price-up = { $symbol } crossed upwards
card-price-down = { $symbol } crossed downwards
card-price-line = level { $level } · { $before } before
card-level = your level { $level }
card-fvg-up = Bullish fair value gap
card-fvg-down = Bearish fair value gap
card-fvg-line = { $symbol } · { $timeframe }
