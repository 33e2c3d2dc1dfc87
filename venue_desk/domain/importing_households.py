"""The dry run of 农户和成员: every row is new, changed, unchanged or refused. What a table does not say stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast
from uuid import UUID

from venue_desk.domain.findings import Finding, blocking, must
from venue_desk.domain.households import (
    Household,
    HouseholdEntry,
    Relation,
    Villager,
    VillagerEntry,
    check_household,
    check_known,
    check_members,
    check_villager,
    tidy_household,
    tidy_villager,
)
from venue_desk.domain.importing import (
    Column,
    FieldChange,
    Outcome,
    PlannedRow,
    ReadRow,
    Table,
    day_text,
    field_changes,
)
from venue_desk.domain.importing_blocks import Block, blocks_of
from venue_desk.domain.importing_people import People, meant_by, plain_number
from venue_desk.domain.importing_places import Places
from venue_desk.domain.money import quantity
from venue_desk.domain.stations import Hamlet


@dataclass(slots=True)
class HouseholdWrites:
    """What is to be written: new households with their people, people who join one, pairs of before and after."""

    new: list[tuple[HouseholdEntry, list[VillagerEntry]]] = field(default_factory=list)
    joining: list[tuple[Household, VillagerEntry]] = field(default_factory=list)
    households: list[tuple[Household, Household]] = field(default_factory=list)
    villagers: list[tuple[Villager, Villager]] = field(default_factory=list)

    def hamlet_ids(self) -> set[UUID]:
        """The hamlets that are written of."""
        return {entry.hamlet_id for entry, _ in self.new} | {after.hamlet_id for _, after in self.households}


@dataclass(slots=True)
class _Line:
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
        self.findings.append(_refusal(code, column, sentence))


@dataclass(slots=True)
class HouseholdPlanner:
    """Plans one table. `last_number` is the greatest 户号 of the village: a table without numbers goes on from it."""

    people: People
    places: Places
    table: Table
    today: date
    last_number: str
    rows: list[PlannedRow] = field(default_factory=list)
    writes: HouseholdWrites = field(default_factory=HouseholdWrites)
    _met: dict[UUID, int] = field(default_factory=dict)
    _heads: dict[tuple[str, str, UUID | None], int] = field(default_factory=dict)
    _given: set[str] = field(default_factory=set)

    def plan(self) -> None:
        """All households of the table."""
        for block in blocks_of(self.table):
            self._plan(block)
        self.rows.sort(key=lambda row: row.number)

    def _plan(self, block: Block) -> None:
        lines = [_Line(row, block.person(row, self.table), list(row.findings)) for row in block.rows]
        hamlet, findings = self.places.find(block.placed)
        findings += _two_heads(block, lines)
        household = None
        if not findings:
            household, findings = self._meant(block, lines, hamlet)
        for line in lines:
            line.findings += findings
        if household is None:
            self._plan_new(block, lines, hamlet)
        else:
            self._plan_known(block, lines, household, None if block.placed.refused else hamlet)

    # --- which household a block means

    def _meant(
        self, block: Block, lines: Sequence[_Line], hamlet: Hamlet | None
    ) -> tuple[Household | None, list[Finding]]:
        """The household on record, or None for a new one; a finding if neither can be."""
        if not block.number:
            if Column.NUMBER in self.table.columns:
                return None, [_refusal("no_number", Column.NUMBER, "这户没写户号，请补上。")]
            found, findings = self._headed(block, lines, hamlet)
            if findings:
                return None, findings
        else:
            found = self.people.numbered(block.number)
            if found is None:
                return None, self._closed(block, lines)
            if block.head_name != found.head_name and not self._knows(found, lines):
                said = f"户号「{block.number}」在本站是{found.head_name}户，表里这户没有一个人和它对得上，请核对户号。"
                return None, [_refusal("other_household", Column.NUMBER, said)]
        first = self._met.setdefault(found.id, lines[0].row.number) if found else 0
        if first and first != lines[0].row.number:
            return None, [_refusal("twice", Column.NUMBER, f"这户在第 {first} 行已经写过，请并在一起。")]
        return found, []

    def _headed(
        self, block: Block, lines: Sequence[_Line], hamlet: Hamlet | None
    ) -> tuple[Household | None, list[Finding]]:
        """In a table without numbers the head tells which household it is; two that nothing tells apart are refused."""
        head = next(line.said for line in lines if line.row is block.head_row)
        name, own = block.head or head["name"], block.head in ("", head["name"])  # else the head has no row here
        id_number, place = head.get("id_number", "") if own else "", hamlet.id if hamlet else None
        found = self.people.headed_by(name, id_number, place, self._met)
        if len(found) > 1:
            said = f"本站有 {len(found)} 户的户主是{name}，分不清是哪一户，请补上户号或身份证号。"
            return None, [_refusal("many", Column.HEAD, said)]
        first = self._heads.setdefault((name, id_number, place), lines[0].row.number)
        if first != lines[0].row.number:
            return None, [
                _refusal("twice", Column.HEAD, f"和第 {first} 行的户主分不清是不是同一户，请补上户号或身份证号。")
            ]
        return (found[0] if found else None), []

    def _knows(self, household: Household, lines: Sequence[_Line]) -> bool:
        members = self.people.of_household[household.id]
        return any(meant_by(line.said, members) for line in lines)

    def _closed(self, block: Block, lines: Sequence[_Line]) -> list[Finding]:
        """An old list must not bring back who moved away."""
        gone = self.people.numbered(block.number, closed=True)
        if gone is None or not self._knows(gone, lines):
            return []
        said = f"{gone.head_name}户（{gone.number}）已经注销{_because(gone)}，请从表里删去这一户。"
        return [_refusal("closed_household", Column.NUMBER, said)]

    # --- a household that is not on record

    def _plan_new(self, block: Block, lines: Sequence[_Line], hamlet: Hamlet | None) -> None:
        if not any(line.is_head for line in lines):
            head = next(line for line in lines if line.row is block.head_row)
            if block.head in ("", head.said["name"]):
                head.said.setdefault("relation", Relation.HEAD)
        for line in lines:
            self._check_newcomer(line, None)
        _refuse_repeated(lines)
        refused_head = next((line for line in lines if line.is_head and not line.sound), None)
        if refused_head:
            said = f"请先改好第 {refused_head.row.number} 行的户主，再一起导入。"
            _refuse_all(lines, _refusal("head_refused", Column.HEAD, said))
        elif hamlet is None:
            _refuse_all(lines, _refusal("no_hamlet", Column.HAMLET, "没写这户在哪个社，请补上。"))
        else:
            self._register(block, lines, hamlet)
        for line in lines:
            self._add(block, line, Outcome.NEW)

    def _register(self, block: Block, lines: Sequence[_Line], hamlet: Hamlet) -> None:
        people = [line.after for line in lines if line.sound and line.after]
        number = block.number or self._free_number(block.serial)
        entry = HouseholdEntry(number=number, group_id=hamlet.group_id, hamlet_id=hamlet.id, **block.house(self.table))
        entry = tidy_household(entry)
        findings = check_household(entry) + check_members(tuple(people))
        for line in lines:
            line.findings += findings if line is lines[0] else blocking(findings)
        if not blocking(findings):
            self.writes.new.append((entry, people))
            self._given.add(plain_number(number))
            self.last_number = max(self.last_number, number, key=_counted)

    def _free_number(self, serial: str) -> str:
        """The village's own way of numbering: by the 序号 of the table if nobody has it, else the next after the last."""
        width = len(self.last_number)
        if serial.isdecimal() and serial.isascii() and len(serial) <= width:
            number = serial.zfill(width)
            if plain_number(number) not in self._given and not self.people.numbered(number):
                return number
        return str(_counted(self.last_number) + 1).zfill(width)

    def _check_newcomer(self, line: _Line, household: Household | None) -> None:
        """Somebody who is not on record in this household."""
        if "relation" not in line.said:
            line.refuse("no_relation", Column.RELATION, f"没写{line.said['name']}与户主的关系，请补上。")
            return
        line.after = tidy_villager(VillagerEntry(**line.said))
        line.findings += check_villager(line.after, self.today)
        there = self.people.elsewhere(line.after.id_number, household.id if household else None)
        line.findings += check_known(line.after, there)

    # --- a household on record

    def _plan_known(self, block: Block, lines: Sequence[_Line], household: Household, hamlet: Hamlet | None) -> None:
        members = self.people.of_household[household.id]
        for line in lines:
            meant = meant_by(line.said, members)
            line.before = meant[0] if len(meant) == 1 else None
            if len(meant) > 1:
                said = f"这户有 {len(meant)} 位{line.said['name']}，分不清是哪一位，请补上身份证号。"
                line.refuse("many", Column.NAME, said)
            elif line.before is None:
                self._check_newcomer(line, household)
            elif line.before.closed_on is not None:
                said = f"{line.before.name}已经注销{_because(line.before)}，请从表里删去这一行。"
                line.refuse("closed", Column.NAME, said)
            else:
                self._check_member(line, line.before)
        _refuse_repeated(lines)
        _refuse_headless(lines, [member for member in members if member.closed_on is None])
        after = self._household_after(block, lines, household, hamlet)
        spokesman = next((line for line in lines if line.sound), None)
        changes = self._house_changes(household, after) if spokesman else ()
        if changes:
            self.writes.households.append((household, after))
        for line in lines:
            self._write_member(block, line, household, changes if line is spokesman else ())

    def _check_member(self, line: _Line, member: Villager) -> None:
        """A corrected ID number brings its own birth date and gender."""
        said = dict(line.said)
        if said.get("id_number", member.id_number) != member.id_number:
            said = {"born_on": None, "gender": None, **said}
        line.after = tidy_villager(replace(member, **said))
        if line.after != member:
            line.findings += check_villager(line.after, self.today)
            line.findings += check_known(line.after, self.people.elsewhere(line.after.id_number, member.household_id))

    def _write_member(self, block: Block, line: _Line, household: Household, house: tuple[FieldChange, ...]) -> None:
        if not line.sound or line.after is None:
            self._add(block, line, Outcome.REFUSED)
        elif line.before is None:
            self.writes.joining.append((household, line.after))
            self._add(block, line, Outcome.NEW, house)
        else:
            own = _person_changes(line.before, line.after)
            if own:
                self.writes.villagers.append((line.before, cast("Villager", line.after)))
            self._add(block, line, Outcome.CHANGED if own or house else Outcome.UNCHANGED, (*house, *own))

    def _household_after(
        self, block: Block, lines: Sequence[_Line], household: Household, hamlet: Hamlet | None
    ) -> Household:
        """What the block makes of the household. How the head's name sorts is looked up where it is written."""
        house = block.house(self.table)
        if hamlet is not None:
            house |= {"hamlet_id": hamlet.id, "group_id": hamlet.group_id}
        heads = [line.after for line in lines if line.sound and line.after and line.after.relation is Relation.HEAD]
        if heads:
            house["head_name"] = heads[0].name
        after = cast("Household", tidy_household(replace(household, **house)))
        findings = check_household(after) if after != household else []
        for line in lines:
            line.findings += findings if line is lines[0] else blocking(findings)
        return after

    def _house_changes(self, before: Household, after: Household) -> tuple[FieldChange, ...]:
        hamlets = {hamlet.id: hamlet.name for hamlet in (*self.places.hamlets, *self.places.new.values())}
        pairs = (
            (Column.HAMLET, hamlets.get(before.hamlet_id, ""), hamlets.get(after.hamlet_id, "")),
            (Column.HEAD, before.head_name, after.head_name),
            (Column.HOME_PHONE, before.phone, after.phone),
            (Column.ACCOUNT, before.account, after.account),
            (Column.BANK, before.bank, after.bank),
            (Column.LAND, quantity(before.land), quantity(after.land)),
            (Column.ADDRESS, before.address, after.address),
            (Column.HOME_NOTE, before.note, after.note),
        )
        return field_changes(pairs)

    def _add(self, block: Block, line: _Line, outcome: Outcome, changes: tuple[FieldChange, ...] = ()) -> None:
        number = f"（{block.number}）" if block.number else ""
        head = {Column.HEAD: block.head_name} if block.head_name else {}
        row = PlannedRow(
            number=line.row.number,
            subject=f"{line.said['name']}{number}",
            outcome=outcome if line.sound else Outcome.REFUSED,
            texts={**head, **block.carried, **line.row.texts},
            changes=changes,
            findings=tuple(dict.fromkeys(line.findings)),
        )
        self.rows.append(row)


def _two_heads(block: Block, lines: Sequence[_Line]) -> list[Finding]:
    """The column 户主姓名 and the row marked 户主 must name one person."""
    other = next((line.said["name"] for line in lines if line.is_head and line.said["name"] != block.head), "")
    if not block.head or not other:
        return []
    said = f"「户主姓名」写的是{block.head}，写着「户主」的却是{other}，请改一处。"
    return [_refusal("two_heads", Column.HEAD, said)]


def _refusal(code: str, column: Column, sentence: str) -> Finding:
    return must(f"import.{code}", column.name.lower(), sentence)


def _refuse_all(lines: Sequence[_Line], finding: Finding) -> None:
    for line in lines:
        if line.sound:
            line.findings.append(finding)


def _refuse_repeated(lines: Sequence[_Line]) -> None:
    """The same person twice in a household: which row holds nobody can tell, so the first does."""
    seen: dict[object, int] = {}
    for line in lines:
        if not line.sound or line.after is None:
            continue
        key = line.before.id if line.before else line.after.id_number or (line.after.name, line.after.born_on)
        first = seen.setdefault(key, line.row.number)
        if first != line.row.number:
            line.refuse("twice", Column.NAME, f"和第 {first} 行是同一个人，请删去一行。")


def _refuse_headless(lines: Sequence[_Line], members: Sequence[Villager]) -> None:
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
        _refuse_all(lines, _refusal("members", Column.RELATION, said))


def _because(record: Household | Villager) -> str:
    return f"（{record.closed_because.label}）" if record.closed_because else ""


def _counted(number: str) -> int:
    return int(number) if number.isdecimal() else 0


def _person_changes(before: Villager, after: VillagerEntry) -> tuple[FieldChange, ...]:
    def texts(one: VillagerEntry) -> tuple[str, ...]:
        gender = one.gender.label if one.gender else ""
        return one.name, one.relation.label, one.id_number, gender, day_text(one.born_on), one.phone, one.note

    labels = (
        Column.NAME, Column.RELATION, Column.ID_NUMBER, Column.GENDER, Column.BORN_ON, Column.PHONE,
        Column.NOTE,
    )  # fmt: skip
    return field_changes(zip(labels, texts(before), texts(after), strict=True))
