"""The dry run of 农户和成员: every row is new, changed, unchanged or refused. What a table does not say stays as it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast
from uuid import UUID

from venue_desk.domain.findings import Finding, blocking
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
    Table,
    field_changes,
)
from venue_desk.domain.importing_blocks import OF_HOUSE, OF_PERSON, Block, blocks_of
from venue_desk.domain.importing_lines import (
    Line,
    person_changes,
    refusal,
    refuse_all,
    refuse_headless,
    refuse_repeated,
    two_heads,
)
from venue_desk.domain.importing_masked import unmasked
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

    @property
    def count(self) -> int:
        """How many records there are to write."""
        return (
            len(self.new)
            + sum(len(people) for _, people in self.new)
            + len(self.joining)
            + len(self.households)
            + len(self.villagers)
        )

    def hamlet_ids(self) -> set[UUID]:
        """The hamlets that are written of."""
        return {entry.hamlet_id for entry, _ in self.new} | {after.hamlet_id for _, after in self.households}


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
    _headed_by: Counter[str] = field(default_factory=Counter)

    def plan(self) -> None:
        """All households of the table."""
        blocks = blocks_of(self.table)
        self._headed_by.update(block.spoken_of for block in blocks)
        for block in blocks:
            self._plan(block)
        self.rows.sort(key=lambda row: row.number)

    def _plan(self, block: Block) -> None:
        lines = [Line(row, block.person(row, self.table), list(row.findings)) for row in block.rows]
        hamlet, findings = self.places.find(block.placed)
        findings += two_heads(block, lines)
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
        self, block: Block, lines: Sequence[Line], hamlet: Hamlet | None
    ) -> tuple[Household | None, list[Finding]]:
        """The household on record, or None for a new one; a finding if neither can be."""
        if not block.number:
            if Column.NUMBER in self.table.columns:
                return None, [refusal("no_number", Column.NUMBER, "这户没写户号，请补上。")]
            found, findings = self._headed(block, lines, hamlet)
            if findings:
                return None, findings
        else:
            found = self.people.numbered(block.number)
            if found is None:
                return None, self._closed(block, lines)
            if block.head_name != found.head_name and not self._knows(found, lines):
                said = f"户号「{block.number}」在本站是{found.head_name}户，表里这户没有一个人和它对得上，请核对户号。"
                return None, [refusal("other_household", Column.NUMBER, said)]
        first = self._met.setdefault(found.id, lines[0].row.number) if found else 0
        if first and first != lines[0].row.number:
            return None, [refusal("twice", Column.NUMBER, f"这户在第 {first} 行已经写过，请并在一起。")]
        return found, []

    def _headed(
        self, block: Block, lines: Sequence[Line], hamlet: Hamlet | None
    ) -> tuple[Household | None, list[Finding]]:
        """In a table without numbers the head tells which household it is; two that nothing tells apart are refused."""
        head = next(line.said for line in lines if line.row is block.head_row)
        name, own = block.spoken_of, block.head in ("", head["name"])  # else the head has no row here
        said, place = head.get("id_number", "") if own else "", hamlet.id if hamlet else None
        id_number = said if isinstance(said, str) else ""  # of a masked one the name has to tell
        found = self.people.headed_by(name, id_number, place, self._met)
        if len(found) > 1:
            said = f"本站有 {len(found)} 户的户主是{name}，分不清是哪一户，请补上户号或身份证号。"
            return None, [refusal("many", Column.HEAD, said)]
        if place is None and (count := self._headed_by[name]) > 1 and not self._has(found, id_number):
            said = f"表里有 {count} 户的户主叫{name}，这户没写自然社，分不清是哪一户，请补上自然社或身份证号。"
            return None, [refusal("unplaced", Column.HAMLET, said)]
        first = self._heads.setdefault((name, id_number, place), lines[0].row.number)
        if first != lines[0].row.number:
            return None, [
                refusal("twice", Column.HEAD, f"和第 {first} 行的户主分不清是不是同一户，请补上户号或身份证号。")
            ]
        return (found[0] if found else None), []

    def _has(self, found: Sequence[Household], id_number: str) -> bool:
        return bool(id_number) and any(
            member.id_number == id_number for each in found for member in self.people.of_household[each.id]
        )

    def _knows(self, household: Household, lines: Sequence[Line]) -> bool:
        members = self.people.of_household[household.id]
        return any(meant_by(line.said, members) for line in lines)

    def _closed(self, block: Block, lines: Sequence[Line]) -> list[Finding]:
        """An old list must not bring back who moved away."""
        gone = self.people.numbered(block.number, closed=True)
        if gone is None or not self._knows(gone, lines):
            return []
        said = f"{gone.head_name}户（{gone.number}）已经注销{_because(gone)}，请从表里删去这一户。"
        return [refusal("closed_household", Column.NUMBER, said)]

    # --- a household that is not on record

    def _plan_new(self, block: Block, lines: Sequence[Line], hamlet: Hamlet | None) -> None:
        if not any(line.is_head for line in lines):
            head = next(line for line in lines if line.row is block.head_row)
            if block.head in ("", head.said["name"]):
                head.said.setdefault("relation", Relation.HEAD)
        for line in lines:
            self._check_newcomer(line, None)
        refuse_repeated(lines)
        refused_head = next((line for line in lines if line.is_head and not line.sound), None)
        if refused_head:
            said = f"请先改好第 {refused_head.row.number} 行的户主，再一起导入。"
            refuse_all(lines, refusal("head_refused", Column.HEAD, said))
        elif hamlet is None:
            refuse_all(lines, refusal("no_hamlet", Column.HAMLET, "没写这户在哪个社，请补上。"))
        else:
            self._register(block, lines, hamlet)
        for line in lines:
            self._add(block, line, Outcome.NEW)

    def _register(self, block: Block, lines: Sequence[Line], hamlet: Hamlet) -> None:
        people = [line.after for line in lines if line.sound and line.after]
        number = block.number or self._free_number(block.serial)
        house = block.house(self.table)
        findings = unmasked(house, None, OF_HOUSE)
        entry = HouseholdEntry(number=number, group_id=hamlet.group_id, hamlet_id=hamlet.id, **house)
        entry = tidy_household(entry)
        findings += check_household(entry) + check_members(tuple(people))
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

    def _check_newcomer(self, line: Line, household: Household | None) -> None:
        """Somebody who is not on record in this household."""
        if "relation" not in line.said:
            line.refuse("no_relation", Column.RELATION, f"没写{line.said['name']}与户主的关系，请补上。")
            return
        line.findings += unmasked(line.said, None, OF_PERSON)
        line.after = tidy_villager(VillagerEntry(**line.said))
        line.findings += check_villager(line.after, self.today)
        there = self.people.elsewhere(line.after.id_number, household.id if household else None)
        line.findings += check_known(line.after, there)

    # --- a household on record

    def _plan_known(self, block: Block, lines: Sequence[Line], household: Household, hamlet: Hamlet | None) -> None:
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
        refuse_repeated(lines)
        refuse_headless(lines, [member for member in members if member.closed_on is None])
        after = self._household_after(block, lines, household, hamlet)
        spokesman = next((line for line in lines if line.sound), None)
        changes = self._house_changes(household, after) if spokesman else ()
        if changes:
            self.writes.households.append((household, after))
        for line in lines:
            self._write_member(block, line, household, changes if line is spokesman else ())

    def _check_member(self, line: Line, member: Villager) -> None:
        """A corrected ID number brings its own birth date and gender."""
        line.findings += unmasked(line.said, member, OF_PERSON)
        said = dict(line.said)
        if said.get("id_number", member.id_number) != member.id_number:
            said = {"born_on": None, "gender": None, **said}
        line.after = tidy_villager(replace(member, **said))
        if line.after != member:
            line.findings += check_villager(line.after, self.today)
            line.findings += check_known(line.after, self.people.elsewhere(line.after.id_number, member.household_id))

    def _write_member(self, block: Block, line: Line, household: Household, house: tuple[FieldChange, ...]) -> None:
        if not line.sound or line.after is None:
            self._add(block, line, Outcome.REFUSED)
        elif line.before is None:
            self.writes.joining.append((household, line.after))
            self._add(block, line, Outcome.NEW, house)
        else:
            own = person_changes(line.before, line.after)
            if own:
                self.writes.villagers.append((line.before, cast("Villager", line.after)))
            self._add(block, line, Outcome.CHANGED if own or house else Outcome.UNCHANGED, (*house, *own))

    def _household_after(
        self, block: Block, lines: Sequence[Line], household: Household, hamlet: Hamlet | None
    ) -> Household:
        """What the block makes of the household. How the head's name sorts is looked up where it is written."""
        house = block.house(self.table)
        findings = unmasked(house, household, OF_HOUSE)
        if hamlet is not None:
            house |= {"hamlet_id": hamlet.id, "group_id": hamlet.group_id}
        heads = [line.after for line in lines if line.sound and line.after and line.after.relation is Relation.HEAD]
        if heads:
            house["head_name"] = heads[0].name
        after = cast("Household", tidy_household(replace(household, **house)))
        findings += check_household(after) if after != household else []
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

    def _add(self, block: Block, line: Line, outcome: Outcome, changes: tuple[FieldChange, ...] = ()) -> None:
        number = f"（{block.number}）" if block.number else ""
        head = {Column.HEAD: block.head_name} if block.head_name else {}
        row = PlannedRow(
            number=line.row.number,
            subject=f"{line.said['name']}{number}",
            outcome=outcome if line.sound else Outcome.REFUSED,
            texts={**head, **block.carried, **line.row.texts},
            changes=changes,
            findings=tuple(dict.fromkeys(line.findings)),
            block=block.rows[0].number,
        )
        self.rows.append(row)


def _because(record: Household | Villager) -> str:
    return f"（{record.closed_because.label}）" if record.closed_because else ""


def _counted(number: str) -> int:
    return int(number) if number.isdecimal() else 0
