"""Take the pictures of README and manual anew: `python docs/take_pictures.py`, on a made-up station of today."""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from venue_desk.desk import Desk

ROOT = Path(__file__).resolve().parents[1]
MANUAL, README = ROOT / "resources" / "manual" / "pictures", ROOT / "docs" / "pictures"
SIZE = (1280, 768)
WIDTH = 760
"""Pixels a picture of the manual is wide: the column of its text."""
OF_MANUAL = {
    "home": "home", "duty-log": "duty-log-record", "attendance": "attendance", "roster": "roster-next", "handover": "handover",
    "cases": "cases-forbidden", "lodging": "lodging", "canteen": "canteen",
    "households": "households-record", "policies": "policies-drawn-record", "cadres": "cadres-record",
    "printouts": "printouts-used", "importing": "importing-table", "settings": "settings", "backup": "settings-backup",
}  # fmt: skip
OF_README = {"home": "home", "roster": "roster-next", "cases": "cases-forbidden", "printouts": "printouts-used"}


def main() -> None:
    """A demo of today, a tour through it, and the first page of an empty folder."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tour_of(folder)
        first_page(folder)
        for key, picture in OF_README.items():
            shrink(_taken(folder / "wide", picture), README / f"{key}.png", 1440)
        for key, picture in OF_MANUAL.items():
            shrink(_taken(folder / "pictures", picture), MANUAL / f"{key}.png", WIDTH)
        for key in ("first-use", "public-screen"):
            shrink(folder / "pictures" / f"{key}.png", MANUAL / f"{key}.png", WIDTH)


def _taken(folder: Path, state: str) -> Path:
    """The tour numbers its pictures in the order of the screens."""
    (picture,) = folder.glob(f"[0-9][0-9]-{state}.png")
    return picture


def tour_of(folder: Path) -> None:
    """Every screen of a made-up station, large for README and small for the manual."""
    from ui.style import Appearance
    from venue_desk.commands import open_desk, through
    from venue_desk.desk import clock
    from venue_desk.domain.calendar import at_station
    from venue_desk.services.demo.places import Scale
    from venue_desk.services.demo.writing import PASSWORD, demo_job
    from venue_desk.window import take_tour

    # In the middle of the morning, whenever they are taken: at night the desk looks asleep.
    now = at_station(clock()).replace(hour=10, minute=24)
    through(demo_job(folder / "data", Scale.STATION, 2, 0, now))
    desk = open_desk(folder / "data", "", PASSWORD, lambda: now)
    take_tour(desk, folder / "wide", (1440, 900), Appearance("light"))
    take_tour(desk, folder / "pictures", SIZE, Appearance("light"))
    public_screen(desk, now, folder / "pictures" / "public-screen.png")
    desk.close()


def public_screen(desk: "Desk", now: "datetime", out: Path) -> None:
    """What a television in the hall shows."""
    from ui.public_screen.view import PublicView
    from venue_desk.domain.notices import NoticeEntry
    from venue_desk.domain.public_screen import clock_at

    act, today = desk.act(), now.date()
    for text in ("12月5日前交城乡居民医保，带身份证和户口簿，到本站就能办。", "农家书屋新到图书 60 本，凭身份证借阅。"):
        desk.notices.put_up(act, NoticeEntry(text=text, from_on=today))
    view = PublicView()
    view.resize(1920, 1080)
    view.show_facts(desk.public_screen.facts(act.station_id, now))
    view.show_clock(clock_at(now), 0)
    view.grab().save(str(out))


def first_page(folder: Path) -> None:
    """What a machine without data shows."""
    from venue_desk.window import Entrance, Holding

    entrance = Entrance(folder / "nothing", Holding(), lambda _: None)
    entrance.show()
    entrance.grab().save(str(folder / "pictures" / "first-use.png"))
    entrance.close()


def shrink(picture: Path, out: Path, width: int) -> None:
    """To the width of its place, in few enough colours to stay small in the repository."""
    from PIL import Image

    with Image.open(picture) as image:
        height = round(image.height * width / image.width)
        small = image.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
        small.quantize(128, dither=Image.Dither.NONE).save(out, optimize=True)


if __name__ == "__main__":
    main()
