"""Drafts: what was typed and not yet saved, kept as rows so that nothing typed is lost. Not records: no audit."""

from uuid import UUID

from peewee import CompositeKey

from db.fields import InstantField, JsonField, TextField, UuidField
from db.table import Table, many
from venue_desk.domain.drafts import Draft


class DraftTable(Table):
    """One draft a cadre and form."""

    key = TextField()
    owner = UuidField()
    texts = JsonField(dict)
    updated_at = InstantField()

    class Meta:
        table_name = "drafts"
        primary_key = CompositeKey("owner", "key")


TABLES: tuple[type[Table], ...] = (DraftTable,)


def save(draft: Draft) -> None:
    """Keep it, in place of what was kept under the same key."""
    insert = DraftTable.insert(DraftTable.values_of(draft))
    insert.on_conflict(
        conflict_target=[DraftTable.owner, DraftTable.key], preserve=[DraftTable.texts, DraftTable.updated_at]
    ).execute()


def load(owner: UUID, key: str) -> Draft | None:
    """The draft under this key, if there is one."""
    found = many(Draft, DraftTable.select().where((DraftTable.owner == owner) & (DraftTable.key == key)))
    return found[0] if found else None


def all_of(owner: UUID) -> list[Draft]:
    """What a cadre left unfinished, the latest first."""
    return many(Draft, DraftTable.select().where(DraftTable.owner == owner).order_by(DraftTable.updated_at.desc()))


def drop(owner: UUID, key: str) -> None:
    """The form was saved or given up."""
    DraftTable.delete().where((DraftTable.owner == owner) & (DraftTable.key == key)).execute()
