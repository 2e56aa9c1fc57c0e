"""``whale charts``: every picture in every theme, for whoever draws them or has to like them."""
