"""What a process needs from its machine."""
