"""Who may do what, who hears what, and which commands they see."""
