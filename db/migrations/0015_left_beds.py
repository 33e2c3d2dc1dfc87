"""A bed that somebody left in the night may be slept in by another."""

from typing import Any


def up(_migrator: Any, database: Any) -> None:
    database.execute_sql('DROP INDEX "nights_station_id_night_bed_id"')
    database.execute_sql(
        'CREATE UNIQUE INDEX "nights_station_id_night_bed_id" ON "nights" ("station_id", "night", "bed_id") '
        'WHERE (("closed_on" IS NULL) AND ("left_at" IS NULL))'
    )
