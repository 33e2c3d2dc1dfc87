"""The words of the notices about a case: polite, with the reason, and what the villager can do."""

from collections.abc import Callable
from dataclasses import dataclass

from venue_desk.domain.calendar import at_station, plain_date
from venue_desk.domain.cases import Case, CaseStep
from venue_desk.domain.identity import show_phone
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.stations import Station


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """The title of a notice, and its paragraphs from the case and the step that it tells of."""

    title: str
    paragraphs: Callable[[Case, CaseStep], tuple[str, ...]]


def _because(note: str) -> str:
    return f"原因是：{note.rstrip('。')}。" if note else ""


NOTICE_WORDS = {
    PaperKey.MATERIALS_MISSING: NoticeWords(
        "材料补正告知书",
        lambda _case, _step: (
            "您申请办理的事项，材料还不齐。请补齐下面的材料，送到村便民服务站；走不动的，打个电话，我们上门取。",
            "补齐以前，办理时限先停着；补齐那天起接着算。",
        ),
    ),
    PaperKey.CASE_CLOSING: NoticeWords(
        "办结告知书",
        lambda case, _step: (
            "您申请办理的事项已经办结，结果如下。请带上受理回执来领取"
            + ("，并当面点清留下的证件。" if case.held else "。"),
        ),
    ),
    PaperKey.CASE_REFUSAL: NoticeWords(
        "不予受理告知书",
        lambda _case, step: (
            f"您申请办理的事项，不能受理。{_because(step.note)}",
            "如果不同意，可以打监督电话反映，或到镇便民服务中心咨询。条件符合了，随时可以再来办。",
        ),
    ),
    PaperKey.CASE_SUSPENSION: NoticeWords(
        "中止办理告知书",
        lambda _case, step: (
            f"您申请办理的事项从{plain_date(at_station(step.at).date())}起中止办理。{_because(step.note)}",
            "原因消除以后，我们会通知您接着办，办理时限从那天起接着算。",
        ),
    ),
    PaperKey.CASE_RESUMPTION: NoticeWords(
        "续办告知书",
        lambda case, step: (
            f"您申请办理的事项从{plain_date(at_station(step.at).date())}起接着办。{step.note.rstrip('。')}。",
            f"新的承诺办结日是{plain_date(case.promised_on)}。",
        ),
    ),
}


def contact_line(station: Station) -> str:
    """Whom to ask and whom to complain to, as far as there are numbers."""
    ask = f"有疑问请打 24 小时值班电话 {show_phone(station.phone)}" if station.phone else ""
    complain = f"有意见请打监督电话 {show_phone(station.supervision_phone)}" if station.supervision_phone else ""
    return f"{'；'.join(filter(None, (ask, complain)))}。" if ask or complain else ""


def case_facts(case: Case, who: tuple[str, str], hamlet: str, agent: str) -> tuple[tuple[str, str], ...]:
    """The head of the register form, two abreast."""
    accepted = f"{plain_date(case.accepted_on)} {at_station(case.accepted_at):%H:%M}"
    acting = f"{case.acting_name}（{case.acting_relation}）" if case.acting_name else "本人"
    return (
        ("申请人", who[0]), ("身份证", who[1]), ("住址", hamlet), ("电话", show_phone(case.phone)), ("事项", case.item_name),
        ("办理方式", case.method.label), ("受理时间", accepted), ("承诺办结", plain_date(case.promised_on)),
        ("代办员", agent), ("来人", acting),
    )  # fmt: skip
