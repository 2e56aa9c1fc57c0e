## Words inside pictures.

card-transfer = whale transfer
card-pending = transfer waiting for a block
card-token = token transfer
card-passed-on = passed on
card-collected = collected from deposits
card-internal = inside one exchange
card-call = contract call
card-deposit = whale to { $recipient }
card-deposit-likely = whale, probably to { $recipient }
card-withdrawal = whale from { $sender }
card-withdrawal-likely = whale, probably from { $sender }
card-between = { $sender } to { $recipient }
card-transfer-line = { $sender } → { $recipient }
card-price-up = { $symbol } crossed upwards
card-price-down = { $symbol } crossed downwards
card-price-line = level { $level } · { $before } before
card-level = your level { $level }
