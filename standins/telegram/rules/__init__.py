"""The rule book: Bot API 10.3 as facts, and every request held against it."""
