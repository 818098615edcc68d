"""``python -m manike`` is the ``manike`` command."""

from manike.cli.entry import main

if __name__ == "__main__":
    main()
