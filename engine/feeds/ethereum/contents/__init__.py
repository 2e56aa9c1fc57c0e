"""What is in a block: values, tokens, internal moves, withdrawals, calls, gas."""
