"""Rich messages (Bot API 10.1): taken in, and shown again."""
