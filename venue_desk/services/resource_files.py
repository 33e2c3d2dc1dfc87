"""What the program ships with, read once: services, sample policies, certificates."""

import tomllib
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from venue_desk.domain.case_intake import Forbidden
from venue_desk.domain.catalogue import Material, MaterialForm, Method, ServiceItemEntry, tidy_item
from venue_desk.domain.money import parse_yuan
from venue_desk.domain.network import Level
from venue_desk.domain.policies import PolicyEntry, RateEntry, tidy_policy
from venue_desk.domain.public_screen import ShownMethod


@dataclass(frozen=True, slots=True)
class ShippedItem:
    """An item as a new station takes it over (事项), and the short word for it on a contact card."""

    card: str
    group: str
    entry: ServiceItemEntry


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
def service_items() -> tuple[ShippedItem, ...]:
    """The service catalogue, in the order in which it is offered."""
    return tuple(_shipped_item(row) for row in table("services.toml")["service"])


@cache
def methods() -> tuple[ShownMethod, ...]:
    """The four ways of doing it, as they are told to villagers."""
    return tuple(
        ShownMethod(word=Method(row["key"]).label, sentence=row["sentence"]) for row in table("services.toml")["method"]
    )


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


def _shipped_item(row: dict[str, Any]) -> ShippedItem:
    words = {name: value for name, value in row.items() if name not in ("card", "group", "days")}
    entry = ServiceItemEntry(
        **words | {
            "promised_days": row["days"], "method": Method(row["method"]), "decided_at": Level(row["decided_at"]),
            "words": tuple(row["words"]), "materials": tuple(_material(each) for each in row["materials"]),
        }
    )  # fmt: skip
    return ShippedItem(row["card"], row["group"], tidy_item(entry))


def _material(row: dict[str, Any]) -> Material:
    return Material(**row | {"form": MaterialForm(row["form"])})


def _sample_policy(row: dict[str, Any]) -> SamplePolicy:
    words = {name: value for name, value in row.items() if name not in ("key", "rates")}
    rates = [
        RateEntry(rate_fen=parse_yuan(rate["yuan"]), from_on=rate["from"], document_number=rate["document"])
        for rate in row["rates"]
    ]
    ended = [replace(rate, to_on=following.from_on - timedelta(days=1)) for rate, following in pairwise(rates)]
    return SamplePolicy(row["key"], tidy_policy(PolicyEntry(**words, is_sample=True)), (*ended, rates[-1]))
