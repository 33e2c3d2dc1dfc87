"""The two things that may go wrong for the user; anything else is a fault of ours."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from venue_desk.domain.findings import Finding


class Refused(Exception):
    """A rule forbids it. `findings` say which, each with its field and its sentence."""

    def __init__(self, findings: "Iterable[Finding]") -> None:
        """Keep the findings in the order in which the user should mend them."""
        self.findings = tuple(findings)
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """All sentences in one line, for the command line and the log."""
        return "".join(f.sentence for f in self.findings)

    def __reduce__(self) -> tuple[type["Refused"], tuple[tuple["Finding", ...]]]:
        """Survive the way back from a worker process."""
        return Refused, (self.findings,)


class Unavailable(Exception):
    """The world failed (disk full, folder locked, printer gone). `sentence` says what to do; nothing was lost."""

    def __init__(self, sentence: str) -> None:
        """Keep the Chinese sentence shown to the user."""
        self.sentence = sentence
        super().__init__(sentence)
