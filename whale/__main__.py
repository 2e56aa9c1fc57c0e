"""``python -m whale``."""

from whale.cli import main

main()
