"""What the small world consists of, as plain records."""
