"""Settings: the number in force on the date of the fact applies."""

from dataclasses import replace
from datetime import date

import pytest

from venue_desk.desk import Desk
from venue_desk.domain.errors import Refused
from venue_desk.domain.settings import RULES, SettingEntry

ENTRY = SettingEntry(key="posting_days", value=10, from_on=date(2026, 7, 1), document_number="示例〔2026〕9号")


def test_a_number_holds_from_its_day_on(desk: Desk) -> None:
    station = desk.act().station_id
    saved = desk.settings.set(desk.act(), ENTRY)
    desk.settings.set(desk.act(), replace(ENTRY, value=15, from_on=date(2027, 1, 1)))
    on = [
        desk.settings.value(station, "posting_days", day)
        for day in (date(2026, 6, 30), date(2026, 7, 1), date(2027, 1, 1))
    ]
    assert on == [7, 10, 15]
    row = next(r for r in desk.settings.rows(station, date(2026, 11, 23)) if r.rule.key == "posting_days")
    assert (row.value, row.setting, len(row.history)) == (10, saved.record, 2)


def test_what_was_never_set_is_the_default(desk: Desk) -> None:
    rows = desk.settings.rows(desk.act().station_id, date(2026, 11, 23))
    assert [(row.value, row.setting) for row in rows] == [(rule.default, None) for rule in RULES]


def test_out_of_range_and_the_same_day_twice_are_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="1 到 60"):
        desk.settings.set(desk.act(), replace(ENTRY, value=0))
    first = desk.settings.set(desk.act(), ENTRY).record
    with pytest.raises(Refused) as refused:
        desk.settings.set(desk.act(), replace(ENTRY, value=12))
    assert refused.value.findings[0].field == "from_on"
    changed = desk.settings.change(desk.act(), first, replace(ENTRY, value=12))
    assert desk.settings.value(first.station_id, "posting_days", ENTRY.from_on) == 12
    desk.undo(desk.act(), changed)
    assert desk.settings.value(first.station_id, "posting_days", ENTRY.from_on) == 10
