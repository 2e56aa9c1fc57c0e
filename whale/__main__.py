"""``python -m whale``."""

# Processes that draw pictures load this file again under another name; they need nothing of it.
if __name__ == "__main__":
    from whale.cli import main

    main()
