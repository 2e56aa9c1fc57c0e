"""Recording what the outside world says, without a database and without a stream."""
