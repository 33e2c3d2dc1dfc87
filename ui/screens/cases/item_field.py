"""The item as a field: found by what people call it; a certificate no village may write is answered at once."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ui.kit.field_choice import ChoiceListEditor
from ui.kit.fields import Choice, Field
from venue_desk.domain.case_intake import Forbidden


class ItemEditor(ChoiceListEditor):
    """`find` ranks the items for what is typed, `forbidden` knows the certificates."""

    def __init__(
        self,
        field: Field,
        find: Callable[[str], Sequence[UUID]],
        forbidden: Callable[[str], Forbidden | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(field, parent)
        self._find, self._forbidden = find, forbidden

    def certificate(self) -> Forbidden | None:
        """The one that is asked for, while no item is meant."""
        return None if self.value() is not None else self._forbidden(self.line.text())

    def problem(self) -> str:
        certificate = self.certificate()
        return certificate.sentence if certificate is not None else super().problem()

    def _matching(self, typed: str) -> list[Choice]:
        known = {choice.key: choice for choice in self._choices}
        return [known[key] for key in self._find(typed) if key in known] if typed.strip() else list(self._choices)
