"""Cases (代办件): what is on record of one, and the table of steps its life may take (DOMAIN §3.4)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from venue_desk.domain.catalogue import MaterialForm, Method
from venue_desk.domain.network import Level


class CaseState(StrEnum):
    """Where in its life a case is."""

    ACCEPTED = "accepted"
    AMENDING = "amending"
    UNDER_WAY = "under_way"
    SUSPENDED = "suspended"
    DONE = "done"
    COLLECTED = "collected"
    ARCHIVED = "archived"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"

    @property
    def label(self) -> str:
        """The word on screen and paper."""
        return {
            "accepted": "已受理", "amending": "待补正", "under_way": "代办中", "suspended": "已中止", "done": "已办结",
            "collected": "已领取", "archived": "已归档", "refused": "不予受理", "withdrawn": "已撤回", "terminated": "已终止",
        }[self.value]  # fmt: skip


OPEN = frozenset(
    {
        CaseState.ACCEPTED,
        CaseState.AMENDING,
        CaseState.UNDER_WAY,
        CaseState.SUSPENDED,
        CaseState.DONE,
        CaseState.COLLECTED,
    }
)
"""In hand: something is still to be done."""

RUNNING = frozenset({CaseState.ACCEPTED, CaseState.UNDER_WAY})
"""The clock runs."""

PAUSED = frozenset({CaseState.AMENDING, CaseState.SUSPENDED})
"""The clock stands: 补正 and 中止."""

ENDED = frozenset(CaseState) - OPEN


class Step(StrEnum):
    """What is done to a case."""

    ACCEPT = "accept"
    ASK_AMENDMENT = "ask_amendment"
    AMEND = "amend"
    HAND_IN = "hand_in"
    MOVE = "move"
    BRING_BACK = "bring_back"
    FINISH = "finish"
    COLLECT = "collect"
    RATE = "rate"
    ARCHIVE = "archive"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    SUSPEND = "suspend"
    RESUME = "resume"
    TERMINATE = "terminate"
    EXTEND = "extend"
    URGE = "urge"
    NOTIFY = "notify"
    APPOINT = "appoint"
    WENT = "went"
    CHANGE_AGENT = "change_agent"
    RETURN_ORIGINAL = "return_original"
    MEND = "mend"
    TAKE_BACK = "take_back"

    @property
    def label(self) -> str:
        """The verb on buttons and in the timeline."""
        return _STEP_LABELS[self]


_STEP_LABELS = {
    Step.ACCEPT: "受理", Step.ASK_AMENDMENT: "通知补正", Step.AMEND: "补正到了", Step.HAND_IN: "交镇中心",
    Step.MOVE: "转到别处", Step.BRING_BACK: "取回", Step.FINISH: "办结", Step.COLLECT: "领取签收", Step.RATE: "回访评价",
    Step.ARCHIVE: "归档", Step.REFUSE: "不予受理", Step.WITHDRAW: "撤回", Step.SUSPEND: "中止", Step.RESUME: "续办",
    Step.TERMINATE: "终止", Step.EXTEND: "延期", Step.URGE: "催办", Step.NOTIFY: "通知领取", Step.APPOINT: "约时间", Step.WENT: "去过了",
    Step.CHANGE_AGENT: "换代办员", Step.RETURN_ORIGINAL: "归还原件", Step.MEND: "整改", Step.TAKE_BACK: "撤销上一步",
}  # fmt: skip


class Need(StrEnum):
    """What a step asks for before it may be taken."""

    NOTE = "note"
    MATERIALS = "materials"
    """What is missing, or that it is here now."""
    PLACE = "place"
    PERSON = "person"
    DATE = "date"
    RATING = "rating"
    NO_ORIGINALS = "no_originals"
    """Refused while papers held for the villager are not returned."""


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states a step may be taken, to which it leads (None = the same), and what it needs."""

    step: Step
    from_states: frozenset[CaseState]
    to_state: CaseState | None
    needs: frozenset[Need] = frozenset()


def _t(
    step: Step, from_states: set[CaseState] | frozenset[CaseState], to: CaseState | None, *needs: Need
) -> Transition:
    return Transition(step, frozenset(from_states), to, frozenset(needs))


_S = CaseState
LIFE: tuple[Transition, ...] = (
    _t(Step.ASK_AMENDMENT, RUNNING, _S.AMENDING, Need.MATERIALS),
    _t(Step.AMEND, {_S.AMENDING}, _S.ACCEPTED, Need.MATERIALS),
    _t(Step.HAND_IN, {_S.ACCEPTED}, _S.UNDER_WAY, Need.PLACE),
    _t(Step.MOVE, RUNNING, _S.UNDER_WAY, Need.PLACE),
    _t(Step.BRING_BACK, {_S.UNDER_WAY}, _S.ACCEPTED),
    _t(Step.FINISH, RUNNING, _S.DONE, Need.NOTE),
    _t(Step.COLLECT, {_S.DONE}, _S.COLLECTED, Need.PERSON, Need.NO_ORIGINALS),
    _t(Step.RATE, {_S.DONE, _S.COLLECTED, _S.ARCHIVED}, None, Need.RATING),
    _t(Step.ARCHIVE, {_S.COLLECTED}, _S.ARCHIVED, Need.NO_ORIGINALS),
    _t(Step.REFUSE, {_S.ACCEPTED}, _S.REFUSED, Need.NOTE, Need.NO_ORIGINALS),
    _t(Step.WITHDRAW, RUNNING | PAUSED, _S.WITHDRAWN, Need.NOTE, Need.NO_ORIGINALS),
    _t(Step.SUSPEND, RUNNING, _S.SUSPENDED, Need.NOTE),
    _t(Step.RESUME, {_S.SUSPENDED}, _S.ACCEPTED, Need.NOTE),
    _t(Step.TERMINATE, RUNNING | PAUSED, _S.TERMINATED, Need.NOTE, Need.NO_ORIGINALS),
    _t(Step.EXTEND, RUNNING, None, Need.NOTE, Need.DATE),
    _t(Step.URGE, {_S.UNDER_WAY}, None),
    _t(Step.NOTIFY, {_S.DONE}, None),
    _t(Step.APPOINT, RUNNING | PAUSED, None, Need.DATE),
    _t(Step.WENT, RUNNING | PAUSED, None),
    _t(Step.CHANGE_AGENT, OPEN, None, Need.PERSON),
    _t(Step.RETURN_ORIGINAL, frozenset(CaseState), None, Need.PERSON),
    _t(Step.MEND, {_S.DONE, _S.COLLECTED, _S.ARCHIVED}, None, Need.NOTE),
)
"""The life of a case: whatever is not here is refused. Accepting begins it; taking back undoes the last step."""


class Rating(StrEnum):
    """满意度: five grades; the last two are to be mended within the days the setting says."""

    VERY_GOOD = "very_good"
    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"
    VERY_BAD = "very_bad"

    @property
    def label(self) -> str:
        """The words on screen and paper."""
        return {
            "very_good": "非常满意", "good": "满意", "fair": "基本满意", "bad": "不满意", "very_bad": "非常不满意",
        }[self.value]  # fmt: skip

    @property
    def bad(self) -> bool:
        """Whether it is to be mended."""
        return self in (Rating.BAD, Rating.VERY_BAD)


class Channel(StrEnum):
    """How the villager asked."""

    DESK = "desk"
    PHONE = "phone"
    VISIT = "visit"
    GROUP = "group"

    @property
    def label(self) -> str:
        """到站, 电话, 走访, 小组."""
        return {"desk": "到站", "phone": "电话", "visit": "走访", "group": "小组"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialLine:
    """A material as the form takes it: given or missing, and into which envelope an original held goes (None = not held)."""

    name: str
    form: MaterialForm
    copies: int = 1
    required: bool = True
    given: bool = False
    envelope: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEntry:
    """What intake says of a case. `acting_*` is whoever comes for the applicant, with their relation (受托人)."""

    villager_id: UUID
    item_id: UUID
    method: Method
    agent_id: UUID
    phone: str = ""
    channel: Channel = Channel.DESK
    acting_name: str = ""
    acting_relation: str = ""
    acting_phone: str = ""
    acting_id_number: str = ""
    matter: str = ""
    materials: tuple[MaterialLine, ...] = field(default=())
    promised_on: date | None = None
    result: str = ""
    """What was done, for one that closes in the same step (即收即办)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case on record. `number` is what people read, never given twice.

    `level`, `point_id`, `place` and `with_whom` say where it lies since `since_on`; the clock: `promised_on` already holds
    all pauses and extensions, `paused_on` is set while it stands, `paused_days` are the working days it stood before.
    """

    id: UUID
    station_id: UUID
    number: str
    villager_id: UUID
    household_id: UUID
    group_id: UUID
    hamlet_id: UUID
    applicant: str
    phone: str = ""
    channel: Channel = Channel.DESK
    acting_name: str = ""
    acting_relation: str = ""
    acting_phone: str = ""
    acting_id_number: str = ""
    item_id: UUID
    item_root_id: UUID
    item_name: str
    matter: str = ""
    method: Method
    agent_id: UUID
    state: CaseState
    level: Level
    point_id: UUID | None = None
    place: str = ""
    with_whom: str = ""
    since_on: date
    accepted_at: datetime
    accepted_on: date
    accepted_by: UUID
    promised_days: int
    promised_on: date
    hand_in_on: date | None = None
    paused_on: date | None = None
    paused_days: int = 0
    extended_days: int = 0
    done_on: date | None = None
    worked_days: int | None = None
    on_time: bool | None = None
    result: str = ""
    collected_on: date | None = None
    collected_by: str = ""
    rating: Rating | None = None
    rated_on: date | None = None
    rating_note: str = ""
    mend_by: date | None = None
    mended_on: date | None = None
    held: int = 0
    """Originals of the villager that lie here or on the way."""
    open: bool = True
    """In hand: kept as a column, so that ten years of archive cost the list nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMaterial:
    """One material of a case on record."""

    id: UUID
    station_id: UUID
    case_id: UUID
    position: int
    name: str
    form: MaterialForm
    copies: int
    required: bool
    given: bool
    given_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """One step of a case: when, where, who, to whom, and why. `before` are the case's values it changed, for taking it back."""

    id: UUID
    station_id: UUID
    case_id: UUID
    position: int
    step: Step
    at: datetime
    by: UUID
    from_state: CaseState | None = None
    to_state: CaseState
    level: Level
    place: str = ""
    with_whom: str = ""
    note: str = ""
    due_on: date | None = None
    batch_id: UUID | None = None
    before: dict[str, object] = field(default_factory=dict)
    taken_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A delivery (送件): cases carried to a place together, or fetched from it; signed there."""

    id: UUID
    station_id: UUID
    number: str
    outward: bool
    point_id: UUID | None
    place: str
    at: datetime
    carried_by: UUID
    received_by: str = ""
    note: str = ""

    @property
    def word(self) -> str:
        """送件, 取件."""
        return "送件" if self.outward else "取件"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """领着办: a time to go together; 流动办: a trip to the home, with what to bring."""

    id: UUID
    station_id: UUID
    case_id: UUID
    method: Method
    on: date
    hour: str = ""
    place: str = ""
    bring: str = ""
    cadre_id: UUID
    kept_on: date | None = None
    closed_on: date | None = None


def number_of(station_code: str, day: date, sequence: int) -> str:
    """621122105203, 2026-11-23, 7 → 105203-20261123-0007."""
    return f"{station_code[6:]}-{day:%Y%m%d}-{sequence:04d}"


def waits_to_be_carried(case: Case) -> bool:
    """Accepted, to be handed in to the township, and here yet."""
    return case.state is CaseState.ACCEPTED and case.hand_in_on is not None and case.level is Level.STATION


def transition(step: Step, state: CaseState) -> Transition | None:
    """The line of the table for a step from a state; None if it may not be taken."""
    return next((line for line in LIFE if line.step is step and state in line.from_states), None)
