"""Running statistics: a bounded memory of what was, for whoever reads facts one by one."""
