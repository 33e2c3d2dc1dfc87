"""The rows of a dry run as a table: where in the sheet, who, what would become of it, and what exactly."""

from dataclasses import dataclass

from ui.kit.columns import Column, Kind
from ui.kit.filters import Filtering
from ui.kit.sources import ListSource
from ui.kit.spelling import is_spelled, spellings
from ui.screens.importing.words import MARKS, content, reminder
from venue_desk.domain.importing import Column as Heading
from venue_desk.domain.importing import ImportKind, Outcome, Plan, PlannedRow

ALL = "all"
WEIGHT = {
    outcome: place for place, outcome in enumerate((Outcome.REFUSED, Outcome.CHANGED, Outcome.NEW, Outcome.UNCHANGED))
}
"""What has to be mended stands first, what is as it was last."""


@dataclass(frozen=True, slots=True)
class Told:
    """A row by its place in the plan: in a table with columns for policies one row of the sheet is several."""

    place: int
    kind: ImportKind
    row: PlannedRow

    @property
    def content(self) -> str:
        """What it would do, or why it cannot."""
        return content(self.kind, self.row)

    @property
    def reminder(self) -> str:
        """What is to be looked at."""
        return reminder(self.row)


def who(told: Told) -> str:
    """The name alone; what else tells the row apart stands below it."""
    return told.row.subject.partition(" " if told.kind is ImportKind.ENTITLEMENTS else "（")[0] or "（没写名字）"


def beside(told: Told) -> str:
    """The policy, or household and hamlet."""
    texts = told.row.texts
    if told.kind is ImportKind.ENTITLEMENTS:
        return texts.get(Heading.POLICY, "") or texts.get(Heading.HAMLET, "")
    if told.kind is ImportKind.CADRES:
        return texts.get(Heading.POSITION, "")
    number = texts.get(Heading.NUMBER, "")
    parts = (f"户号 {number}" if number else "", texts.get(Heading.HAMLET, "") or texts.get(Heading.GROUP, ""))
    return " · ".join(filter(None, parts))


COLUMNS: tuple[Column[Told], ...] = (
    Column("行", lambda t: str(t.row.number), width=64, kind=Kind.NUMBER, sort="row"),
    Column("谁", who, meta=beside, width=176, sort="who"),
    Column(
        "结果",
        lambda t: t.row.outcome.label,
        width=88,
        kind=Kind.CHIP,
        mark=lambda t: MARKS[t.row.outcome],
        sort="outcome",
    ),
    Column("内容", lambda t: t.content),
)
CONTENT = len(COLUMNS) - 1
"""The column of many words."""


def source(plan: Plan, filtering: Filtering) -> ListSource[Told]:
    """The rows that the filter lets through, those to be mended first."""
    told = [Told(place, plan.kind, row) for place, row in enumerate(plan.rows)]
    let = [one for one in told if filtering.state in (ALL, one.row.outcome.value) and _found(one, filtering.text)]
    return ListSource(
        sorted(let, key=lambda one: (WEIGHT[one.row.outcome], one.place)),
        key=lambda one: one.place,
        name=who,
        sorts={
            "row": lambda one: one.place,
            "who": lambda one: spellings(who(one)),
            "outcome": lambda one: (WEIGHT[one.row.outcome], one.place),
        },
    )


def counts(plan: Plan) -> dict[str, int]:
    """For the chips."""
    return {ALL: len(plan.rows)} | {outcome.value: count for outcome, count in plan.counts.items()}


def _found(told: Told, text: str) -> bool:
    return not text or text == str(told.row.number) or is_spelled(told.row.subject, text) or text in told.content
