"""The code on a case's receipt (回执): number and promise without a name, in letters a scanner types safely, and signed."""

import re
from base64 import b32decode, b32encode
from binascii import Error
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

MARK = "QH1"
"""What every code begins with; another layout gets another number."""

_CODE = re.compile(r"(QH\d)\*(\d{12})\*(\d{6}-\d{8}-\d{4,6})\*(\d{8})\*([A-Z2-7]{103})")
"""Upper case only: a QR code holds these in eleven bits a pair, and no input method takes them for pinyin."""


class Verdict(StrEnum):
    """What a code proves offline."""

    GENUINE = "genuine"
    FOREIGN = "foreign"
    """Well formed and of another station, whose key is not known here."""
    UNDONE = "undone"
    """Signed by this station, and the registration was taken back since."""
    LOST = "lost"
    """Signed by this station, which knows nothing of that number."""
    FORGED = "forged"
    TORN = "torn"
    """Part of a code, or none of ours."""

    @property
    def sentence(self) -> str:
        """What the desk says."""
        return {
            "genuine": "回执是真的。",
            "foreign": "这是别的站的回执，请到开回执的站去办。",
            "undone": "这张回执是本站开的，登记后来撤销了，这件没有在办。请问清来意，要办就重新登记。",
            "lost": "这张回执是本站开的，可是登记里没有这个编号，可能用过较早的备份。请照纸上写的重新登记。",
            "forged": "回执上的码和本站开出的对不上，可能改过或是假的。请按编号查找，核对纸上的内容。",
            "torn": "没有扫全，请把回执摊平再扫一次，或按编号查找。",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptCode:
    """What a code says: of which station, which case, promised for when. No personal data."""

    station_code: str
    number: str
    promised_on: date
    signature: bytes = b""

    @property
    def message(self) -> bytes:
        """What is signed."""
        return f"{MARK}*{self.station_code}*{self.number}*{self.promised_on:%Y%m%d}".encode()

    @property
    def text(self) -> str:
        """As it stands in the QR code."""
        return f"{self.message.decode()}*{b32encode(self.signature).decode().rstrip('=')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A station's key pair (Ed25519), raw bytes in hex; the public half is given to the township."""

    id: UUID
    station_id: UUID
    public: str
    private: str
    made_at: datetime
    closed_on: date | None = None


def looks_like_receipt(text: str) -> bool:
    """Whether what was scanned is meant to be a receipt, whole or torn."""
    return text.strip().upper().startswith("QH") and "*" in text


def read_code(text: str) -> ReceiptCode | None:
    """The parts of a code; None for one that is torn or none of ours."""
    found = _CODE.fullmatch(text.strip().upper())
    if found is None or found[1] != MARK:
        return None
    try:
        promised_on = datetime.strptime(found[4], "%Y%m%d").date()  # noqa: DTZ007  # a date, no instant
        signature = b32decode(found[5] + "=" * (-len(found[5]) % 8))
    except (ValueError, Error):
        return None
    return ReceiptCode(station_code=found[2], number=found[3], promised_on=promised_on, signature=signature)
