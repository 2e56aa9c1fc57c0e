"""``whale demo``: the whole product on this machine, with nothing outside."""
