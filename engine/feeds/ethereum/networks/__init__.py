"""The chains that are followed, their coins and tokens, and what is worth telling of them."""
