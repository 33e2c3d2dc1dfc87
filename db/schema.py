"""The tuple of all tables, parents before children."""

from db import cadres, drafts, households, journal, policies, printouts, settings, stations
from db.table import Table

TABLES: tuple[type[Table], ...] = (
    *stations.TABLES,
    *settings.TABLES,
    *cadres.TABLES,
    *households.TABLES,
    *policies.TABLES,
    *printouts.TABLES,
    *drafts.TABLES,
    *journal.TABLES,
)
