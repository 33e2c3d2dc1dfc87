"""A chooser is a card of its own beside the paper, or a part of another card where there is no room for three columns."""

from PySide6.QtWidgets import QScrollArea, QWidget

from ui.kit.card import Card
from ui.kit.spacing import CARD, NONE, spaced


def lie_flat(card: Card, area: QScrollArea, inner: QWidget, *, flat: bool) -> None:
    """Flat: no sheet of its own and no bar of its own, so that one bar scrolls the whole card it lies in."""
    if area.isHidden() == flat:
        return
    place = card.body.indexOf(area)
    if flat:
        card.body.insertWidget(place, area.takeWidget())
        inner.show()
    else:
        card.body.removeWidget(inner)
        area.setWidget(inner)
        inner.setAutoFillBackground(False)
    area.setVisible(not flat)
    card.setProperty("role", "" if flat else "card")
    spaced(card.body, 12, NONE if flat else CARD)
    card.style().unpolish(card)
    card.style().polish(card)
