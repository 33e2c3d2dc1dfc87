"""Notices: short, their days in order, and shown on exactly those days."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from venue_desk.domain.findings import Severity
from venue_desk.domain.notices import TEXT_MAX, Notice, NoticeEntry, check_notice, shown, tidy_notice

TODAY = date(2026, 11, 23)


def notice(number: int, first: int, last: int | None, closed_on: date | None = None) -> Notice:
    """From so many days from today to so many days from today."""
    return Notice(
        id=UUID(int=number), station_id=UUID(int=0), text=f"{number}", closed_on=closed_on,
        from_on=TODAY + timedelta(days=first), to_on=None if last is None else TODAY + timedelta(days=last),
    )  # fmt: skip


def test_it_hangs_on_its_days_and_no_other() -> None:
    every = [
        notice(1, -5, -1), notice(2, -5, 0), notice(3, 0, 0), notice(4, 0, None), notice(5, 1, None),
        notice(6, -1, None, closed_on=TODAY), notice(7, -9, None),
    ]  # fmt: skip
    assert [each.text for each in shown(every, TODAY)] == ["4", "3", "2", "7"]
    assert [each.text for each in shown(every, TODAY + timedelta(days=1))] == ["5", "4", "7"]


@pytest.mark.parametrize(
    ("text", "last", "codes"),
    [
        ("交医保", 5, []), ("", 5, ["notice.text"]), ("　 \n", None, ["notice.text"]), ("交" * TEXT_MAX, None, []),
        ("交" * (TEXT_MAX + 1), None, ["notice.long"]), ("交医保", -3, ["notice.order"]), ("交医保", -1, ["notice.over"]),
    ],
)  # fmt: skip
def test_what_is_to_be_mended(text: str, last: int | None, codes: list[str]) -> None:
    first = TODAY - timedelta(days=2)
    entry = NoticeEntry(text=text, from_on=first, to_on=None if last is None else TODAY + timedelta(days=last))
    found = check_notice(tidy_notice(entry), TODAY)
    assert [finding.code for finding in found] == codes
    assert all((f.severity is Severity.SHOULD) == (f.code == "notice.over") for f in found)


def test_it_is_kept_as_one_line() -> None:
    assert tidy_notice(NoticeEntry(text=" 12月5日前\n  交医保 ", from_on=TODAY)).text == "12月5日前 交医保"
