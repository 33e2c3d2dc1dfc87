"""Photos of vouchers (索证索票): kept encrypted beside the data, named in the purchase they came with."""

from dataclasses import dataclass, replace

from db import attachments, journal
from db.purchases import PurchaseTable, purchase
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import must
from venue_desk.domain.purchases import Purchase
from venue_desk.services.access import SignedIn
from venue_desk.services.photos import JPEG
from venue_desk.services.saved import Saved, known, still_open
from venue_desk.services.unit import work

SIDE = 1600
"""Pixels along the longer side: what is printed on a receipt can be read, and ten years of them stay small."""
MOST_BYTES = 1_500_000


@dataclass(frozen=True, slots=True)
class Vouchers:
    """The verbs of the vouchers. What comes in is a JPEG of at most SIDE × SIDE, made by whoever read the file."""

    announcer: Announcer
    signed_in: SignedIn

    def keep(self, jpeg: bytes) -> str:
        """Keep a photo, for a purchase that is still being written: the name for its `photo`."""
        if not jpeg.startswith(JPEG) or len(jpeg) > MOST_BYTES:
            raise Refused([must("voucher.form", "photo", "这张照片存不下。请另选一张 JPG 或 PNG 照片。")])
        return attachments.keep(self.signed_in.folder, self.signed_in.key, jpeg)

    def put(self, act: Act, before: Purchase, jpeg: bytes) -> Saved[Purchase]:
        """放凭证照片: also of a month that is settled, since no figure hangs on it."""
        return self._name(act, before, self.keep(jpeg))

    def take_away(self, act: Act, before: Purchase) -> Saved[Purchase]:
        """拿掉凭证照片."""
        return self._name(act, before, "")

    def of(self, named: str) -> bytes | None:
        """The JPEG of this name; None if there is none or its file is lost, which 检查 tells of."""
        try:
            return attachments.read(self.signed_in.folder, self.signed_in.key, named) if named else None
        except Unavailable:
            return None

    def _name(self, act: Act, before: Purchase, name: str) -> Saved[Purchase]:
        now = still_open(known(purchase(before.id), act.station_id), act.station_id)
        after = replace(now, photo=name)
        with work(self.announcer, Topic.PURCHASES):
            return Saved(after, [journal.change(act, PurchaseTable, now, after)] if after != now else [])
