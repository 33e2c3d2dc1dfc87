"""Receipts: the signed code on each, and what a scanned one proves, offline."""

from dataclasses import dataclass, replace
from random import Random
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from db import cases, journal, stations
from db import receipts as table
from venue_desk.changes import Announcer
from venue_desk.domain.acts import Act
from venue_desk.domain.cases import Case
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import must
from venue_desk.domain.ids import new_id
from venue_desk.domain.receipts import ReceiptCode, SigningKey, Verdict, read_code
from venue_desk.domain.stations import Station
from venue_desk.services.case_gaps import Gap, gap_at
from venue_desk.services.saved import known
from venue_desk.services.unit import work


@dataclass(frozen=True, slots=True)
class ReadReceipt:
    """What a scanned code proves, and the case it leads to if it is one of ours."""

    verdict: Verdict
    code: ReceiptCode | None = None
    case: Case | None = None
    gap: Gap | None = None
    """By whom and when the registration was taken back."""


@dataclass(frozen=True, slots=True)
class Receipts:
    """The verbs of the receipts."""

    announcer: Announcer
    random: Random

    def code(self, act: Act, case: Case) -> str:
        """The text of the code on a case's receipt; the station's key is made with its first case."""
        self._key(act)
        return code_of(known(stations.station(case.station_id), act.station_id), case)

    def public_key(self, act: Act) -> str:
        """What the township needs to tell this station's receipts from forged ones."""
        return self._key(act).public

    def read(self, act: Act, text: str) -> ReadReceipt:
        """What a scanned code proves. A genuine one of ours leads to its case, though it was promised anew since."""
        code = read_code(text)
        if code is None:
            return ReadReceipt(Verdict.TORN)
        home = known(stations.station(act.station_id), act.station_id)
        of = stations.station_by_code(code.station_code)
        if of is None:
            return ReadReceipt(Verdict.FOREIGN, code)
        if not any(genuine(code, key.public) for key in table.signing_keys(of.id)):
            return ReadReceipt(Verdict.FORGED, code)
        case = cases.by_number(code.number)
        if of.id != home.id:
            return ReadReceipt(Verdict.FOREIGN, code, case)
        if case is None:
            gap = gap_at(home.id, code.number)
            return ReadReceipt(Verdict.UNDONE if gap else Verdict.LOST, code, gap=gap)
        return ReadReceipt(Verdict.GENUINE, code, case)

    def _key(self, act: Act) -> SigningKey:
        kept = _key_in_use(act.station_id)
        if kept is not None:
            return kept
        pair = Ed25519PrivateKey.generate()
        made = SigningKey(
            id=new_id(act.at, self.random), station_id=act.station_id, made_at=act.at,
            public=pair.public_key().public_bytes_raw().hex(), private=pair.private_bytes_raw().hex(),
        )  # fmt: skip
        with work(self.announcer):
            journal.add(act, table.SigningKeyTable, made)
        return made


def code_of(station: Station, case: Case) -> str:
    """The signed text for a case's receipt; "" while the station has no key, which it gets with its first case."""
    key = _key_in_use(station.id)
    if key is None:
        return ""
    unsigned = ReceiptCode(station_code=station.code, number=case.number, promised_on=case.promised_on)
    signature = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key.private)).sign(unsigned.message)
    return replace(unsigned, signature=signature).text


def _key_in_use(station_id: UUID) -> SigningKey | None:
    return next((key for key in table.signing_keys(station_id) if key.closed_on is None), None)


def genuine(code: ReceiptCode, public: str) -> bool:
    """Whether the code was signed by the key whose public half this is."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(code.signature, code.message)
    except (InvalidSignature, ValueError):
        return False
    return True


def verdict_offline(text: str, public: str) -> tuple[Verdict, ReceiptCode]:
    """What the township finds with nothing but the station's public key; refused if the code is torn."""
    code = read_code(text)
    if code is None:
        raise Refused([must("receipt.torn", "code", Verdict.TORN.sentence)])
    return Verdict.GENUINE if genuine(code, public) else Verdict.FORGED, code
