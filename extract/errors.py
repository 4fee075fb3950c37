"""The errors this package raises on purpose.

NewsfactsError
├── InputError        an input that cannot be read: which file, which line, what to do
├── MissingExtraError a package that is not installed with newsfacts itself
├── UsageError        a wrong option or argument
└── VocabularyError   a vocabulary file or entry that is not valid

The command turns each into one line on standard error and an exit code.
"""


class NewsfactsError(Exception):
    """Base of all errors raised on purpose; its text is one line, fit for a terminal."""


class InputError(NewsfactsError):
    """An input cannot be read. The text names the file, the line if there is one, and the remedy."""


class MissingExtraError(NewsfactsError):
    """A package is wanted that comes with an extra only. The text names it and how to install it."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"{package} is not installed; install it with: pip install 'newsfacts[{extra}]'")


class UsageError(NewsfactsError):
    """An option or argument is wrong. The text names it and what it may be."""


class VocabularyError(NewsfactsError):
    """A vocabulary file is not valid. The text names the file, the entry and what is wrong with it."""
