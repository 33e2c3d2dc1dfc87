"""Photos of cadres: kept encrypted beside the data, named in the cadre's row, shown on page, board and screen."""

from dataclasses import dataclass, replace

from db import attachments, journal
from db.cadres import CadreTable, cadre
from venue_desk.changes import Announcer, Topic
from venue_desk.domain.acts import Act
from venue_desk.domain.cadres import Cadre
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import must
from venue_desk.services.access import SignedIn
from venue_desk.services.saved import Saved, known, still_open
from venue_desk.services.unit import work

WIDTH, HEIGHT = 480, 640
"""No photo is kept larger: a board or a page needs no more."""
MOST_BYTES = 400_000
JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True, slots=True)
class Photos:
    """The verbs of the photos. What comes in is a JPEG of at most WIDTH × HEIGHT, made by whoever read the file."""

    announcer: Announcer
    signed_in: SignedIn

    def put(self, act: Act, before: Cadre, jpeg: bytes) -> Saved[Cadre]:
        """放照片: this is the cadre's photo from now on; the one before stays in the backups."""
        if not jpeg.startswith(JPEG) or len(jpeg) > MOST_BYTES:
            raise Refused([must("photo.form", "photo", "这张照片存不下。请另选一张 JPG 或 PNG 照片。")])
        now = still_open(known(cadre(before.id), act.station_id), act.station_id)
        name = attachments.keep(self.signed_in.folder, self.signed_in.key, jpeg)
        return self._name(act, now, name)

    def take_away(self, act: Act, before: Cadre) -> Saved[Cadre]:
        """拿掉照片."""
        return self._name(act, still_open(known(cadre(before.id), act.station_id), act.station_id), "")

    def of(self, named: str) -> bytes | None:
        """The JPEG of this name; None if there is none or its file is lost, which 检查 tells of."""
        try:
            return attachments.read(self.signed_in.folder, self.signed_in.key, named) if named else None
        except Unavailable:
            return None

    def _name(self, act: Act, now: Cadre, name: str) -> Saved[Cadre]:
        after = replace(now, photo=name)
        with work(self.announcer, Topic.CADRES):
            return Saved(after, [journal.change(act, CadreTable, now, after)] if after != now else [])
