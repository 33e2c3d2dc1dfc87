"""Drafts: nothing typed is lost, whatever happens to the window."""

from collections.abc import Mapping
from dataclasses import dataclass

from db import drafts
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.drafts import Draft
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True)
class Drafts:
    """The unfinished forms of the acting cadre. It is told when one appears or goes, not at every letter typed."""

    announcer: Announcer
    keeps: bool = True
    """False for pictures: what a picture shows half typed is nobody's draft, and a cadre's own is not touched."""

    def save(self, act: Act, key: str, texts: Mapping[str, str]) -> None:
        """Keep what is typed so far; when this returns it is on disk."""
        if not self.keeps:
            return
        known = drafts.load(act.cadre_id, key) is not None
        with work(self.announcer, *(() if known else (Topic.DRAFTS,))):
            drafts.save(Draft(key=key, owner=act.cadre_id, texts=dict(texts), updated_at=act.at))

    def load(self, act: Act, key: str) -> Draft | None:
        """What the cadre had typed into this form, if it was not saved."""
        return drafts.load(act.cadre_id, key) if self.keeps else None

    def unfinished(self, act: Act) -> list[Draft]:
        """All of the cadre's drafts, the latest first."""
        return drafts.all_of(act.cadre_id)

    def drop(self, act: Act, key: str) -> None:
        """The form was saved or given up."""
        if self.keeps and drafts.load(act.cadre_id, key) is not None:
            with work(self.announcer, Topic.DRAFTS):
                drafts.drop(act.cadre_id, key)
