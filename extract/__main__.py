"""``python -m extract`` is the command."""

from extract.cli import main

main()
