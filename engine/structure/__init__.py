"""Market structure as Smart Money Concepts name it, read from closed candles one by one."""
