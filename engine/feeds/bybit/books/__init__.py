"""Order books: kept, checked by their ids, sampled, and proven against each other and REST."""
