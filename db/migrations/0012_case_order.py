"""The register of cases in the order of applicants and of items, also where a file holds a county's."""

from typing import Any

ORDERS = {"applicant": "cases_station_id_open_applicant_id", "item_name": "cases_station_id_open_item_name_id"}
"""By their column; the id keeps two of one name in place."""


def up(_migrator: Any, database: Any) -> None:
    for column, name in ORDERS.items():
        database.execute_sql(f'CREATE INDEX "{name}" ON "cases" ("station_id", "open", "{column}", "id")')
