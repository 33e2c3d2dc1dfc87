"""Every value comes back as it was, from its column and from an audit row; canonical JSON has one form."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.fields import (
    BoolField,
    DayField,
    EnumField,
    InstantField,
    IntField,
    JsonField,
    TextField,
    UuidField,
    revived,
)
from venue_desk.domain.canonical import canonical
from venue_desk.domain.households import Relation

MILLIS = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001  # the zone comes beside
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
).map(lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000))

KINDS: dict[str, tuple[Any, st.SearchStrategy[Any]]] = {
    "text": (TextField(), st.text()),
    "int": (IntField(), st.integers(-(2**63), 2**63 - 1)),
    "bool": (BoolField(), st.booleans()),
    "uuid": (UuidField(), st.uuids()),
    "day": (DayField(), st.dates()),
    "instant": (InstantField(), MILLIS),
    "enum": (EnumField(Relation), st.sampled_from(Relation)),
    "ids": (JsonField(tuple, UUID), st.lists(st.uuids()).map(tuple)),
    "texts": (JsonField(tuple, str), st.lists(st.text()).map(tuple)),
    "numbers": (JsonField(frozenset, int), st.frozensets(st.integers())),
    "facts": (
        JsonField(dict),
        st.dictionaries(st.text(), st.none() | st.integers() | st.text() | st.lists(st.booleans())),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_a_value_survives_its_column_and_its_audit_row(kind: str, data: st.DataObject) -> None:
    field, values = KINDS[kind]
    value = data.draw(st.none() | values)
    back = field.python_value(field.db_value(value))
    again = revived(field, json.loads(canonical(value)))
    assert back == again == value
    assert type(back) is type(again) is type(value)


@given(st.dictionaries(st.text(), st.integers()))
def test_canonical_text_does_not_depend_on_the_order(facts: dict[str, int]) -> None:
    assert canonical(facts) == canonical(dict(reversed(facts.items())))


def test_canonical_text_is_short_and_readable() -> None:
    china = timezone(timedelta(hours=8))
    facts = {
        "b": frozenset({3, 1}),
        "a": "䶮",
        "at": datetime(2026, 11, 23, 8, tzinfo=china),
        "day": date(2026, 11, 23),
        "relation": Relation.HEAD,
    }
    assert canonical(facts) == '{"a":"䶮","at":1795392000000,"b":[1,3],"day":"2026-11-23","relation":"head"}'


def test_a_value_that_json_cannot_tell_is_our_fault() -> None:
    with pytest.raises(TypeError, match="bytes"):
        canonical(b"")


def test_a_word_unknown_to_the_enum_is_our_fault() -> None:
    with pytest.raises(ValueError, match="cousin"):
        EnumField(Relation).db_value("cousin")
