"""How a node is spoken to: requests, subscriptions, refusals, and the account of each topic."""
