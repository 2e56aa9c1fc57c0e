"""How bytes come and go: addresses, sockets, plain HTTP, and what one conversation needs."""
