"""The regime of the station (制度) as it was in force day by day: dated terms, each with the document that set it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from venue_desk.domain.calendar import short_date
from venue_desk.domain.findings import Finding, must, should
from venue_desk.domain.roster import month_of
from venue_desk.domain.stations import Regime

T = TypeVar("T", bound="RegimeTermEntry")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeTermEntry:
    """The station is kept by `regime` from `from_on` on, until the next term begins."""

    from_on: date
    regime: Regime
    document_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeTerm(RegimeTermEntry):
    """A term on record."""

    id: UUID
    station_id: UUID


def regime_on(terms: Iterable[RegimeTermEntry], day: date, before: Regime) -> Regime:
    """The regime in force on the day; `before` is that of the station's set-up, as long as no term has begun."""
    begun = [term for term in terms if term.from_on <= day]
    return max(begun, key=lambda term: term.from_on).regime if begun else before


def coming_text(terms: Iterable[RegimeTermEntry], today: date) -> str:
    """12月1日起改为集中食宿, of the next change to come; nothing to say if none is."""
    coming = min((term for term in terms if term.from_on > today), key=lambda term: term.from_on, default=None)
    return f"{short_date(coming.from_on, today)}起改为{coming.regime.label}" if coming else ""


def put_off(terms: Iterable[T], entry: RegimeTermEntry, today: date) -> T | None:
    """The coming change to the same regime that the entry puts off to its later day, unless another begins there or between."""
    terms = tuple(terms)
    if any(term.from_on == entry.from_on for term in terms):
        return None
    coming = (term for term in terms if today < term.from_on < entry.from_on)
    last = max(coming, key=lambda term: term.from_on, default=None)
    return last if last is not None and last.regime is entry.regime else None


def takes_effect(terms: Iterable[RegimeTermEntry], entry: RegimeTermEntry, before: Regime, today: date) -> bool:
    """Whether the entry changes what is on record: the regime from its day on, when it begins, or its document."""
    terms = tuple(terms)
    if regime_on(terms, entry.from_on, before) is not entry.regime or put_off(terms, entry, today):
        return True
    documents = [term.document_number for term in terms if term.from_on == entry.from_on]
    return bool(documents and entry.document_number) and entry.document_number not in documents


def same_regime(entry: RegimeTermEntry) -> Finding:
    """Said where an entry changes nothing."""
    return must("regime.same", "regime", f"到那一天本来就是{entry.regime.label}，不用再改。")


def tidy_term(entry: RegimeTermEntry) -> RegimeTermEntry:
    """The entry as it is kept."""
    return replace(entry, document_number=entry.document_number.strip())


def check_term(entry: RegimeTermEntry, others: Iterable[RegimeTermEntry], before: Regime, today: date) -> list[Finding]:
    """One term a day, none that changes nothing; within a month both regimes are counted, each by its days.

    What lies back is reckoned anew, and told.
    """
    others = tuple(others)
    findings = []
    if any(other.from_on == entry.from_on for other in others):
        findings.append(must("regime.twice", "from_on", "这一天起已经定过值守办法了，请改那一条，或换一个日期。"))
    elif regime_on(others, entry.from_on, before) is entry.regime:
        findings.append(same_regime(entry))
    if entry.from_on.day > 1:
        said = "从月中改起，这个月会按前后两种办法分段算。一般从 1 日起改。"
        findings.append(should("regime.within", "from_on", said))
    if entry.from_on < month_of(today):
        said = f"{entry.from_on.month}月起的各个月都会按新办法重算，印出去的表不会变。"
        findings.append(should("regime.past", "from_on", said))
    elif entry.from_on < today:
        findings.append(should("regime.past", "from_on", "这个月已经过去的晚上，也会按新办法重算。"))
    if not entry.document_number:
        findings.append(should("regime.document", "document_number", "还没写依据，建议写上改办法的文号。"))
    return findings
