"""The operators' console. It will speak with the API over HTTP, and with nothing else."""
