"""Cases: the network, the catalogue, the cases with all that belongs to them, and the originals held for villagers."""

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


class VillageGroups(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "village_groups"


class Hamlets(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "hamlets"


class Cadres(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "cadres"


class Households(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "households"


class Villagers(Frozen):
    id = Blob(primary_key=True)

    class Meta:
        table_name = "villagers"


class ServicePoints(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    level = Text(constraints=[SQL("CHECK (\"level\" IN ('group', 'station', 'township', 'county'))")])
    name = Text(constraints=[SQL("CHECK (name <> '')")])
    address = Text()
    phone = Text()
    hours = Text()
    contact = Text()
    group = keeps(VillageGroups, null=True, index=False)
    cadre = keeps(Cadres, null=True, index=False)
    closed_on = Text(null=True)

    class Meta:
        table_name = "service_points"


ServicePoints.add_index(
    SQL(
        'CREATE UNIQUE INDEX "service_points_station_id_name" ON "service_points" ("station_id", "name") WHERE ("closed_on" IS NULL)'
    )
)


class ServiceItems(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    root_id = Blob()
    version = Int(constraints=[SQL("CHECK (version > 0)")])
    name = Text(constraints=[SQL("CHECK (name <> '')")])
    family = Text()
    department = Text()
    kind = Text()
    basis = Text()
    conditions = Text()
    method = Text(constraints=[SQL("CHECK (\"method\" IN ('on_the_spot', 'on_behalf', 'accompanied', 'mobile'))")])
    decided_at = Text(constraints=[SQL("CHECK (\"decided_at\" IN ('group', 'station', 'township', 'county'))")])
    promised_days = Int(constraints=[SQL("CHECK (promised_days >= 0)")])
    presence = Bool()
    materials = Text()
    words = Text()
    from_on = Text()
    closed_on = Text(null=True)

    class Meta:
        table_name = "service_items"
        indexes = ((("root_id", "version"), True),)


ServiceItems.add_index(
    SQL(
        'CREATE UNIQUE INDEX "service_items_station_id_name" ON "service_items" ("station_id", "name") WHERE ("closed_on" IS NULL)'
    )
)


class Cases(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    number = Text(unique=True)
    villager = keeps(Villagers)
    household = keeps(Households)
    group = keeps(VillageGroups, index=False)
    hamlet = keeps(Hamlets, index=False)
    applicant = Text()
    phone = Text()
    channel = Text(constraints=[SQL("CHECK (\"channel\" IN ('desk', 'phone', 'visit', 'group'))")])
    acting_name = Text()
    acting_relation = Text()
    acting_phone = Text()
    acting_id_number = Text()
    item = keeps(ServiceItems, index=False)
    item_root_id = Blob()
    item_name = Text()
    matter = Text()
    method = Text(constraints=[SQL("CHECK (\"method\" IN ('on_the_spot', 'on_behalf', 'accompanied', 'mobile'))")])
    agent = keeps(Cadres, index=False)
    state = Text(
        constraints=[
            SQL(
                "CHECK (\"state\" IN ('accepted', 'amending', 'under_way', 'suspended', 'done', 'collected', 'archived', 'refused', 'withdrawn', 'terminated'))"
            )
        ]
    )
    level = Text(constraints=[SQL("CHECK (\"level\" IN ('group', 'station', 'township', 'county'))")])
    point = keeps(ServicePoints, null=True, index=False)
    place = Text()
    with_whom = Text()
    since_on = Text()
    accepted_at = Int()
    accepted_on = Text()
    accepted_by = Blob()
    promised_days = Int(constraints=[SQL("CHECK (promised_days >= 0)")])
    promised_on = Text()
    hand_in_on = Text(null=True)
    paused_on = Text(null=True)
    paused_days = Int(constraints=[SQL("CHECK (paused_days >= 0)")])
    extended_days = Int(constraints=[SQL("CHECK (extended_days >= 0)")])
    done_on = Text(null=True)
    worked_days = Int(null=True)
    on_time = Bool(null=True)
    result = Text()
    collected_on = Text(null=True)
    collected_by = Text()
    rating = Text(
        null=True, constraints=[SQL("CHECK (\"rating\" IN ('very_good', 'good', 'fair', 'bad', 'very_bad'))")]
    )
    rated_on = Text(null=True)
    rating_note = Text()
    mend_by = Text(null=True)
    mended_on = Text(null=True)
    held = Int(constraints=[SQL("CHECK (held >= 0)")])
    open = Bool()

    class Meta:
        table_name = "cases"
        indexes = (
            (("station", "open", "promised_on"), False),
            (("station", "group", "open", "accepted_on"), False),
            (("station", "agent", "open", "accepted_on"), False),
            (("station", "accepted_on"), False),
            (("station", "done_on"), False),
        )
        constraints = (SQL("CHECK (accepted_on <= promised_on)"),)


class CaseMaterials(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    case = keeps(Cases, index=False)
    position = Int()
    name = Text(constraints=[SQL("CHECK (name <> '')")])
    form = Text(constraints=[SQL("CHECK (\"form\" IN ('original', 'copy', 'both'))")])
    copies = Int(constraints=[SQL("CHECK (copies > 0)")])
    required = Bool()
    given = Bool()
    given_on = Text(null=True)

    class Meta:
        table_name = "case_materials"
        indexes = ((("case", "position"), True),)


class Batches(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    number = Text(unique=True)
    outward = Bool()
    point = keeps(ServicePoints, null=True, index=False)
    place = Text()
    at = Int()
    carried_by = Blob()
    received_by = Text()
    note = Text()

    class Meta:
        table_name = "batches"
        indexes = ((("station", "at"), False),)


class CaseSteps(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    case = keeps(Cases, index=False)
    position = Int()
    step = Text()
    at = Int()
    by = Blob()
    from_state = Text(
        null=True,
        constraints=[
            SQL(
                "CHECK (\"from_state\" IN ('accepted', 'amending', 'under_way', 'suspended', 'done', 'collected', 'archived', 'refused', 'withdrawn', 'terminated'))"
            )
        ],
    )
    to_state = Text(
        constraints=[
            SQL(
                "CHECK (\"to_state\" IN ('accepted', 'amending', 'under_way', 'suspended', 'done', 'collected', 'archived', 'refused', 'withdrawn', 'terminated'))"
            )
        ]
    )
    level = Text(constraints=[SQL("CHECK (\"level\" IN ('group', 'station', 'township', 'county'))")])
    place = Text()
    with_whom = Text()
    note = Text()
    due_on = Text(null=True)
    batch = keeps(Batches, null=True)
    before = Text()
    taken_back = Bool()

    class Meta:
        table_name = "case_steps"
        indexes = (
            (("case", "position"), True),
            (("station", "at"), False),
        )


class Appointments(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    case = keeps(Cases)
    method = Text(constraints=[SQL("CHECK (\"method\" IN ('on_the_spot', 'on_behalf', 'accompanied', 'mobile'))")])
    on = Text()
    hour = Text()
    place = Text()
    bring = Text()
    cadre = keeps(Cadres, index=False)
    kept_on = Text(null=True)
    closed_on = Text(null=True)

    class Meta:
        table_name = "appointments"
        indexes = ((("station", "on"), False),)


class HeldOriginals(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    case = keeps(Cases)
    villager = keeps(Villagers)
    name = Text(constraints=[SQL("CHECK (name <> '')")])
    pieces = Int(constraints=[SQL("CHECK (pieces > 0)")])
    envelope = Int(constraints=[SQL("CHECK (envelope > 0)")])
    taken_at = Int()
    taken_by = Blob()
    away_at = Text()
    returned_at = Int(null=True)
    returned_by = Blob(null=True)
    returned_to = Text()
    due_on = Text(null=True)

    class Meta:
        table_name = "held_originals"
        indexes = ((("station", "returned_at"), False),)


NEW = (
    ServicePoints,
    ServiceItems,
    Cases,
    CaseMaterials,
    Batches,
    CaseSteps,
    Appointments,
    HeldOriginals,
)


def up(_migrator: Any, database: Any) -> None:
    with database.bind_ctx(NEW):
        database.create_tables(NEW, safe=False)
