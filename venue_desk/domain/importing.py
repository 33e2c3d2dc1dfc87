"""Bringing in a table made elsewhere: what its columns mean, what each row would do, and why a row is refused."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from venue_desk.domain.findings import Finding, blocking

V = TypeVar("V")


class ImportKind(StrEnum):
    """What a table holds."""

    HOUSEHOLDS = "households"
    ENTITLEMENTS = "entitlements"
    CADRES = "cadres"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {"households": "农户和成员", "entitlements": "补贴明细", "cadres": "干部"}[self.value]


class Column(StrEnum):
    """What a column may mean. The value is the heading by which we write it ourselves, and always read it again."""

    SERIAL = "序号"
    NUMBER = "户号"
    HAMLET = "自然社"
    GROUP = "村民小组"
    HEAD = "户主姓名"
    NAME = "姓名"
    RELATION = "与户主关系"
    ID_NUMBER = "身份证号"
    GENDER = "性别"
    BORN_ON = "出生日期"
    PHONE = "电话"
    HOME_PHONE = "户电话"
    ACCOUNT = "一卡通账号"
    BANK = "开户行"
    LAND = "耕地面积（亩）"
    ADDRESS = "住址"
    NOTE = "备注"
    HOME_NOTE = "户备注"
    POLICY = "政策名称"
    YEAR = "年度"
    QUANTITY = "数量"
    RATE = "标准（元）"
    AMOUNT = "金额（元）"
    PAID_ON = "发放日期"
    POSITION = "职务"
    CADRE_KIND = "身份"
    GROUPS = "包组"
    SERVICES = "代办事项"
    DUTY_DAYS = "值班日"
    DUTIES = "分工"
    JOINED_ON = "到岗日期"
    AGENT = "是否代办员"
    WHOLE_VILLAGE = "全村"
    IS_HEAD = "站长"
    ON_ROSTER = "参加值班"
    LEADS_DUTY = "能带班"


_C = Column
_PERSON = (_C.NAME, _C.ID_NUMBER, _C.GENDER)
COLUMNS: Mapping[ImportKind, tuple[Column, ...]] = {
    ImportKind.HOUSEHOLDS: (
        _C.NUMBER, _C.HAMLET, _C.GROUP, _C.HEAD, _C.NAME, _C.RELATION, _C.ID_NUMBER, _C.GENDER, _C.BORN_ON,
        _C.PHONE, _C.HOME_PHONE, _C.ACCOUNT, _C.BANK, _C.LAND, _C.ADDRESS, _C.NOTE, _C.HOME_NOTE, _C.SERIAL,
    ),
    ImportKind.ENTITLEMENTS: (
        _C.NUMBER, _C.HAMLET, _C.GROUP, *_PERSON[:2], _C.POLICY, _C.YEAR, _C.QUANTITY, _C.RATE, _C.AMOUNT, _C.PAID_ON,
        _C.ACCOUNT, _C.NOTE, _C.SERIAL,
    ),
    ImportKind.CADRES: (
        *_PERSON, _C.POSITION, _C.CADRE_KIND, _C.PHONE, _C.GROUPS, _C.SERVICES, _C.DUTY_DAYS, _C.DUTIES, _C.JOINED_ON,
        _C.AGENT, _C.WHOLE_VILLAGE, _C.IS_HEAD, _C.ON_ROSTER, _C.LEADS_DUTY, _C.SERIAL,
    ),
}  # fmt: skip
"""What the columns of each kind may mean, in the order in which we write them."""

ESSENTIAL: Mapping[ImportKind, tuple[tuple[Column, ...], ...]] = {
    ImportKind.HOUSEHOLDS: ((_C.NAME, _C.HEAD),),
    ImportKind.ENTITLEMENTS: ((_C.NUMBER, _C.NAME, _C.ID_NUMBER), (_C.QUANTITY, _C.AMOUNT)),
    ImportKind.CADRES: ((_C.NAME,),),
}
"""Of each of these at least one column must be known, else there is nothing to bring in."""

MEASURES = frozenset({_C.QUANTITY, _C.RATE, _C.AMOUNT})
"""What may stand in a column of its own for each policy."""


@dataclass(frozen=True, slots=True)
class PolicyColumn:
    """A column that holds one measure of one policy: a table may have a column for each policy that a household draws."""

    policy: str
    measure: Column

    def __post_init__(self) -> None:
        """Nothing but a measure stands in such a column."""
        if self.measure not in MEASURES:
            raise ValueError(f"{self.measure} is no measure")


Meaning = Column | PolicyColumn
"""What a column of a sheet may be taken for."""

CARRIED = frozenset({_C.NUMBER, _C.HAMLET, _C.GROUP, _C.HEAD, _C.POLICY, _C.YEAR})
"""A merged cell says these of every row that it spans; of money or a name it would be said once too often."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row as understood: the texts as written, the values where they could be read, what could not."""

    number: int
    texts: Mapping[Column, str]
    values: Mapping[Column, object]
    findings: tuple[Finding, ...] = ()

    def get(self, column: Column, kind: type[V]) -> V | None:
        """The value if there is one of this kind."""
        value = self.values.get(column)
        return value if isinstance(value, kind) else None

    def text(self, column: Column) -> str:
        """The value of a column of text, '' if there is none."""
        value = self.values.get(column)
        return value if isinstance(value, str) else ""

    @property
    def refused(self) -> bool:
        """Whether something in it cannot be read."""
        return bool(blocking(self.findings))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of one sheet as understood, and how many were passed over: blank, totals and notes, hidden, and of a table
    with a column for each policy those that draw nothing. There one row of the sheet is a row here for each policy.
    """

    columns: frozenset[Column]
    rows: tuple[ReadRow, ...]
    blank: int = 0
    totals: int = 0
    hidden: int = 0
    undrawn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSeen:
    """A sheet of the workbook: how well its header fits what is to be brought in."""

    name: str
    hidden: bool
    rows: int
    known_columns: int
    fits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSeen:
    """A column of the sheet: what it is taken for and how surely (0–100); `samples` are its first texts."""

    place: int
    letter: str
    heading: str
    column: Meaning | None
    confidence: int
    hidden: bool
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a file is understood before anything is decided; all of it may be said otherwise in a Choice."""

    kind: ImportKind
    file: str
    sheets: tuple[SheetSeen, ...]
    sheet: str
    title: str
    header_row: int
    header_depth: int
    columns: tuple[ColumnSeen, ...]
    signature: str
    remembered: bool
    year: int | None
    policy: str
    first: tuple[ReadRow, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody decided about a file; what is left out is taken as proposed.

    `columns` says by place what each column is (None = leave it out); `policy` and `year` hold where no column says them.
    """

    sheet: str = ""
    header_row: int = 0
    header_depth: int = 0
    columns: Mapping[int, Meaning | None] | None = None
    with_hidden_rows: bool = False
    year: int | None = None
    policy: str = ""
    create_hamlets: bool = False


class Outcome(StrEnum):
    """What a row would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """新增 / 改动 / 没变 / 要改."""
        return {"new": "新增", "changed": "改动", "unchanged": "没变", "refused": "要改"}[self.value]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What a cell would change: the heading, what is on record, what the table says."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """One row of the dry run. `texts` are its cells, with what the row above said of the household carried down.

    `block` is the first row of its household where several rows make one.
    """

    number: int
    subject: str
    outcome: Outcome
    texts: Mapping[Column, str]
    changes: tuple[FieldChange, ...] = ()
    findings: tuple[Finding, ...] = ()
    block: int = 0

    @property
    def reason(self) -> str:
        """Why it is refused, or what is to be looked at: all sentences in a line."""
        found = blocking(self.findings) if self.outcome is Outcome.REFUSED else self.findings
        return "".join(dict.fromkeys(finding.sentence for finding in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The dry run: every row with what it would do. It carries its table, so that applying it reads no file."""

    kind: ImportKind
    file: str
    sheet: str
    table: Table
    rows: tuple[PlannedRow, ...]
    year: int | None = None
    policy: str = ""
    create_hamlets: bool = False
    new_hamlets: tuple[str, ...] = ()
    signature: str = ""
    mapping: Mapping[int, Meaning | None] = field(default_factory=dict)

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many rows of each outcome; together they are all rows."""
        counted = Counter(row.outcome for row in self.rows)
        return {outcome: counted[outcome] for outcome in Outcome}

    @property
    def refused(self) -> tuple[PlannedRow, ...]:
        """The rows to be mended."""
        return tuple(row for row in self.rows if row.outcome is Outcome.REFUSED)

    @property
    def writes(self) -> bool:
        """Whether applying it would change anything."""
        return self.counts[Outcome.NEW] + self.counts[Outcome.CHANGED] > 0

    @property
    def amount(self) -> str:
        """How much would be written: 12 户, 35 笔, 3 位."""
        written = [row for row in self.rows if row.outcome in (Outcome.NEW, Outcome.CHANGED)]
        if self.kind is ImportKind.HOUSEHOLDS:
            return f"{len({row.block for row in written})} 户"
        return f"{len(written)} {'笔' if self.kind is ImportKind.ENTITLEMENTS else '位'}"

    @property
    def passed(self) -> str:
        """Which rows were passed over, "" if none."""
        table = self.table
        counts = (
            ("空行", table.blank),
            ("合计和说明", table.totals),
            ("隐藏的", table.hidden),
            ("一项都没写的", table.undrawn),
        )
        passed = [f"{what} {count} 行" for what, count in counts if count]
        return f"没有读：{'，'.join(passed)}。" if passed else ""

    @property
    def sentence(self) -> str:
        """What it comes to, for the command line."""
        return f"{'，'.join(f'{outcome.label} {count} 行' for outcome, count in self.counts.items())}。{self.passed}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """How a file is understood, and what it would do; no plan while its columns leave that open."""

    reading: Reading
    plan: Plan | None


def named_columns(meanings: Iterable[Meaning]) -> set[Column]:
    """The columns that are said by these: one of its own for a policy says policy and measure."""
    named = set[Column]()
    for meaning in meanings:
        named |= {meaning} if isinstance(meaning, Column) else {Column.POLICY, meaning.measure}
    return named


def day_text(day: date | None) -> str:
    """A date as the changes show it."""
    return "" if day is None else day.isoformat()


def field_changes(pairs: Iterable[tuple[str, str, str]]) -> tuple[FieldChange, ...]:
    """Those of (label, before, after) that differ."""
    return tuple(FieldChange(*pair) for pair in pairs if pair[1] != pair[2])
