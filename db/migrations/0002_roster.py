"""The roster: calendar, shifts, duties, leaves, swaps. Cadres learn who takes part in it and who may lead.

Printouts no longer list the kinds of paper there are: every version adds some.
"""

from typing import Any

from peewee import SQL, ForeignKeyField, Model
from peewee import BigIntegerField as Int
from peewee import BlobField as Blob
from peewee import BooleanField as Bool
from peewee import TextField as Text


class Frozen(Model):
    class Meta:
        legacy_table_names = False
        strict_tables = True


def keeps(table: type[Model], **options: Any) -> ForeignKeyField:
    return ForeignKeyField(table, on_delete="RESTRICT", on_update="RESTRICT", backref="+", **options)


class Stations(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "stations"


class Households(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "households"


class Cadres(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations)
    name = Text(constraints=[SQL("CHECK (name <> '')")])
    kind = Text(constraints=[SQL("CHECK (\"kind\" IN ('stationed', 'village', 'dispatched'))")])
    position = Text()
    gender = Text(null=True, constraints=[SQL("CHECK (\"gender\" IN ('male', 'female'))")])
    phone = Text()
    id_number = Text()
    group_ids = Text()
    whole_village = Bool()
    is_agent = Bool()
    is_head = Bool()
    services = Text()
    duty_days = Text()
    duties = Text()
    joined_on = Text(null=True)
    on_roster = Bool()
    leads_duty = Bool()
    left_on = Text(null=True)
    photo = Text()

    class Meta:
        table_name = "cadres"


class Printouts(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations)
    paper = Text()
    serial = Text(unique=True)
    title = Text()
    data = Text()
    printed_at = Int()
    printed_by = Blob()
    year = Int(null=True)
    cadre = keeps(Cadres, null=True)

    class Meta:
        table_name = "printouts"


class Issuances(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations)
    printout = keeps(Printouts, index=False)
    household = keeps(Households, index=False)
    paper = Text()
    year = Int(null=True)
    issued_on = Text()
    reason = Text(constraints=[SQL("CHECK (\"reason\" IN ('first', 'lost', 'changed'))")])
    times = Int(constraints=[SQL("CHECK (times > 0)")])

    class Meta:
        table_name = "issuances"
        indexes = (
            (("printout", "household", "times"), True),
            (("household", "paper", "year"), False),
        )


class Holidays(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    day = Text()
    off = Bool()
    name = Text()
    document_number = Text()
    closed_on = Text(null=True)

    class Meta:
        table_name = "holidays"


Holidays.add_index(
    SQL('CREATE UNIQUE INDEX "holidays_station_id_day" ON "holidays" ("station_id", "day") WHERE ("closed_on" IS NULL)')
)


class ShiftPatterns(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    from_on = Text()
    shifts = Text()
    rest_day_shifts = Text()
    document_number = Text()
    closed_on = Text(null=True)

    class Meta:
        table_name = "shift_patterns"


ShiftPatterns.add_index(
    SQL(
        'CREATE UNIQUE INDEX "shift_patterns_station_id_from_on" ON "shift_patterns" ("station_id", "from_on") WHERE ("closed_on" IS NULL)'
    )
)


class Duties(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    day = Text()
    shift = Text(constraints=[SQL("CHECK (shift <> '')")])
    role = Text(constraints=[SQL("CHECK (\"role\" IN ('lead', 'on_duty'))")])
    place = Int(constraints=[SQL("CHECK (place >= 0)")])
    begins_at = Int()
    ends_at = Int()
    cadre = keeps(Cadres, null=True)
    locked = Bool()
    stands_in_for = Blob(null=True)
    note = Text()

    class Meta:
        table_name = "duties"
        indexes = (
            (("station", "day", "shift", "role", "place"), True),
            (("station", "begins_at"), False),
        )
        constraints = (SQL("CHECK (begins_at < ends_at)"),)


class Publications(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    month = Text()
    published_at = Int()
    published_by = Blob()
    duties = Text()

    class Meta:
        table_name = "publications"
        indexes = ((("station", "month", "published_at"), False),)


class Leaves(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    cadre = keeps(Cadres)
    kind = Text(
        constraints=[SQL("CHECK (\"kind\" IN ('personal', 'sick', 'annual', 'official', 'training', 'other'))")]
    )
    from_on = Text()
    to_on = Text()
    reason = Text()
    state = Text(constraints=[SQL("CHECK (\"state\" IN ('asked', 'approved', 'refused', 'withdrawn'))")])
    asked_at = Int()
    asked_by = Blob()
    decided_at = Int(null=True)
    decided_by = Blob(null=True)

    class Meta:
        table_name = "leaves"
        indexes = ((("station", "to_on"), False),)
        constraints = (SQL("CHECK (from_on <= to_on)"),)


class Wishes(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    cadre = keeps(Cadres)
    day = Text()
    shift = Text()
    wants = Bool()
    closed_on = Text(null=True)

    class Meta:
        table_name = "wishes"
        indexes = ((("station", "day"), False),)


class Swaps(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    cadre = keeps(Cadres, index=False)
    duty = keeps(Duties)
    with_cadre = keeps(Cadres, index=False)
    return_duty = keeps(Duties, null=True)
    reason = Text()
    state = Text(
        constraints=[SQL("CHECK (\"state\" IN ('asked', 'accepted', 'approved', 'declined', 'refused', 'withdrawn'))")]
    )
    asked_at = Int()
    entered_by = Blob()
    answered_at = Int(null=True)
    answered_by = Blob(null=True)
    decided_at = Int(null=True)
    decided_by = Blob(null=True)

    class Meta:
        table_name = "swaps"
        indexes = ((("station", "asked_at"), False),)


MADE_ANEW = (Cadres, Printouts, Issuances)
NEW = (
    Holidays,
    ShiftPatterns,
    Duties,
    Publications,
    Leaves,
    Wishes,
    Swaps,
)

# Heads of groups serve no shifts; secretaries and stationed cadres lead, until the station says otherwise.
GUESSED = {
    "on_roster": "position NOT LIKE '%社长%' AND position NOT LIKE '%组长%'",
    "leads_duty": "is_head OR kind = 'stationed' OR position LIKE '%书记%' OR position LIKE '%村主任%'",
    "photo": "''",
}


def up(_migrator: Any, database: Any) -> None:
    with database.bind_ctx((*MADE_ANEW, *NEW)):
        for table in MADE_ANEW:
            _make_anew(database, table)
        database.create_tables(NEW, safe=False)


def _make_anew(database: Any, table: type[Model]) -> None:
    """SQLite changes no constraint of a table that is there: its rows wait beside it while it is made again."""
    name, fields = table._meta.table_name, table._meta.sorted_fields  # noqa: SLF001
    database.execute_sql(f'CREATE TEMPORARY TABLE waiting AS SELECT * FROM "{name}"')  # noqa: S608  # our own names
    database.execute_sql(f'DROP TABLE "{name}"')
    table.create_table(safe=False)
    columns = [field.column_name for field in fields]
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(GUESSED.get(column, f'"{column}"') if table is Cadres else f'"{column}"' for column in columns)
    database.execute_sql(f'INSERT INTO "{name}" ({names}) SELECT {values} FROM waiting')  # noqa: S608
    database.execute_sql("DROP TABLE waiting")
