"""What became of the demo station's catalogue since: one item changed as the county did, one no longer taken."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from venue_desk.changes import Announcer
from venue_desk.domain.acts import Act
from venue_desk.domain.catalogue import Material, ServiceItem, ServiceItemEntry, tidy_item
from venue_desk.domain.records import said
from venue_desk.services.catalogue import Catalogue
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Deed, Portions, Village
from venue_desk.services.resource_files import table


def demo_rows(scene: Scene, village: Village, items: dict[str, ServiceItem]) -> Portions:
    """Of items that no case of the demo was taken for."""
    verbs = Catalogue(Announcer(), scene.random)
    story = table("demo", "cases.toml")["catalogue"]
    changed, gone = story["changed"], story["withdrawn"]
    for row, do in (
        (changed, partial(_change, verbs, items[changed["item"]], changed)),
        (gone, partial(_withdraw, verbs, items[gone["item"]], gone["reason"])),
    ):
        at = scene.at(scene.today - timedelta(days=row["days"]), 9)
        if at.date() > scene.founded + timedelta(days=1):
            yield Deed(at, village.head.id, do)


def _change(verbs: Catalogue, item: ServiceItem, row: dict[str, object], act: Act) -> None:
    entry = ServiceItemEntry(**said(ServiceItemEntry, item))
    materials = (*entry.materials, Material(name=str(row["material"]), source="村站"))
    entry = tidy_item(replace(entry, promised_days=int(str(row["promised_days"])), materials=materials))
    verbs.change(act, item, entry, act.today)


def _withdraw(verbs: Catalogue, item: ServiceItem, reason: str, act: Act) -> None:
    verbs.withdraw(act, item, reason)
