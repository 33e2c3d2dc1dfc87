"""The desk itself: attendance, the duty log, belongings, seal uses, petty cash and handovers."""

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


class Villagers(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "villagers"


class SignOns(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    cadre = keeps(Cadres)
    day = Text()
    shift = Text(constraints=[SQL("CHECK (shift <> '')")])
    role = Text(constraints=[SQL("CHECK (\"role\" IN ('lead', 'on_duty'))")])
    begins_at = Int()
    ends_at = Int()
    on_at = Int()
    off_at = Int(null=True)
    noted_by = Blob()
    note = Text()

    class Meta:
        table_name = "sign_ons"
        indexes = (
            (("station", "day", "shift", "cadre"), True),
            (("station", "on_at"), False),
        )
        constraints = (SQL("CHECK (off_at IS NULL OR on_at <= off_at)"),)


class LogLines(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    at = Int()
    kind = Text(constraints=[SQL("CHECK (\"kind\" IN ('visit', 'call', 'incident'))")])
    who = Text()
    villager = keeps(Villagers, null=True)
    phone = Text()
    matter = Text(constraints=[SQL("CHECK (matter <> '')")])
    handling = Text()
    level = Text(null=True, constraints=[SQL("CHECK (\"level\" IN ('minor', 'major', 'grave'))")])
    reported_to = Text()
    reported_at = Int(null=True)
    day = Text()
    shift = Text()
    noted_by = Blob()
    closed_on = Text(null=True)

    class Meta:
        table_name = "log_lines"
        indexes = ((("station", "at"), False),)


class Belongings(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    kind = Text(constraints=[SQL("CHECK (\"kind\" IN ('key', 'seal', 'equipment', 'document'))")])
    name = Text(constraints=[SQL("CHECK (name <> '')")])
    count = Int(constraints=[SQL("CHECK (count > 0)")])
    place = Text()
    note = Text()
    closed_on = Text(null=True)

    class Meta:
        table_name = "belongings"


Belongings.add_index(
    SQL(
        'CREATE UNIQUE INDEX "belongings_station_id_name" ON "belongings" ("station_id", "name") WHERE ("closed_on" IS NULL)'
    )
)


class SealUses(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    year = Int()
    number = Int(constraints=[SQL("CHECK (number > 0)")])
    at = Int()
    seal = keeps(Belongings)
    for_whom = Text(constraints=[SQL("CHECK (for_whom <> '')")])
    matter = Text(constraints=[SQL("CHECK (matter <> '')")])
    copies = Int(constraints=[SQL("CHECK (copies > 0)")])
    approved_by = Blob()
    noted_by = Blob()
    closed_on = Text(null=True)
    cancelled_for = Text()

    class Meta:
        table_name = "seal_uses"
        indexes = (
            (("station", "year", "number"), True),
            (("station", "at"), False),
        )
        constraints = (SQL("CHECK ((closed_on IS NULL) = (cancelled_for = ''))"),)


class PettyCash(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    at = Int()
    amount_fen = Int(constraints=[SQL("CHECK (amount_fen <> 0)")])
    matter = Text(constraints=[SQL("CHECK (matter <> '')")])
    counterparty = Text()
    voucher = Text()
    noted_by = Blob()
    reverses = keeps("self", null=True, unique=True)

    class Meta:
        table_name = "petty_cash"
        indexes = ((("station", "at"), False),)


class Handovers(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    from_day = Text()
    from_shift = Text()
    to_day = Text()
    to_shift = Text()
    due_at = Int()
    giver = keeps(Cadres, index=False)
    lead_giver = keeps(Cadres, null=True, index=False)
    taker = keeps(Cadres, null=True, index=False)
    lead_taker = keeps(Cadres, null=True, index=False)
    situation = Text()
    notes = Text()
    state = Text(constraints=[SQL("CHECK (\"state\" IN ('open', 'given', 'sealed'))")])
    begun_at = Int()
    given_at = Int(null=True)
    taken_at = Int(null=True)
    previous_seal = Text()
    seal = Text()

    class Meta:
        table_name = "handovers"
        indexes = (
            (("station", "from_day", "from_shift"), True),
            (("station", "due_at"), False),
        )
        constraints = (SQL("CHECK ((state = 'sealed') = (seal <> ''))"),)


Handovers.add_index(
    SQL(
        'CREATE UNIQUE INDEX "handovers_station_id_previous_seal" ON "handovers" ("station_id", "previous_seal") WHERE ("seal" != \'\')'
    )
)


class HandoverItems(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    handover = keeps(Handovers, index=False)
    position = Int()
    group = Text(constraints=[SQL("CHECK (\"group\" IN ('due', 'papers', 'things', 'tonight'))")])
    icon = Text()
    fact = Text()
    detail = Text()
    mark = Text()
    urgent = Bool()
    source = Text()
    subject_id = Blob(null=True)
    state = Text(constraints=[SQL("CHECK (\"state\" IN ('waiting', 'accepted', 'differs', 'taken_as_is'))")])
    answered_at = Int(null=True)
    answered_by = Blob(null=True)
    difference = Text()
    followed_by = Blob(null=True)

    class Meta:
        table_name = "handover_items"
        indexes = ((("handover", "position"), True),)
        constraints = (SQL("CHECK ((state IN ('differs', 'taken_as_is')) = (difference <> ''))"),)


class HandoverAdditions(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    handover = keeps(Handovers)
    at = Int()
    noted_by = Blob()
    text = Text(constraints=[SQL("CHECK (text <> '')")])

    class Meta:
        table_name = "handover_additions"


NEW = (
    SignOns,
    LogLines,
    Belongings,
    SealUses,
    PettyCash,
    Handovers,
    HandoverItems,
    HandoverAdditions,
)


def up(_migrator: Any, database: Any) -> None:
    with database.bind_ctx(NEW):
        database.create_tables(NEW, safe=False)
