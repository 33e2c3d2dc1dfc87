"""Serials: what people read on paper."""

from datetime import date

from venue_desk.domain.printouts import PaperKey, serial_of


def test_a_serial_tells_village_kind_day_and_place_in_the_day() -> None:
    day = date(2026, 11, 23)
    assert serial_of("621122105203", PaperKey.POLICY_SHEET, day, 7) == "105203-Z-20261123-0007"
    kinds = {serial_of("621122105203", paper, day, 1) for paper in PaperKey}
    assert len(kinds) == len(PaperKey)
    assert serial_of("621122105203", PaperKey.HAMLET_LIST, day, 12345).endswith("-12345")
