"""A name as a field of a form: rare characters by their code, and a word about one that no font has."""

from typing import TYPE_CHECKING

from ui.kit.fields import Field, Reckoned, Values

if TYPE_CHECKING:
    from venue_desk.desk import Desk

RARE = "生僻字输编码按 Alt+X"


def name_field(desk: "Desk", label: str = "姓名", row: str = "", share: int = 1) -> Field:
    """Such a character is kept, found and exported as any other; it is a box on the screen, and printing asks what to write."""

    def told(values: Values) -> Reckoned:
        missing = desk.printouts.missing_in_name(str(values.get("name") or ""))
        codes = "、".join(f"U+{ord(char):04X}" for char in missing)
        return Reckoned(f"{codes} 没有字体，先显示方框" if missing else "")

    return Field(name="name", label=label, required=True, row=row, share=share, placeholder=RARE, reckon=told)
