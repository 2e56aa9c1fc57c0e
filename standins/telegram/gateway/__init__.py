"""The way between the small world and a bot: requests, answers, webhooks."""
