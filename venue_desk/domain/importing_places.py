"""Which hamlet a table means: 浅河村一社, 1社, 第一社 and 一社 are one; what nobody knows is never guessed."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.findings import Finding, must
from venue_desk.domain.identity import check_name, clean_name
from venue_desk.domain.importing import Column, ReadRow
from venue_desk.domain.stations import Group, Hamlet

P = TypeVar("P", Group, Hamlet)
_DIGITS = "零一二三四五六七八九"
_KIND = re.compile(r"(村民小组|自然社|自然村|小组|社|组|队)$")


@dataclass(slots=True)
class Places:
    """The hamlets of the station; with `create` those that a table names besides are made as they are met."""

    village: str
    groups: Sequence[Group]
    hamlets: Sequence[Hamlet]
    create: bool = False
    new: dict[str, Hamlet] = field(default_factory=dict)

    def find(self, row: ReadRow) -> tuple[Hamlet | None, list[Finding]]:
        """The hamlet that a row names; neither a hamlet nor a finding if it names none."""
        said = row.text(Column.HAMLET) or row.text(Column.GROUP)
        if not said:
            return None, []
        found = self._hamlet(said) or (None if row.text(Column.HAMLET) else self._only_one_of(said))
        if found is None and self.create:
            findings = check_name(clean_name(said), "hamlet", "社名")
            return (None if findings else self._make(clean_name(said), row)), findings
        if found is not None:
            return found, []
        names = "、".join(hamlet.name for hamlet in self.hamlets)
        sentence = f"本站没有「{said}」。有：{names}。请改成其中一个，或先在「本站」里加上它。"
        return None, [must("import.hamlet", "hamlet", sentence)]

    def group(self, said: str) -> Group | None:
        """The group of this name."""
        return _match(said, self.groups, self.village)

    def _hamlet(self, said: str) -> Hamlet | None:
        return _match(said, [*self.hamlets, *self.new.values()], self.village)

    def _only_one_of(self, said: str) -> Hamlet | None:
        group = self.group(said)
        inside = [hamlet for hamlet in self.hamlets if group and hamlet.group_id == group.id]
        return inside[0] if len(inside) == 1 else None

    def _make(self, name: str, row: ReadRow) -> Hamlet:
        """A hamlet not yet on record: until it is, its place among the new ones stands for its id and its group's."""
        stand_in = UUID(int=len(self.new) + 1)
        group = self.group(row.text(Column.GROUP) or name)
        group_id = group.id if group else stand_in
        self.new[name] = Hamlet(id=stand_in, station_id=stand_in, group_id=group_id, name=name, position=0)
        return self.new[name]


def _match(said: str, parts: Sequence[P], village: str) -> P | None:
    """The one of this name; else the one of this number if there is only one."""
    for form in (_plain, _bare):
        wanted = form(said, village)
        alike = [part for part in parts if form(part.name, village) == wanted]
        if wanted and len(alike) == 1:
            return alike[0]
    return None


def _plain(name: str, village: str) -> str:
    """Without the village before it, its number in Chinese."""
    text = "".join(unicodedata.normalize("NFKC", name).split())
    for before in (village, village.removesuffix("村"), "第"):
        text = text.removeprefix(before) if len(text) > len(before) else text
    text = re.sub(r"[0-9]{1,2}", lambda match: _in_chinese(int(match[0])), text)
    return text.replace("村民小组", "组").replace("小组", "组").replace("自然社", "社")


def _bare(name: str, village: str) -> str:
    return _KIND.sub("", _plain(name, village))


def _in_chinese(number: int) -> str:
    tens, units = divmod(number, 10)
    ten = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens]}十")
    return ten + (_DIGITS[units] if units or not tens else "")
