"""The cadres register: who serves at the station, and what the contact card says of them."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random
from uuid import UUID

from db import cadres as table
from db import journal
from db.household_list import by_group
from db.stations import groups
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import (
    Cadre,
    CadreEntry,
    CadreFacts,
    CadreKind,
    check_cadre,
    check_leaving,
    duty_days_text,
    tidy_cadre,
)
from venue_desk.domain.findings import Finding, should
from venue_desk.domain.identity import Gender, mask_id_number
from venue_desk.domain.ids import new_id
from venue_desk.domain.records import said
from venue_desk.domain.stations import Group
from venue_desk.exchange.writing import Shape
from venue_desk.services.listings import YES_NO, ExportColumn, Listed, Listing, Wanted, yes_no
from venue_desk.services.saved import Saved, known, refuse_blocking, still_open
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True)
class Cadres:
    """The verbs of the cadres register."""

    announcer: Announcer
    random: Random

    def get(self, act: Act, cadre_id: UUID) -> Cadre:
        """The cadre with this id."""
        return known(table.cadre(cadre_id), act.station_id)

    def serving(self, station_id: UUID | None, *, left: bool = False) -> list[Cadre]:
        """Those who serve (or those who left), the head first."""
        return table.cadres(station_id, left=left)

    def rows(self, station_id: UUID | None, *, left: bool = False) -> list[CadreFacts]:
        """The same with the groups they cover, those groups' households and the cards handed out there."""
        known_groups, figures = groups(station_id), by_group(station_id)
        return [_facts(cadre, known_groups, figures) for cadre in table.cadres(station_id, left=left)]

    def findings(self, entry: CadreEntry, today: date) -> list[Finding]:
        """What is to be mended or looked at in the entry."""
        return check_cadre(tidy_cadre(entry), today)

    def register(self, act: Act, entry: CadreEntry) -> Saved[Cadre]:
        """Register a cadre."""
        entry = tidy_cadre(entry)
        refuse_blocking(check_cadre(entry, act.today))
        cadre = Cadre(id=new_id(act.at, self.random), station_id=act.station_id, **said(CadreEntry, entry))
        with work(self.announcer, Topic.CADRES):
            return Saved(cadre, [journal.add(act, table.CadreTable, cadre)])

    def change(self, act: Act, before: Cadre, entry: CadreEntry) -> Saved[Cadre]:
        """Change what is known of a cadre."""
        entry = tidy_cadre(entry)
        refuse_blocking(check_cadre(entry, act.today))
        after = replace(still_open(before, act.station_id), **said(CadreEntry, entry))
        with work(self.announcer, Topic.CADRES):
            return Saved(after, [journal.change(act, table.CadreTable, before, after)])

    def cover(self, act: Act, before: Cadre, group_ids: tuple[UUID, ...]) -> Saved[Cadre]:
        """Let the cadre cover these groups (包组), and no others."""
        own = [group.id for group in groups(act.station_id) if group.id in group_ids]
        after = replace(still_open(before, act.station_id), group_ids=tuple(own))
        with work(self.announcer, Topic.CADRES):
            return Saved(after, [journal.change(act, table.CadreTable, before, after)])

    def leave(self, act: Act, before: Cadre, on: date) -> Saved[Cadre]:
        """Close a cadre who left. The last 站长 must hand over first."""
        refuse_blocking(check_leaving(before, table.cadres(act.station_id), on))
        after = replace(still_open(before, act.station_id), left_on=on)
        with work(self.announcer, Topic.CADRES):
            return Saved(after, [journal.close(act, table.CadreTable, before, after)])

    def come_back(self, act: Act, before: Cadre) -> Saved[Cadre]:
        """Open a cadre again who serves once more."""
        after = replace(known(before, act.station_id), left_on=None)
        with work(self.announcer, Topic.CADRES):
            return Saved(after, [journal.change(act, table.CadreTable, before, after)])


def _facts(cadre: Cadre, known_groups: list[Group], figures: dict[UUID, tuple[int, int]]) -> CadreFacts:
    own = [group for group in known_groups if group.station_id == cadre.station_id]
    covered = [group for group in own if group.id in cadre.group_ids or cadre.whole_village]
    households = sum(figures.get(group.id, (0, 0))[0] for group in covered)
    cards = sum(figures.get(group.id, (0, 0))[1] for group in covered)
    return CadreFacts(
        cadre=cadre,
        groups=tuple(group.name for group in own if group.id in cadre.group_ids),
        households=households,
        cards_issued=cards,
        without_card=households - cards,
    )


def export_columns() -> dict[str, Listed]:
    """The staff; their phones are public, their ID numbers are not."""
    return {"cadres": _listing}


def _listing(wanted: Wanted) -> Listing[CadreFacts]:
    return Listing(
        name="干部", title="干部名册", columns=_columns(), rows=lambda: _exported(wanted),
        hint="一人一行。「包组」「代办内容」写几样就用顿号隔开，例如「一社、二社」。",
    )  # fmt: skip


def _columns() -> list[ExportColumn[CadreFacts]]:
    return [
        ExportColumn(title="姓名", room=9, of=lambda r: r.cadre.name),
        ExportColumn(
            title="类别", of=lambda r: r.cadre.kind.label, choices=tuple(kind.label for kind in CadreKind)
        ),
        ExportColumn(title="职务", room=12, of=lambda r: r.cadre.position),
        ExportColumn(
            title="性别", of=lambda r: r.cadre.gender.label if r.cadre.gender else "",
            choices=tuple(each.label for each in Gender),
        ),
        ExportColumn(title="电话", room=12, of=lambda r: r.cadre.phone, note="印在连心卡上，村民要打得通。"),
        ExportColumn(title="身份证号", room=19, of=lambda r: r.cadre.id_number, mask=mask_id_number, note="可以先空着。"),
        ExportColumn(title="包组", room=10, of=lambda r: "、".join(r.groups), note="例如「一社、二社」。包全村就空着，「全村」写「是」。"),
        ExportColumn(title="全村", of=lambda r: yes_no(r.cadre.whole_village), choices=YES_NO),
        ExportColumn(title="站长", of=lambda r: yes_no(r.cadre.is_head), choices=YES_NO),
        ExportColumn(title="参加值班", of=lambda r: yes_no(r.cadre.on_roster), choices=YES_NO, note="排进值班表的写「是」。"),
        ExportColumn(title="能带班", of=lambda r: yes_no(r.cadre.leads_duty), choices=YES_NO, note="可以当带班领导的写「是」。"),
        ExportColumn(title="代办员", of=lambda r: yes_no(r.cadre.is_agent), choices=YES_NO, note="印连心卡的写「是」。"),
        ExportColumn(title="代办内容", room=28, of=lambda r: "、".join(r.cadre.services), note="例如「医保、养老、低保」。"),
        ExportColumn(title="值班日", room=12, of=lambda r: duty_days_text(r.cadre.duty_days), note="例如「周一、周四」「周一至周五」「每天」。"),
        ExportColumn(title="分工", room=22, of=lambda r: r.cadre.duties),
        ExportColumn(title="到岗日期", of=lambda r: r.cadre.joined_on, shape=Shape.DATE),
        ExportColumn(title="离岗日期", of=lambda r: r.cadre.left_on, shape=Shape.DATE, typed=False),
    ]  # fmt: skip


def _exported(wanted: Wanted) -> list[CadreFacts]:
    known_groups, figures = groups(wanted.station_id), by_group(wanted.station_id)
    found = [_facts(cadre, known_groups, figures) for cadre in table.cadres(wanted.station_id, left=wanted.closed)]
    if wanted.ids is None:
        return found
    by_id = {row.cadre.id: row for row in found}
    return [by_id[each] for each in wanted.ids if each in by_id]


def todos(station_id: UUID, _today: date) -> list[Finding]:
    """Agents nobody can ring, and groups nobody covers."""
    serving = table.cadres(station_id)
    agents = [cadre for cadre in serving if cadre.is_agent]
    covered = {group for cadre in agents for group in cadre.group_ids}
    found = [
        replace(
            should("cadre.no_phone", "phone", f"{cadre.name}没有电话，连心卡上会空着。请补上电话。"), subject=cadre.id
        )
        for cadre in agents
        if not cadre.phone
    ]
    return found + [
        replace(
            should("group.no_agent", "group_ids", f"「{group.name}」还没有人包，请给它定一位代办员。"), subject=group.id
        )
        for group in groups(station_id)
        if group.closed_on is None and group.id not in covered
    ]
