"""What goes wrong on purpose: faults, refusals, limits."""
