"""The petty cash: a box of so much, spent in small sums and filled up again; a slip of the pen is countered."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from venue_desk.domain.money import parse_yuan
from venue_desk.domain.petty_cash import CashRecord
from venue_desk.services.demo.bundles import Noted, bundled
from venue_desk.services.demo.founding import is_home
from venue_desk.services.demo.places import home_words
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Portions, Village
from venue_desk.services.demo.wording import Row, pick, words

BETWEEN_AT_HOME, BETWEEN = (5, 13), (15, 40)
"""Days from one spending to the next, from and to."""
OWN_DAYS = timedelta(days=10)
"""Before now the demo station has entries of its own words."""
WRONG = 0.02
SOON = timedelta(minutes=5)


@dataclass(slots=True)
class Book:
    """The cash book in the making."""

    scene: Scene
    village: Village
    entries: list[CashRecord] = field(default_factory=list)

    @property
    def balance(self) -> int:
        """What lies in the box, in fen."""
        return sum(entry.amount_fen for entry in self.entries)

    def top_up(self, at: datetime) -> None:
        """Fill the box up again; nothing if it is full."""
        cash = words("things")["cash"]
        if missing := cash["float"] * 100 - self.balance:
            self._enter(at, missing, cash["top_up"], cash["payer"], "领款单")

    def spend(self, row: Row, fen: int, at: datetime) -> None:
        """Pay for something."""
        self._enter(at, -fen, row["matter"], row["payee"], f"收据 {at:%m%d}")

    def counter(self) -> None:
        """冲账: the last entry was wrong."""
        wrong = self.entries[-1]
        self._enter(
            wrong.at + SOON, -wrong.amount_fen, f"冲账：{wrong.matter}", wrong.counterparty, wrong.voucher, wrong.id
        )

    def _enter(
        self, at: datetime, fen: int, matter: str, other: str, voucher: str, reverses_id: UUID | None = None
    ) -> None:
        run = self.village.run_at(at)
        noted_by = self.village.noting(run) if run else self.village.clerk.id
        self.entries.append(
            CashRecord(
                id=self.scene.id(at), station_id=self.village.station.id, at=at, amount_fen=fen, matter=matter,
                counterparty=other, voucher=voucher, noted_by=noted_by, reverses_id=reverses_id,
            )
        )  # fmt: skip


def demo_rows(scene: Scene, village: Village) -> Portions:
    """Entry after entry; the demo station's last are those of the pictures."""
    home, book = is_home(village.place), Book(scene, village)
    end = scene.now - (OWN_DAYS if home else timedelta(days=1))
    at = scene.clock(scene.founded, 16, 30)
    while at < end:
        if book.balance < words("things")["cash"]["least"] * 100:
            book.top_up(at)
            at += SOON
        else:
            _spent(scene, book, at)
            day = at.date() + timedelta(days=scene.random.randint(*(BETWEEN_AT_HOME if home else BETWEEN)))
            at = scene.clock(day, scene.random.randrange(9, 18), scene.random.randrange(60))
    for row in home_words()["spent"] if home else ():
        at = scene.clock(scene.today + timedelta(days=row["day"]), 16, 10)
        if "matter" not in row:
            book.top_up(at)
        elif fen := parse_yuan(row["yuan"]) if "yuan" in row else max(0, book.balance - parse_yuan(row["left"])):
            book.spend(row, fen, at)
    village.cash = book.entries
    yield from bundled(scene, village, (Noted(entry.at, entry.noted_by, [entry]) for entry in book.entries))


def _spent(scene: Scene, book: Book, at: datetime) -> None:
    row = pick(scene, "things", "spending", at.month)
    least, most = row["yuan"]
    fen = scene.random.randrange(least * 2, most * 2) * 50
    if scene.chance(WRONG):
        book.spend(row, fen + 900, at)
        book.counter()
        at += 2 * SOON
    book.spend(row, fen, at)
