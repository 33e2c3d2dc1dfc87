"""The households as a list for Excel: every member a row, household by household."""

from collections import defaultdict
from collections.abc import Callable
from uuid import UUID

from db import household_list
from db import households as table
from db.stations import groups, hamlets
from venue_desk.domain.households import (
    Household,
    HouseholdFilter,
    HouseholdRow,
    MemberRow,
    Relation,
    Villager,
    in_order,
)
from venue_desk.domain.identity import Gender, mask_account, mask_id_number, mask_phone
from venue_desk.exchange.writing import Cell, Shape
from venue_desk.services.listings import ExportColumn, Listing, Wanted, by_pages, yes_no


def household_listing(wanted: Wanted) -> Listing[MemberRow]:
    """The register as a listing; a closed household is listed with everyone it had."""
    return Listing(
        name="农户", title="农户名册", columns=_columns(wanted), rows=lambda: _member_rows(wanted), frozen=5,
        begins=lambda row: row.first, hint="一人一行。一户的人挨着写，户号、社、户主每行都写；耕地、账号写在户主那行。",
    )  # fmt: skip


def _columns(wanted: Wanted) -> list[ExportColumn[MemberRow]]:
    places = hamlets(wanted.station_id) if wanted.station_id else []
    names = tuple(hamlet.name for hamlet in places if hamlet.closed_on is None)
    return [*_person_columns(names), *_home_columns(wanted.year)]


def _person_columns(places: tuple[str, ...]) -> list[ExportColumn[MemberRow]]:
    return [
        ExportColumn(title="户号", of=lambda r: r.row.household.number, note="村里自己的编号，例如 0012。一户一个号。"),
        ExportColumn(title="社", of=lambda r: r.row.hamlet, choices=places, note="这户住在哪个社。"),
        ExportColumn(title="组", of=lambda r: r.group, typed=False),
        ExportColumn(title="户主", room=9, of=lambda r: r.row.household.head_name),
        ExportColumn(title="姓名", room=9, of=lambda r: r.villager.name, note="身份证上的名字，少数民族姓名中间用「·」。"),
        ExportColumn(
            title="与户主关系", of=lambda r: r.villager.relation.label, choices=tuple(each.label for each in Relation),
            note="每户有且只有一位「户主」。",
        ),
        ExportColumn(
            title="性别", of=lambda r: r.villager.gender.label if r.villager.gender else "",
            choices=tuple(each.label for each in Gender), note="有身份证号可以不填。",
        ),
        ExportColumn(title="出生日期", of=lambda r: r.villager.born_on, shape=Shape.DATE, note="有身份证号可以不填。"),
        ExportColumn(
            title="身份证号", room=19, of=lambda r: r.villager.id_number, mask=mask_id_number, note="18 位，末位可以是 X。可以先空着。"
        ),
        ExportColumn(title="电话", room=12, of=lambda r: r.villager.phone, mask=mask_phone, note="本人的电话。"),
    ]  # fmt: skip


def _home_columns(year: int) -> list[ExportColumn[MemberRow]]:
    def first(of: Callable[[HouseholdRow], Cell]) -> Callable[[MemberRow], Cell]:
        return lambda r: of(r.row) if r.first else None

    return [
        ExportColumn(
            title="耕地（亩）", of=first(lambda h: h.household.land or None), shape=Shape.QUANTITY, note="只写在户主那行。"
        ),
        ExportColumn(
            title="一卡通账号", room=20, of=first(lambda h: h.household.account), mask=mask_account, note="只写在户主那行，只有数字。"
        ),
        ExportColumn(title="开户行", room=11, of=first(lambda h: h.household.bank)),
        ExportColumn(title="地址", room=16, of=first(lambda h: h.household.address)),
        ExportColumn(title="户电话", room=12, of=first(lambda h: h.household.phone), mask=mask_phone, note="全家共用的电话，没有就空着。"),
        ExportColumn(title="户备注", room=12, of=first(lambda h: h.household.note)),
        ExportColumn(title="备注", room=12, of=lambda r: r.villager.note, note="这个人的备注。"),
        ExportColumn(
            title=f"{year}年补贴（元）", of=first(lambda h: h.entitled_fen), shape=Shape.MONEY, typed=False
        ),
        ExportColumn(title="连心卡", of=first(lambda h: yes_no(h.has_card)), typed=False),
        ExportColumn(title=f"{year}年知情卡", of=first(lambda h: yes_no(h.has_sheet)), typed=False),
    ]  # fmt: skip


def _member_rows(wanted: Wanted) -> list[MemberRow]:
    station_id = wanted.station_id
    shown = wanted.households or HouseholdFilter(year=wanted.year)
    rows = by_pages(
        lambda offset, limit: household_list.page(
            station_id, shown, wanted.household_order, descending=wanted.descending, offset=offset, limit=limit
        )
    )
    names = {group.id: group.name for group in groups(station_id)}
    people: dict[UUID, list[Villager]] = defaultdict(list)
    for start in range(0, len(rows), 500):
        for member in table.members_of([row.household.id for row in rows[start : start + 500]]):
            people[member.household_id].append(member)
    return [
        MemberRow(row=row, group=names[row.household.group_id], villager=villager, first=place == 0)
        for row in rows
        for place, villager in enumerate(_shown(row.household, people[row.household.id]))
    ]


def _shown(household: Household, people: list[Villager]) -> list[Villager]:
    """Of a closed household everyone, else those who live there."""
    return in_order(person for person in people if household.closed_on or person.closed_on is None)
