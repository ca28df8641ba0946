"""What is raised: the call was wrong, or the world refused. Wrong data is never raised, it is a Finding.

ItsmError            caught once, in cli; one line on stderr and its exit code
├── WrongUse         2   the call can't mean anything: no such entity, no such revision syntax
└── WorldRefused     3   git, the disk or the network's absence said no
"""


class ItsmError(Exception):
    """A refusal that a person can act on.

    `message` is one line in plain words; `hint`, if any, is the next step.
    """

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message


class WrongUse(ItsmError):
    """The command was called in a way that has no answer."""

    exit_code = 2


class WorldRefused(ItsmError):
    """Git or the file system did not do what it was rightly asked for."""

    exit_code = 3
