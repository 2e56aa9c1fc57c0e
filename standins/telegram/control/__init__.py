"""The control under ``/sim``: what people do, what the weather is, what can be seen."""
