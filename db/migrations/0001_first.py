"""The first schema, frozen: it is never edited, only followed by further steps."""

from typing import Any

from peewee import SQL, CompositeKey, ForeignKeyField, Model
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
    code = Text(unique=True, constraints=[SQL("CHECK (length(code) = 12)")])
    name = Text()
    village = Text()
    township = Text()
    county = Text()
    regime = Text(constraints=[SQL("CHECK (\"regime\" IN ('live_in', 'rotating'))")])
    phone = Text()
    supervision_phone = Text()
    address = Text()
    promise = Text()

    class Meta:
        table_name = "stations"


class VillageGroups(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    name = Text(constraints=[SQL("CHECK (name <> '')")])
    position = Int()
    closed_on = Text(null=True)

    class Meta:
        table_name = "village_groups"


VillageGroups.add_index(
    SQL(
        'CREATE UNIQUE INDEX "village_groups_station_id_name" ON "village_groups" ("station_id", "name") WHERE ("closed_on" IS NULL)'
    )
)


class Hamlets(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    group = keeps(VillageGroups)
    name = Text(constraints=[SQL("CHECK (name <> '')")])
    position = Int()
    closed_on = Text(null=True)

    class Meta:
        table_name = "hamlets"
        indexes = ((("station", "position", "id"), True),)


Hamlets.add_index(
    SQL('CREATE UNIQUE INDEX "hamlets_station_id_name" ON "hamlets" ("station_id", "name") WHERE ("closed_on" IS NULL)')
)


class Settings(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    key = Text()
    value = Int()
    from_on = Text()
    document_number = Text()

    class Meta:
        table_name = "settings"
        indexes = ((("station", "key", "from_on"), True),)


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
    left_on = Text(null=True)

    class Meta:
        table_name = "cadres"


class Households(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    number = Text(constraints=[SQL("CHECK (number <> '')")])
    group = keeps(VillageGroups)
    hamlet = keeps(Hamlets, index=False)
    head_name = Text(constraints=[SQL("CHECK (head_name <> '')")])
    head_pinyin = Text()
    phone = Text()
    address = Text()
    account = Text()
    bank = Text()
    land = Int(constraints=[SQL("CHECK (land >= 0)")])
    note = Text()
    closed_on = Text(null=True)
    closed_because = Text(null=True, constraints=[SQL("CHECK (\"closed_because\" IN ('died', 'moved', 'merged'))")])

    class Meta:
        table_name = "households"
        indexes = (
            (("hamlet", "closed_on", "number"), False),
            (("station", "closed_on", "head_pinyin", "number"), False),
            (("closed_on", "head_pinyin"), False),
        )
        constraints = (SQL("CHECK ((closed_on IS NULL) = (closed_because IS NULL))"),)


Households.add_index(
    SQL(
        'CREATE UNIQUE INDEX "households_station_id_number" ON "households" ("station_id", "number") WHERE ("closed_on" IS NULL)'
    )
)


class Villagers(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations)
    household = keeps(Households, index=False)
    name = Text(constraints=[SQL("CHECK (name <> '')")])
    relation = Text(
        constraints=[
            SQL(
                "CHECK (\"relation\" IN ('head', 'spouse', 'son', 'daughter', 'daughter_in_law', 'son_in_law', 'father', 'mother', 'grandchild', 'grandparent', 'sibling', 'other'))"
            )
        ]
    )
    id_number = Text()
    gender = Text(null=True, constraints=[SQL("CHECK (\"gender\" IN ('male', 'female'))")])
    born_on = Text(null=True)
    phone = Text()
    note = Text()
    closed_on = Text(null=True)
    closed_because = Text(null=True, constraints=[SQL("CHECK (\"closed_because\" IN ('died', 'moved', 'merged'))")])

    class Meta:
        table_name = "villagers"
        indexes = ((("household", "closed_on"), False),)
        constraints = (SQL("CHECK ((closed_on IS NULL) = (closed_because IS NULL))"),)


Villagers.add_index(
    SQL(
        'CREATE UNIQUE INDEX "villagers_one_head" ON "villagers" ("household_id") WHERE (("closed_on" IS NULL) AND ("relation" = \'head\'))'
    )
)


Villagers.add_index(SQL('CREATE INDEX "villagers_id_number" ON "villagers" ("id_number") WHERE ("id_number" != \'\')'))


class Policies(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    name = Text(constraints=[SQL("CHECK (name <> '')")])
    audience = Text()
    unit = Text()
    per = Text()
    method = Text()
    procedure = Text()
    department = Text()
    inquiry_phone = Text()
    is_sample = Bool()
    closed_on = Text(null=True)

    class Meta:
        table_name = "policies"


Policies.add_index(
    SQL(
        'CREATE UNIQUE INDEX "policies_station_id_name" ON "policies" ("station_id", "name") WHERE ("closed_on" IS NULL)'
    )
)


class Rates(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations)
    policy = keeps(Policies)
    rate_fen = Int(constraints=[SQL("CHECK (rate_fen >= 0)")])
    from_on = Text()
    to_on = Text(null=True)
    document_number = Text()
    closed_on = Text(null=True)

    class Meta:
        table_name = "rates"
        constraints = (SQL("CHECK (to_on IS NULL OR from_on <= to_on)"),)


Rates.add_index(
    SQL('CREATE UNIQUE INDEX "rates_policy_id_from_on" ON "rates" ("policy_id", "from_on") WHERE ("closed_on" IS NULL)')
)


class Entitlements(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations, index=False)
    household = keeps(Households, index=False)
    policy = keeps(Policies)
    year = Int()
    quantity = Int(constraints=[SQL("CHECK (quantity > 0)")])
    rate_fen = Int(constraints=[SQL("CHECK (rate_fen >= 0)")])
    amount_fen = Int(constraints=[SQL("CHECK (amount_fen >= 0)")])
    paid_on = Text(null=True)
    account = Text()
    note = Text()
    closed_on = Text(null=True)

    class Meta:
        table_name = "entitlements"
        indexes = (
            (("household", "year", "closed_on", "amount_fen"), False),
            (("station", "year", "closed_on", "amount_fen"), False),
        )


Entitlements.add_index(
    SQL(
        'CREATE UNIQUE INDEX "entitlements_household_id_policy_id_year" ON "entitlements" ("household_id", "policy_id", "year") WHERE ("closed_on" IS NULL)'
    )
)


class Printouts(Frozen):
    id = Blob(primary_key=True)
    station = keeps(Stations)
    paper = Text(
        constraints=[SQL("CHECK (\"paper\" IN ('contact-card', 'contact-card-a6', 'policy-sheet', 'hamlet-list'))")]
    )
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
    paper = Text(
        constraints=[SQL("CHECK (\"paper\" IN ('contact-card', 'contact-card-a6', 'policy-sheet', 'hamlet-list'))")]
    )
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


class Serials(Frozen):
    id = Text(primary_key=True)
    last = Int()

    class Meta:
        table_name = "serials"


class Drafts(Frozen):
    key = Text()
    owner = Blob()
    texts = Text()
    updated_at = Int()

    class Meta:
        table_name = "drafts"
        primary_key = CompositeKey("owner", "key")


class Audit(Frozen):
    id = Int(primary_key=True)
    at = Int()
    actor = Blob()
    station_id = Blob()
    table_name = Text()
    row_id = Blob(index=True)
    action = Text(
        constraints=[SQL("CHECK (\"action\" IN ('add', 'change', 'close', 'undo', 'reveal', 'admit', 'dismiss'))")]
    )
    before = Text(null=True)
    after = Text(null=True)
    previous = Text()
    hash = Text()

    class Meta:
        table_name = "audit"


TABLES = (
    Stations,
    VillageGroups,
    Hamlets,
    Settings,
    Cadres,
    Households,
    Villagers,
    Policies,
    Rates,
    Entitlements,
    Printouts,
    Issuances,
    Serials,
    Drafts,
    Audit,
)


def up(_migrator: Any, database: Any) -> None:
    with database.bind_ctx(TABLES):
        database.create_tables(TABLES, safe=False)
