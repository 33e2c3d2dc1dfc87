"""What was agreed for the characters no font has: 〓, or another spelling on this paper only."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ui.kit.finding_line import Mend
from ui.kit.print_preview import PrintPreview
from ui.screens.printouts.stand_ins import StandInLines
from venue_desk.domain.errors import Refused
from venue_desk.services.stand_ins import spelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from venue_desk.domain.findings import Finding
    from venue_desk.services.gathering import Gathered
    from venue_desk.services.printouts import Printouts

MISSING = "print.missing_character"


class MissingCharacters:
    """Asks under the paper; `look` gathers the order anew, `settle` is where the cursor goes then."""

    def __init__(
        self,
        printouts: "Printouts",
        preview: PrintPreview,
        look: Callable[[], object],
        settle: Callable[[], object],
    ) -> None:
        self._printouts, self._preview, self._look, self._settle = printouts, preview, look, settle
        self._spellings: dict[str, str] = {}
        self.as_geta = False

    def begin_anew(self) -> None:
        """Another paper: what was agreed was for the one before."""
        self._spellings, self.as_geta = {}, False

    def spelled(self, gathered: "Gathered") -> "Gathered":
        """The run as it is to be printed."""
        return spelled(gathered, self._spellings)

    def stops(self, finding: "Finding") -> bool:
        """Whether a blocking finding still stands in the way."""
        return finding.code != MISSING or not self.as_geta

    def mends(self, gathered: "Gathered") -> "Sequence[Mend]":
        """The second is there even after 〓 was agreed to: it may look worse than one thought."""
        ask = Mend("换个写法", partial(self._ask, gathered))
        return (ask,) if self.as_geta else (Mend("印成〓", self.allow_geta), ask)

    def allow_geta(self) -> None:
        """印成〓."""
        self.as_geta = True
        self._agreed()

    def _ask(self, gathered: "Gathered") -> None:
        self._preview.show_findings(())  # the lines name the characters themselves, the paper wants the room
        lines = StandInLines(self._printouts.missing(gathered))
        lines.taken.connect(partial(self._take, gathered, lines))
        lines.left.connect(self._look)
        lines.left.connect(self._preview.take_focus)
        self._preview.show_below(lines)
        lines.take_focus()

    def _take(self, gathered: "Gathered", lines: StandInLines, said: dict[str, str]) -> None:
        try:
            spelled(gathered, said)
        except Refused as refused:
            lines.show_findings(refused.findings)
            return
        before = {character: _translated(spelling, said) for character, spelling in self._spellings.items()}
        self._spellings = before | said
        self._agreed()

    def _agreed(self) -> None:
        self._look()
        self._settle()


def _translated(spelling: str, said: dict[str, str]) -> str:
    """What was to stand in may have had no font itself."""
    return "".join(said.get(character, character) for character in spelling)
