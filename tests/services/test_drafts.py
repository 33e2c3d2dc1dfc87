"""Drafts as the forms use them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from tests.services.test_access import CHEAP, NOW, PASSWORD, SETUP, act_of
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.ids import new_id
from venue_desk.services import access
from venue_desk.services.drafts import Drafts


@pytest.fixture
def act(tmp_path: Path) -> Iterator[Act]:
    """The act of the head of a new station."""
    yield act_of(access.create_station_file(tmp_path / "data", SETUP, NOW, Random(1), CHEAP))
    access.sign_out()


def test_a_draft_is_there_after_the_next_start(act: Act, tmp_path: Path) -> None:
    Drafts(Announcer()).save(act, "cadre:new", {"name": "张", "services": "缴医保\n"})
    access.sign_out()
    access.sign_in(tmp_path / "data", "丁䶮", PASSWORD, NOW)
    draft = Drafts(Announcer()).load(act, "cadre:new")
    assert draft is not None
    assert draft.texts == {"name": "张", "services": "缴医保\n"}
    assert draft.updated_at == NOW


def test_a_draft_belongs_to_the_acting_cadre(act: Act) -> None:
    drafts = Drafts(Announcer())
    drafts.save(act, "cadre:new", {"name": "张"})
    drafts.save(replace(act, at=NOW + timedelta(minutes=1)), "household:7", {"number": "7"})
    other = replace(act, cadre_id=new_id(NOW, Random(9)))
    assert drafts.load(other, "cadre:new") is None
    assert drafts.unfinished(other) == []
    drafts.drop(other, "cadre:new")
    assert [draft.key for draft in drafts.unfinished(act)] == ["household:7", "cadre:new"]


def test_screens_hear_when_a_draft_appears_or_goes_and_not_at_every_letter(act: Act) -> None:
    announcer = Announcer()
    heard: list[frozenset[Topic]] = []
    announcer.subscribe(heard.append)
    drafts = Drafts(announcer)
    for text in ("张", "张文", "张文武"):
        drafts.save(act, "cadre:new", {"name": text})
    assert heard == [{Topic.DRAFTS}]
    drafts.drop(act, "cadre:new")
    drafts.drop(act, "cadre:new")
    assert heard == [{Topic.DRAFTS}, {Topic.DRAFTS}]
    assert drafts.load(act, "cadre:new") is None


def test_a_picture_neither_leaves_a_draft_nor_touches_one(act: Act) -> None:
    kept, of_pictures = Drafts(Announcer()), Drafts(Announcer(), keeps=False)
    kept.save(act, "cadre:new", {"name": "张"})
    assert of_pictures.load(act, "cadre:new") is None
    of_pictures.save(act, "cadre:new", {"name": "别人"})
    of_pictures.save(act, "household:new", {"number": "7"})
    of_pictures.drop(act, "cadre:new")
    assert [(draft.key, draft.texts) for draft in kept.unfinished(act)] == [("cadre:new", {"name": "张"})]
