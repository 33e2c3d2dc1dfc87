"""A swap goes its way step by step, and a duty waits in one at a time."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest

from venue_desk.domain.ids import new_id
from venue_desk.domain.swaps import REASON_MAX, Swap, SwapEntry, SwapState, check_step, check_swap

NOW = datetime(2026, 12, 9, 2, tzinfo=UTC)
MINE, THEIRS, OTHER, STATION, WHO, WITH = (new_id(NOW, Random(number)) for number in range(6))
S = SwapState
OPEN = Swap(
    id=STATION, station_id=STATION, cadre_id=WHO, with_cadre_id=WITH, duty_id=MINE, return_duty_id=THEIRS, state=S.ASKED,
    asked_at=NOW, entered_by=WHO,
)  # fmt: skip


@pytest.mark.parametrize(
    ("duty", "back", "fields"),
    [
        (MINE, None, ["duty_id"]), (THEIRS, None, ["duty_id"]), (OTHER, MINE, ["return_duty_id"]), (OTHER, None, []),
        (THEIRS, MINE, ["duty_id", "return_duty_id"]),
    ],
)  # fmt: skip
def test_a_duty_waits_in_one_swap_at_a_time(duty: object, back: object, fields: list[str]) -> None:
    entry = replace(OPEN, duty_id=duty, return_duty_id=back)  # type: ignore[arg-type]
    assert [finding.field for finding in check_swap(entry, [OPEN])] == fields
    assert check_swap(entry, []) == []


def test_one_that_simply_helps_out_speaks_of_one_duty() -> None:
    assert replace(OPEN, return_duty_id=None).duty_ids == {MINE}
    assert OPEN.duty_ids == {MINE, THEIRS}


@pytest.mark.parametrize(("length", "said"), [(REASON_MAX, []), (REASON_MAX + 1, ["swap.reason"])])
def test_a_reason_fits_its_line(length: int, said: list[str]) -> None:
    entry = SwapEntry(duty_id=MINE, with_cadre_id=WITH, reason="事" * length)
    assert [finding.code for finding in check_swap(entry, [])] == said


@pytest.mark.parametrize(
    ("state", "may"),
    [
        (S.ASKED, {S.ACCEPTED, S.DECLINED, S.WITHDRAWN}),
        (S.ACCEPTED, {S.APPROVED, S.REFUSED, S.WITHDRAWN}),
        *((ended, set()) for ended in S if ended not in (S.ASKED, S.ACCEPTED)),
    ],
)
def test_a_swap_is_asked_accepted_and_approved_in_this_order(state: SwapState, may: set[SwapState]) -> None:
    found = {to: check_step(replace(OPEN, state=state), to) for to in S}
    assert {to for to, findings in found.items() if not findings} == may
    refused = next(findings[0].sentence for findings in found.values() if findings)
    assert ("先问对方" in refused) is (state is S.ASKED)
