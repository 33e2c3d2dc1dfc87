"""Lodging: rooms, beds, nights, spot checks, and the regime from day to day."""

from typing import Any

from peewee import SQL, ForeignKeyField, Model
from peewee import BigIntegerField as Int
from peewee import BlobField as Blob
from peewee import TextField as Text


class Frozen(Model):
    class Meta:
        legacy_table_names = False
        strict_tables = True


def keeps(table: Any, **options: Any) -> ForeignKeyField:
    return ForeignKeyField(table, on_delete="RESTRICT", on_update="RESTRICT", backref="+", **options)


class Stations(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "stations"


class Cadres(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "cadres"


class Rooms(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    name = Text(constraints=[SQL("CHECK (name <> '')")])
    position = Int()
    closed_on = Text(null=True)

    class Meta:
        table_name = "rooms"


class Beds(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    room = keeps(Rooms, index=False)
    name = Text(constraints=[SQL("CHECK (name <> '')")])
    closed_on = Text(null=True)

    class Meta:
        table_name = "beds"


class Nights(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    night = Text()
    cadre = keeps(Cadres, null=True)
    guest = Text()
    guest_unit = Text()
    bed = keeps(Beds, null=True)
    arrived_at = Int()
    left_at = Int(null=True)
    how = Text(constraints=[SQL("CHECK (\"how\" IN ('roll_call', 'phone', 'in_person', 'as_planned', 'spot_check'))")])
    note = Text()
    noted_by = Blob()
    closed_on = Text(null=True)
    cancelled_for = Text()

    class Meta:
        table_name = "nights"
        indexes = ((("station", "night"), False),)
        constraints = (
            SQL("CHECK ((cadre_id IS NULL) = (guest <> ''))"),
            SQL("CHECK (left_at IS NULL OR arrived_at < left_at)"),
            SQL("CHECK ((closed_on IS NULL) = (cancelled_for = ''))"),
        )


class SpotChecks(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    night = Text()
    at = Int()
    by_whom = Text(constraints=[SQL("CHECK (by_whom <> '')")])
    unit = Text()
    present = Text()
    away = Text()
    result = Text()
    note = Text()
    noted_by = Blob()
    closed_on = Text(null=True)

    class Meta:
        table_name = "spot_checks"
        indexes = ((("station", "night"), False),)


class RegimeTerms(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    from_on = Text()
    regime = Text(constraints=[SQL("CHECK (\"regime\" IN ('live_in', 'rotating'))")])
    document_number = Text()

    class Meta:
        table_name = "regime_terms"
        indexes = ((("station", "from_on"), True),)


def open_once(table: type[Frozen], title: str, *columns: str) -> None:
    named = ", ".join(f'"{column}"' for column in columns)
    table.add_index(
        SQL(f'CREATE UNIQUE INDEX "{title}_{"_".join(columns)}" ON "{title}" ({named}) WHERE ("closed_on" IS NULL)')
    )


open_once(Rooms, "rooms", "station_id", "name")
open_once(Beds, "beds", "room_id", "name")
open_once(Nights, "nights", "station_id", "night", "cadre_id")
open_once(Nights, "nights", "station_id", "night", "bed_id")


def up(_migrator: Any, database: Any) -> None:
    with database.bind_ctx([Stations, Cadres, Rooms, Beds, Nights, SpotChecks, RegimeTerms]):
        database.create_tables([Rooms, Beds, Nights, SpotChecks, RegimeTerms], safe=False)
