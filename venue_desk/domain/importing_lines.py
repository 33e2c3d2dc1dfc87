"""The rows of one household on their way through the dry run, and the rules that hold between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from venue_desk.domain.findings import Finding, blocking, must
from venue_desk.domain.households import Relation, Villager, VillagerEntry, check_members
from venue_desk.domain.importing import Column, FieldChange, ReadRow, day_text, field_changes
from venue_desk.domain.importing_blocks import Block


@dataclass(slots=True)
class Line:
    """A row on its way: what it says of a person, whom on record it means, what they would be after."""

    row: ReadRow
    said: dict[str, Any]
    findings: list[Finding]
    before: Villager | None = None
    after: VillagerEntry | None = None

    @property
    def sound(self) -> bool:
        """Whether nothing in it must be mended first."""
        return not blocking(self.findings)

    @property
    def is_head(self) -> bool:
        """Whether it says that its person is the head."""
        return self.said.get("relation") is Relation.HEAD

    def refuse(self, code: str, column: Column, sentence: str) -> None:
        """Add why it cannot be brought in."""
        self.findings.append(refusal(code, column, sentence))


def two_heads(block: Block, lines: Sequence[Line]) -> list[Finding]:
    """The column 户主姓名 and the row marked 户主 must name one person."""
    other = next((line.said["name"] for line in lines if line.is_head and line.said["name"] != block.head), "")
    if not block.head or not other:
        return []
    said = f"「户主姓名」写的是{block.head}，写着「户主」的却是{other}，请改一处。"
    return [refusal("two_heads", Column.HEAD, said)]


def refusal(code: str, column: Column, sentence: str) -> Finding:
    """Why a row cannot be brought in, at its column."""
    return must(f"import.{code}", column.name.lower(), sentence)


def refuse_all(lines: Sequence[Line], finding: Finding) -> None:
    """None of the rows that were sound so far can be brought in."""
    for line in lines:
        if line.sound:
            line.findings.append(finding)


def refuse_repeated(lines: Sequence[Line]) -> None:
    """The same person twice in a household: which row holds nobody can tell, so the first does."""
    seen: dict[object, int] = {}
    for line in lines:
        if not line.sound or line.after is None:
            continue
        key = line.before.id if line.before else line.after.id_number or (line.after.name, line.after.born_on)
        first = seen.setdefault(key, line.row.number)
        if first != line.row.number:
            line.refuse("twice", Column.NAME, f"和第 {first} 行是同一个人，请删去一行。")


def refuse_headless(lines: Sequence[Line], members: Sequence[Villager]) -> None:
    """After all rows the household has one head, and no ID number twice; what was amiss before is not their fault."""
    meant = {line.before.id for line in lines if line.before and line.sound}
    after = [line.after for line in lines if line.sound and line.after]
    silent = [member for member in members if member.id not in meant]
    breaches = check_members((*silent, *after))
    if not breaches or check_members(tuple(members)):
        return
    head = next(member.name for member in members if member.relation is Relation.HEAD)
    for finding in breaches:
        said = finding.sentence
        if finding.code == "household.heads":
            said = f"本站登记的户主是{head}。户主换了人，请在表里写明{head}和新户主的关系，其他人不要写「户主」。"
        refuse_all(lines, refusal("members", Column.RELATION, said))


def person_changes(before: Villager, after: VillagerEntry) -> tuple[FieldChange, ...]:
    """What would be different about the person."""

    def texts(one: VillagerEntry) -> tuple[str, ...]:
        gender = one.gender.label if one.gender else ""
        return one.name, one.relation.label, one.id_number, gender, day_text(one.born_on), one.phone, one.note

    labels = (
        Column.NAME, Column.RELATION, Column.ID_NUMBER, Column.GENDER, Column.BORN_ON, Column.PHONE,
        Column.NOTE,
    )  # fmt: skip
    return field_changes(zip(labels, texts(before), texts(after), strict=True))
