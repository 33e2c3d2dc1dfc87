"""What is to be done today: each finding, draft and overdue backup as a line with the verb that mends it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from ui.kit.columns import Mark, Tone
from ui.screens.home.unfinished import origin_of, typed_first, way_back
from venue_desk.domain.calendar import at_station, day_of, short_date
from venue_desk.domain.findings import Finding
from venue_desk.domain.home import HomeFacts

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.drafts import Draft

OVERDUE, DUE, PLANNED, TONIGHT, LACKING = "已过期", "今天到期", "今天安排", "今晚", "资料待补"
TONES = {OVERDUE: "red", DUE: "amber", PLANNED: "ink2", TONIGHT: "ink2", LACKING: "ink2"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One line: what, of whom, until when, and the verb that does it. `next_step` wears the red of the screen."""

    icon: str
    fact: str
    meta: str = ""
    mark: Mark | None = None
    verb: str = ""
    act: Callable[[], object] = lambda: None
    tone: str = "ink2"
    next_step: bool = False
    done: bool = False


@dataclass(frozen=True, slots=True)
class TodoGroup:
    """Lines under a caption."""

    title: str
    todos: tuple[Todo, ...]
    tone: str = "ink2"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Errand:
    """How a kind of finding is mended: the screen to go to and what to tell it."""

    icon: str
    verb: str
    screen: str
    about: Callable[[Finding], dict[str, Any]] = field(default=lambda _finding: {})
    group: str = LACKING


ERRANDS = {
    "household.no_card": Errand("cards", "去印卡", "printouts", lambda _: {"paper": "contact-card"}, PLANNED),
    "household.no_sheet": Errand("paper", "去印单", "printouts", lambda _: {"paper": "policy-sheet"}, PLANNED),
    "villager.twice": Errand("users", "去核对", "households", lambda found: {"household_id": found.subject}),
    "villager.twice_more": Errand("users", "", "households"),
    "policy.no_rate": Errand("leaf", "补标准", "policies", lambda found: {"policy_id": found.subject}),
    "cadre.no_phone": Errand("phone", "补电话", "cadres", lambda found: {"cadre_id": found.subject, "change": True}),
    "group.no_agent": Errand("users", "定代办员", "cadres"),
    "leave.waiting": Errand("calendar", "去批", "roster", lambda _: {"leave": True}, PLANNED),
    "swap.waiting": Errand("swap", "去看", "roster", lambda _: {"swaps": True}, PLANNED),
    "roster.not_published": Errand("calendar", "去排班", "roster", lambda found: {"month": found.field}, PLANNED),
    "roster.more": Errand("calendar", "去排班", "roster", group=PLANNED),
    "attendance.missing": Errand("user-off", "签到", "home", lambda found: {"sign_on": found.subject}, DUE),
    "attendance.missed": Errand(
        "user-off", "补签", "attendance", lambda found: {"afterwards": found.subject, "slot": found.field}, PLANNED
    ),
    "attendance.never_off": Errand(
        "sign-out", "补签退", "attendance", lambda found: {"sign_off": found.subject}, PLANNED
    ),
    "clock.back": Errand("clock", "", "home", group=DUE),
    "log.unreported": Errand("warning", "上报", "duty-log", lambda found: {"report": found.subject}, DUE),
    "log.late": Errand("must", "上报", "duty-log", lambda found: {"report": found.subject}, OVERDUE),
    "holidays.unpublished": Errand(
        "calendar", "去导入", "settings", lambda found: {"page": "holidays", "year": found.field}, PLANNED
    ),
    "handover.tonight": Errand("handover", "先备好", "handover", group=TONIGHT),
    "handover.ahead": Errand("handover", "先备好", "handover", group=PLANNED),
    "handover.given": Errand("handover", "去接", "handover", group=DUE),
    "handover.gap": Errand("handover", "去交接", "handover", group=DUE),
    "handover.unsigned": Errand("handover", "去签字", "handover", group=DUE),
    "handover.forgotten": Errand("handover", "去补办", "handover"),
    "meals.headcount": Errand("pot", "报数", "canteen", lambda found: {"day": date.fromisoformat(found.field)}, DUE),
    "meals.on_leave": Errand("pot", "去改", "canteen", lambda found: {"day": date.fromisoformat(found.field)}, DUE),
    "meals.swapped": Errand("pot", "去改", "canteen", lambda found: {"day": date.fromisoformat(found.field)}, DUE),
    "samples.due": Errand("sample", "登记销毁", "canteen", lambda found: {"discard": found.subject}, PLANNED),
    "certificate.expired": Errand("heart", "换新证", "canteen", lambda _: {"certificates": True}, OVERDUE),
    "certificate.expires": Errand("heart", "去看", "canteen", lambda _: {"certificates": True}, PLANNED),
    "lodging.tonight": Errand("bed", "点名", "lodging", group=TONIGHT),
    "lodging.roll_call": Errand("bed", "点名", "lodging", group=TONIGHT),
    "lodging.tight": Errand("bed", "看明细", "lodging", lambda found: {"cadre_id": found.subject}, PLANNED),
    "supplier.licence_over": Errand("truck", "去看", "canteen", lambda _: {"suppliers": True}, OVERDUE),
    "supplier.licence_soon": Errand("truck", "去看", "canteen", lambda _: {"suppliers": True}, PLANNED),
    "stock.over": Errand("stack", "去报损", "canteen", lambda _: {"tab": "stock"}, DUE),
    "stock.soon": Errand("stack", "去看", "canteen", lambda _: {"tab": "stock"}, PLANNED),
    "settlement.due": Errand("scales", "去结算", "canteen", lambda _: {"tab": "settlement"}, PLANNED),
    "station.no_phone": Errand("phone", "填电话", "settings", lambda _: {"page": "station", "field": "phone"}),
}
ERRANDS |= dict.fromkeys(
    (f"roster.{code}" for code in ("gap", "on_leave", "away", "twice", "rest", "overlap")),
    Errand("calendar", "去排班", "roster", lambda found: {"slot": found.field}, PLANNED),
)


def _of_case(step: str, finding: Finding) -> dict[str, Any]:
    """The case, and the step with which the verb begins at once."""
    return {"case_id": finding.subject, **({"step": step} if step else {})}


ERRANDS |= {
    code: Errand(icon, verb, "cases", partial(_of_case, step), group)
    for code, icon, verb, step, group in (
        ("case.late", "case", "催办", "urge", OVERDUE),
        ("case.late_here", "case", "去办", "", OVERDUE),
        ("case.due", "case", "办结", "finish", DUE),
        ("case.hand_in", "truck", "送件", "hand_in", PLANNED),
        ("case.to_collect", "bell", "通知领取", "notify", PLANNED),
        ("case.told", "bell", "领取签收", "collect", PLANNED),
        ("case.mend", "wrench", "整改", "mend", PLANNED),
        ("case.appointment", "walk", "去过了", "went", DUE),
        ("custody.return", "card", "归还签收", "return_original", DUE),
    )
}
_ELSEWHERE = Errand("info", "", "home")


def todo_groups(desk: "Desk", shell: "Shell", facts: HomeFacts, told: Iterable[str] = ()) -> list[TodoGroup]:
    """Everything to do, the most pressing group first; findings with a code in `told` are said elsewhere."""
    lines: dict[str, list[Todo]] = {title: [] for title in TONES}
    skipped = set(told)
    for finding in facts.todos:
        if finding.code not in skipped:
            lines[_group_of(finding, facts.today)].append(_of_finding(shell, finding, facts.today))
    lines[PLANNED] += _of_drafts(desk, shell, facts.today)
    if facts.backup_is_old and facts.counts.households:
        lines[PLANNED].append(_of_backup(shell, facts))
    return [TodoGroup(title, tuple(todos), TONES[title]) for title, todos in lines.items() if todos]


def _group_of(finding: Finding, today: date) -> str:
    if finding.due is None:
        return ERRANDS.get(finding.code, _ELSEWHERE).group
    return OVERDUE if finding.due < today else DUE if finding.due == today else PLANNED


def _of_finding(shell: "Shell", finding: Finding, today: date) -> Todo:
    errand = ERRANDS.get(finding.code, _ELSEWHERE)
    fact, meta = in_two(finding.sentence)
    return Todo(
        icon=errand.icon,
        fact=fact,
        meta=meta,
        mark=_due_mark(finding, today),
        verb=errand.verb,
        act=partial(shell.go, errand.screen, **errand.about(finding)),
        tone=TONES[_group_of(finding, today)],
    )


def _due_mark(finding: Finding, today: date) -> Mark | None:
    if finding.due is None or finding.due > today:
        return None
    late = (today - finding.due).days
    return Mark(f"逾期 {late} 天", Tone.RED) if late else Mark("今天到期", Tone.AMBER)


def _of_drafts(desk: "Desk", shell: "Shell", today: date) -> list[Todo]:
    unfinished = [(draft, origin_of(draft)) for draft in desk.drafts.unfinished(desk.act())]
    return [
        Todo(
            icon="edit",
            fact=f"{origin.title}没填完",
            meta=_left_at(draft, today),
            verb="接着填",
            act=partial(shell.go, origin.screen, **way_back(desk, origin, draft)),
        )
        for draft, origin in unfinished
        if origin is not None
    ]


def _left_at(draft: "Draft", today: date) -> str:
    when = f"{short_date(day_of(draft.updated_at), today)} {at_station(draft.updated_at):%H:%M} 填的"
    return " · ".join(part for part in (typed_first(draft), when) if part)


def _of_backup(shell: "Shell", facts: HomeFacts) -> Todo:
    fact, meta = in_two(facts.backup_sentence)
    return Todo(
        icon="backup",
        fact=fact,
        meta=meta,
        verb="去备份",
        act=partial(shell.go, "settings", page="backup"),
        tone="amber",
    )


def in_two(sentence: str) -> tuple[str, str]:
    """The fact before the first comma or full stop, and the rest of the sentence as its meta line."""
    fact, *rest = re.split("[，。]", sentence.rstrip("。"), maxsplit=1)
    return fact, "".join(rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One of the things a new station needs before its first card can go out."""

    done: bool
    icon: str
    verb: str
    why: str
    screen: str
    about: dict[str, Any]


def step_group(shell: "Shell", facts: HomeFacts, policies: int) -> TodoGroup | None:
    """A new station is led to its first card, step by step; None once it has households and policies."""
    if facts.counts.households and policies:
        return None
    steps = _steps(facts, policies)
    undone = next((place for place, step in enumerate(steps) if not step.done), len(steps))
    lines = tuple(_of_step(shell, step, place + 1, is_next=place == undone) for place, step in enumerate(steps))
    return TodoGroup("先把本站办起来", lines, "ink", f"{len(steps)} 步，已办 {sum(step.done for step in steps)} 步")


def _steps(facts: HomeFacts, policies: int) -> tuple[Step, ...]:
    return (
        Step(
            done=bool(facts.station.phone), icon="phone", verb="填电话", why="印在卡上，村民打得通",
            screen="settings", about={"page": "station", "field": "phone"},
        ),
        Step(
            done=facts.cadres > 1, icon="badge", verb="登记干部", why="谁包哪个组，能代办什么",
            screen="cadres", about={"new": True},
        ),
        Step(
            done=bool(facts.counts.households), icon="house", verb="登记农户", why="先写户主，家人随后添",
            screen="households", about={"new": True},
        ),
        Step(
            done=bool(policies), icon="leaf", verb="登记政策", why="有了标准和文号，才能记补贴、印知情卡",
            screen="policies", about={"new": True},
        ),
    )  # fmt: skip


def _of_step(shell: "Shell", step: Step, number: int, *, is_next: bool) -> Todo:
    fact = f"{number}. {step.verb}"
    if step.done:
        return Todo(icon="done", fact=fact, mark=Mark("办好了", Tone.JADE, "check"), tone="jade", done=True)
    return Todo(
        icon=step.icon,
        fact=fact,
        meta=step.why,
        verb=step.verb,
        act=partial(shell.go, step.screen, **step.about),
        next_step=is_next,
    )


STEP_CODES: Sequence[str] = ("station.no_phone",)
"""Findings that the steps of a new station tell already."""
