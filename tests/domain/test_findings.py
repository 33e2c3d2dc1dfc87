"""Breaches are values; the two exceptions that carry them survive the way back from another process."""

import pickle
from datetime import UTC, datetime
from uuid import UUID

import pytest

from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import blocking, must, should

FINDINGS = (must("a", "name", "请填写姓名。"), should("b", "phone", "电话只有 3 位。"))


def test_only_what_must_be_mended_blocks() -> None:
    assert blocking(FINDINGS) == FINDINGS[:1]


def test_refused_comes_back_whole_from_another_process() -> None:
    refused = pickle.loads(pickle.dumps(Refused(FINDINGS)))
    assert refused.findings == FINDINGS
    assert str(refused) == refused.sentence == "请填写姓名。电话只有 3 位。"


def test_an_act_needs_a_zone_and_knows_the_day_of_the_station() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Act(UUID(int=1), UUID(int=2), datetime(2026, 11, 23))  # noqa: DTZ001 the very fault
    assert Act(UUID(int=1), UUID(int=2), datetime(2026, 11, 22, 16, tzinfo=UTC)).today.day == 23
