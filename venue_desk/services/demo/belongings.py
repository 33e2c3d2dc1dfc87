"""Keys, seals and equipment that go from hand to hand."""

from venue_desk.domain.belongings import Belonging, BelongingKind
from venue_desk.services.demo.scene import Scene
from venue_desk.services.demo.village import Batch, Portions, Village
from venue_desk.services.demo.wording import words


def demo_rows(scene: Scene, village: Village) -> Portions:
    """What the station has from its first day on."""
    at = scene.at(scene.founded, 8, 45)
    village.belongings = [
        Belonging(
            id=scene.id(at), station_id=village.station.id, kind=BelongingKind(row["kind"]), name=row["name"],
            count=row.get("count", 1), place=row["place"], note=row.get("note", ""),
        )
        for row in words("things")["belonging"]
    ]  # fmt: skip
    yield Batch(at, village.clerk.id, village.belongings)
