"""Notices about a case (DOMAIN §3.4): 补正告知, 办结告知, 不予受理告知, 中止告知, 续办告知. One letter, five occasions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from printing import letter
from printing.blocks import day_to_fill, signature
from printing.document import Options, Paper
from printing.sheet import A4
from printing.styles import SOFT, Style

if TYPE_CHECKING:
    from printing.page import Page
    from printing.press import Press


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A letter to the applicant: what the case is, what is told, what is listed; the villager confirms it by hand."""

    title: str
    station: str
    number: str
    to: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    items: tuple[str, ...] = ()
    issued_on: date
    contact: str


_FACTS = (("事项", "高龄津贴申请"), ("受理时间", "2026年11月23日"), ("代办员", "李秀兰 138-0000-0103"))
_CONTACT = "办事免费。有疑问请打 24 小时值班电话 0932-000-0000；有意见请打监督电话 0932-000-0012。"
MISSING = Notice(
    title="材料补正告知书",
    station="菜子镇浅河村便民服务站",
    number="105203-20261123-0007",
    to="张文海：",
    facts=_FACTS,
    paragraphs=("您申请办理的事项，材料还不齐。请补齐下面的材料，送到村便民服务站；走不动的，打个电话，我们上门取。",),
    items=("近期两寸照片（复印件 2 份）",),
    issued_on=date(2026, 11, 23),
    contact=_CONTACT,
)
CLOSING = replace(
    MISSING, title="办结告知书", items=("高龄津贴已审批通过，从 2026 年 12 月起发到一卡通。",),
    paragraphs=("您申请办理的事项已经办结，结果如下。请带上受理回执来领取，并当面点清留下的证件。",),
)  # fmt: skip
REFUSAL = replace(
    MISSING, title="不予受理告知书", items=(),
    paragraphs=(
        "您申请办理的事项，不能受理。原因是：年龄还不满 80 周岁，不符合《高龄津贴》的条件。",
        "如果不同意，可以打监督电话反映，或到镇便民服务中心咨询。条件符合了，随时可以再来办。",
    ),
)  # fmt: skip
SUSPENSION = replace(
    MISSING, title="中止办理告知书", items=(),
    paragraphs=("您申请办理的事项从今天起中止办理。原因是：县里系统升级，暂停受理。", "原因消除以后，我们会通知您接着办，办理时限从那天起接着算。"),
)  # fmt: skip
RESUMPTION = replace(
    MISSING, title="续办告知书", items=(),
    paragraphs=("您申请办理的事项从今天起接着办。", "新的承诺办结日是 2026年12月28日。"),
)  # fmt: skip
_LABEL = Style(11, ink=SOFT)


def build(data: Notice, press: "Press", options: Options) -> Iterator["Page"]:
    """One page."""
    del options
    page = press.page(A4.width, A4.height)
    letter.head(page, data.station, data.title, data.number)
    y = letter.addressee(page, letter.BODY_TOP, data.to)
    y = letter.paragraphs(page, y, data.paragraphs, 62)
    if data.items:
        y = letter.numbered(page, y, data.items, 66)
    y = letter.facts(page, y + 2, data.facts)
    letter.sealed(
        page,
        min(y + 4, letter.FOOT - 54),
        data.station,
        f"{data.issued_on.year}年{data.issued_on.month}月{data.issued_on.day}日",
    )
    signature(page, letter.LEFT_EDGE, letter.FOOT - 8, "收到人签字", 74, _LABEL)
    day_to_fill(page, letter.LEFT_EDGE + 92, letter.FOOT - 8, "", _LABEL)
    letter.foot(page, data.contact)
    yield page


PAPERS = (
    Paper("materials-missing", "材料补正告知书", A4, MISSING, build),
    Paper("case-closing", "办结告知书", A4, CLOSING, build),
    Paper("case-refusal", "不予受理告知书", A4, REFUSAL, build),
    Paper("case-suspension", "中止办理告知书", A4, SUSPENSION, build),
    Paper("case-resumption", "续办告知书", A4, RESUMPTION, build),
)
