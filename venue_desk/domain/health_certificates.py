"""Health certificates (健康证): whoever cooks has one that is valid (食品安全法 第四十五条: examined every year)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.calendar import short_date
from venue_desk.domain.findings import Finding, must, should

NAME_MAX, NUMBER_MAX = 12, 30
WARNED_BEFORE = timedelta(days=30)
LONGEST = timedelta(days=366)
C = TypeVar("C", bound="HealthCertificateEntry")


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCertificateEntry:
    """Whose it is (the cook need not be a cadre), its number, and its days: `expires_on` is the last on which it holds."""

    person: str
    number: str
    issued_on: date
    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCertificate(HealthCertificateEntry):
    """A certificate on record; closed once its holder cooks here no longer."""

    id: UUID
    station_id: UUID
    closed_on: date | None = None


def tidy_certificate(entry: C) -> C:
    """The entry as it is kept."""
    return replace(entry, person=entry.person.strip(), number=entry.number.strip())


def check_certificate(entry: HealthCertificateEntry, today: date) -> list[Finding]:
    """A name, a number, days in order; one that has expired or soon will is worth a look."""
    found = []
    for field, text, most, said in (
        ("person", entry.person, NAME_MAX, "请写是谁的健康证。"), ("number", entry.number, NUMBER_MAX, "请写健康证编号。"),
    ):  # fmt: skip
        if not text:
            found.append(must(f"certificate.{field}", field, said))
        elif len(text) > most:
            found.append(must("certificate.long", field, f"最多 {most} 个字，请写短一些。"))
    if entry.issued_on > today:
        found.append(must("certificate.issued_on", "issued_on", "发证日期在今天以后，请再看一遍证件。"))
    if entry.expires_on <= entry.issued_on:
        found.append(must("certificate.order", "expires_on", "有效期止在发证日期以前，请再看一遍证件。"))
    elif entry.expires_on - entry.issued_on > LONGEST:
        found.append(should("certificate.days", "expires_on", "健康证一般管一年，请再看一遍证件。"))
    return found


def expiring(certificates: Iterable[HealthCertificate], today: date) -> list[Finding]:
    """Those that have expired or will within 30 days, unless the same person has a newer one."""
    latest: dict[str, HealthCertificate] = {}
    for each in certificates:
        if each.person not in latest or latest[each.person].expires_on < each.expires_on:
            latest[each.person] = each
    pressing = [each for each in latest.values() if each.expires_on - WARNED_BEFORE <= today]
    return [_expiry(each, today) for each in sorted(pressing, key=lambda each: (each.expires_on, each.id))]


def _expiry(certificate: HealthCertificate, today: date) -> Finding:
    day = short_date(certificate.expires_on, today)
    if certificate.expires_on < today:
        found = must("certificate.expired", "", f"{certificate.person}的健康证{day}就过期了，换了新证再上灶。")
    else:
        found = should("certificate.expires", "", f"{certificate.person}的健康证{day}到期，请去体检换证。")
    return replace(found, subject=certificate.id, due=certificate.expires_on)
