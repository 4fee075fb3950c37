"""``python -m tests.hostile``: ten thousand random and a thousand hostile documents through the command.

Prints what came of them as a table; ``--write`` puts it into the README.
"""
