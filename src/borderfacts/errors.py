"""The errors that borderfacts raises.

    BorderfactsError
    ├── ArgumentTypeError(TypeError)     an argument of the wrong type
    ├── ArgumentValueError(ValueError)   an argument of the right type with a value that cannot be used
    ├── LexiconError(ValueError)         a data file that breaks its schema
    ├── InputError(ValueError)           an input file or record that cannot be read
    ├── StoreError(RuntimeError)         a database file that cannot be read or written
    ├── OutputError(RuntimeError)        a file of a run that cannot be written on, or that another run is writing
    ├── ReaderError(RuntimeError)        a reader that gave no reading, or one that does not fit the text
    │   └── ServerError                  a server behind a reader that gave no answer, which is no fault of the text
    └── MissingExtraError(ImportError)   an optional dependency that the call needs

Every message names the argument, what came and what it takes.
"""


class BorderfactsError(Exception):
    """The base of every error raised on purpose by borderfacts."""


class ArgumentTypeError(BorderfactsError, TypeError):
    """An argument has the wrong type."""

    def __init__(self, argument: str, got: object, takes: str) -> None:
        super().__init__(f"{argument}: got {type(got).__name__}, takes {takes}")


class ArgumentValueError(BorderfactsError, ValueError):
    """An argument has the right type and an unusable value."""

    def __init__(self, argument: str, got: object, takes: str) -> None:
        super().__init__(f"{argument}: {got!r} is not {takes}")


class LexiconError(BorderfactsError, ValueError):
    """A lexicon file breaks its schema; the message names the file and the table."""


class InputError(BorderfactsError, ValueError):
    """An input file or record cannot be read; the message names it and the line."""


class StoreError(BorderfactsError, RuntimeError):
    """A database file cannot be read or written, or holds something else; the message names it."""


class OutputError(BorderfactsError, RuntimeError):
    """A file of a run cannot be written on, or another run is writing it; the message names it and what can be done."""


class ReaderError(BorderfactsError, RuntimeError):
    """A reader gave no reading of a text, or one that does not fit it; the message names the reader."""


class ServerError(ReaderError):
    """The server behind a reader gave no answer, which is no fault of the text: another try may read it."""


class MissingExtraError(BorderfactsError, ImportError):
    """An optional dependency is missing; the message names the extra that installs it."""

    def __init__(self, package: str, extra: str, needed_for: str) -> None:
        super().__init__(f"{needed_for} needs {package}: pip install '.[{extra}]' in the checkout of borderfacts")
