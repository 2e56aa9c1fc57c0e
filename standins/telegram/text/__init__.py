"""Texts: markup on its way in, entities, and the way back to HTML."""
