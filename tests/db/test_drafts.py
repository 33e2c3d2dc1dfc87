"""What was typed is on disk as soon as it is acknowledged, whatever ends the process."""

import signal
import sys
from datetime import timedelta

import pytest

from db import drafts, integrity
from db.connection import close_database, open_database
from db.folder import DataFolder
from tests.db.people import CADRE, KEY, NOW, OTHER, beside
from venue_desk.domain.drafts import Draft

TYPES = """
import sys
from pathlib import Path
from uuid import UUID
from db import drafts
from db.connection import open_database
from tests.db.people import KEY, NOW
from venue_desk.domain.drafts import Draft
open_database(Path(sys.argv[1]), KEY)
text = ""
while True:
    text += "字"
    drafts.save(Draft(key="cadre", owner=UUID(sys.argv[2]), texts={"name": text}, updated_at=NOW))
    print(len(text), flush=True)
"""


def draft(key: str, minutes: int = 0, **texts: str) -> Draft:
    return Draft(key=key, owner=CADRE.id, texts=texts, updated_at=NOW + timedelta(minutes=minutes))


def test_a_draft_comes_back_and_is_replaced_and_dropped(opened_file: DataFolder) -> None:
    drafts.save(draft("cadre", name="张", services="缴医保\n认证"))
    drafts.save(draft("household", 5, number="0012"))
    drafts.save(draft("cadre", 9, name="张文"))
    assert drafts.load(CADRE.id, "cadre") == draft("cadre", 9, name="张文")
    assert [d.key for d in drafts.all_of(CADRE.id)] == ["cadre", "household"]
    drafts.drop(CADRE.id, "cadre")
    drafts.drop(CADRE.id, "never there")
    assert [d.key for d in drafts.all_of(CADRE.id)] == ["household"]
    assert integrity.check() == []


def test_a_draft_is_its_owners_alone(opened_file: DataFolder) -> None:
    drafts.save(draft("cadre", name="张"))
    assert drafts.load(OTHER.id, "cadre") is None
    drafts.drop(OTHER.id, "cadre")
    assert drafts.load(CADRE.id, "cadre") is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL; TerminateProcess is the same call for it")
def test_a_draft_survives_a_kill(opened_file: DataFolder) -> None:
    close_database()
    with beside(TYPES, opened_file.station, str(CADRE.id)) as typing:
        assert typing.stdout is not None
        lengths = [int(typing.stdout.readline()) for _ in range(30)]
        typing.send_signal(signal.SIGKILL)
        lengths += [int(line) for line in typing.stdout.read().split()]
    open_database(opened_file.station, KEY)
    kept = drafts.load(CADRE.id, "cadre")
    assert kept is not None
    assert len(kept.texts["name"]) - lengths[-1] in (0, 1)
