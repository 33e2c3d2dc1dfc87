"""委托书: a villager lets somebody act for them: who, whom, for what, with which powers, until when; signed and finger-printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from printing import letter
from printing.blocks import day_to_fill, signature
from printing.document import Options, Paper
from printing.page import CENTRE
from printing.sheet import A4
from printing.styles import HAIR, HAIRLINE, SOFT, Style, Weight

if TYPE_CHECKING:
    from printing.page import Page
    from printing.press import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who lets act, or who acts. The full ID number stands on it: the authority that gets it must know who it is."""

    name: str
    gender: str = ""
    id_number: str = ""
    address: str = ""
    phone: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorization:
    """One authorization. `powers` are what the agent may do, in short sentences."""

    station: str
    number: str
    principal: Party
    agent: Party
    matter: str
    powers: tuple[str, ...]
    from_on: date
    to_on: date
    contact: str


POWERS = ("递交和补正材料", "代为询问办理情况", "代领办理结果")
SAMPLE = Authorization(
    station="菜子镇浅河村便民服务站",
    number="105203-20261123-0007",
    principal=Party(
        name="张文海", gender="男", id_number="621199194402140013", address="浅河村三社", phone="138-0000-0201"
    ),
    agent=Party(name="李秀兰", gender="女", phone="138-0000-0103", relation="代办员（村文书）"),
    matter="高龄津贴申请",
    powers=POWERS,
    from_on=date(2026, 11, 23),
    to_on=date(2026, 12, 31),
    contact="代办免费，代办员不收钱、不收礼。监督电话 0932-000-0012。",
)

PRINT_SIDE = 24.0
_CAPTION = Style(13, Weight.BOLD)
_LABEL = Style(11, ink=SOFT)


def build(data: Authorization, press: "Press", options: Options) -> Iterator["Page"]:
    """Both parties in facts, the will in one paragraph, the places to sign and to press a finger."""
    del options
    page = press.page(A4.width, A4.height)
    letter.head(page, data.station, "委托书", data.number)
    y = _party(page, letter.BODY_TOP, "委托人", data.principal)
    y = _party(page, y + 2, "受托人", data.agent)
    said = f"委托人因本人不便前往，委托受托人办理「{data.matter}」。受托人在下列权限内所做的事，委托人都认可："
    y = letter.paragraphs(page, y + 2, (said,), 30)
    y = letter.numbered(page, y, data.powers, 40)
    letter.paragraphs(page, y, (f"委托期限：{_date(data.from_on)}起，到{_date(data.to_on)}止。",), 16)
    _signed(page, letter.LEFT_EDGE, "委托人签字")
    _signed(page, letter.LEFT_EDGE + letter.MEASURE / 2 + 2, "受托人签字")
    letter.foot(page, data.contact)
    yield page


def _party(page: "Page", y: float, caption: str, party: Party) -> float:
    page.text(letter.LEFT_EDGE, y + 5, caption, _CAPTION)
    name = "　".join(filter(None, (party.name, party.gender, party.relation)))
    rows = [("姓名", name), ("身份证号", party.id_number), ("住址", party.address), ("电话", party.phone)]
    return letter.facts(page, y + 8, [row for row in rows if row[1]])


def _signed(page: "Page", x: float, label: str) -> None:
    base = letter.FOOT - 30
    signature(page, x, base, label, 48, _LABEL)
    day_to_fill(page, x, base + 14, "", _LABEL)
    page.frame(x + 51, base - 14, PRINT_SIDE, PRINT_SIDE, HAIR, HAIRLINE)
    page.text(x + 51 + PRINT_SIDE / 2, base - 14 + PRINT_SIDE + 4.6, "按手印", _LABEL, CENTRE)


def _date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


PAPER = Paper("authorization", "委托书", A4, SAMPLE, build)
