"""The engine: from frames of the outside world to notices that are owed."""
