"""What the program ships with, read once: services, sample policies, certificates."""

import tomllib
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from venue_desk.domain.case_intake import Forbidden
from venue_desk.domain.money import parse_yuan
from venue_desk.domain.policies import PolicyEntry, RateEntry, tidy_policy


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """A thing villagers come for (事项): its everyday name, and the short word for the contact card."""

    name: str
    card: str
    group: str
    department: str
    method: str
    days: int


@dataclass(frozen=True, slots=True)
class SamplePolicy:
    """A policy with its dated rates, as a new station may take it over; `key` is for the demo only."""

    key: str
    entry: PolicyEntry
    rates: tuple[RateEntry, ...]


def table(*path: str) -> dict[str, Any]:
    """The TOML file at `path` below the shipped resources."""
    return tomllib.loads(files("resources").joinpath(*path).read_text("utf-8"))


@cache
def service_items() -> tuple[ServiceItem, ...]:
    """The service catalogue, in the order in which it is offered."""
    return tuple(ServiceItem(**row) for row in table("services.toml")["service"])


@cache
def certificates() -> tuple[Forbidden, ...]:
    """The certificates a village must not issue (民发〔2020〕20号)."""
    shipped = table("certificates.toml")
    return tuple(
        Forbidden(**{**row, "words": tuple(row["words"])}, document=shipped["document"])
        for row in shipped["certificate"]
    )


@cache
def sample_policies() -> tuple[SamplePolicy, ...]:
    """The sample policies; a rate ends on the day before the next one begins."""
    return tuple(_sample_policy(row) for row in table("policies.toml")["policy"])


def _sample_policy(row: dict[str, Any]) -> SamplePolicy:
    words = {name: value for name, value in row.items() if name not in ("key", "rates")}
    rates = [
        RateEntry(rate_fen=parse_yuan(rate["yuan"]), from_on=rate["from"], document_number=rate["document"])
        for rate in row["rates"]
    ]
    ended = [replace(rate, to_on=following.from_on - timedelta(days=1)) for rate, following in pairwise(rates)]
    return SamplePolicy(row["key"], tidy_policy(PolicyEntry(**words, is_sample=True)), (*ended, rates[-1]))
