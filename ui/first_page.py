"""The first page of a machine without data: found this station, step by step, or open the fictional one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QWidget

from ui.faults import sentence_for
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.centred import centred
from ui.kit.fields import Choice, Field, Kind
from ui.kit.finding_line import FindingLine
from ui.kit.form import Form
from ui.kit.icons import IconLabel
from ui.kit.job_card import JobCard
from ui.kit.labels import Prose, Text, hairline
from ui.kit.scroll import scrolled
from ui.kit.spacing import column, row
from ui.tasks import Job, Tasks
from ui.top_bar import Seal
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import Finding, Severity, blocking
from venue_desk.domain.stations import (
    FirstCadre,
    Regime,
    StationEntry,
    StationSetup,
    check_password,
    check_setup,
    check_station,
)

_STATION = (
    Field(name="county", label="县", required=True, row="where", placeholder="如：陇西县"),
    Field(name="township", label="乡镇", required=True, row="where", placeholder="如：菜子镇"),
    Field(name="village", label="村", required=True, row="where", placeholder="如：浅河村"),
    Field(name="name", label="站名", required=True, hint="印在每张纸上", placeholder="如：浅河村便民服务站"),
    Field(name="code", label="行政区划代码", required=True, hint="12 位，镇里发的统一编码"),
    Field(
        name="regime",
        label="值守办法",
        kind=Kind.CHOICE,
        required=True,
        choices=tuple(Choice(regime, regime.label) for regime in Regime),
    ),
    Field(name="phone", label="24 小时值班电话", kind=Kind.PHONE, row="phones", hint="印在连心卡上"),
    Field(name="supervision_phone", label="监督电话", kind=Kind.PHONE, row="phones", hint="镇里的电话"),
    Field(name="address", label="站址"),
)
_GROUPS = (
    Field(
        name="groups",
        label="村民小组",
        kind=Kind.MULTILINE,
        required=True,
        hint="一行一个",
        placeholder="如：\n一社\n二社",
    ),
)
_CADRE = (
    Field(name="cadre_name", label="姓名", required=True, row="who"),
    Field(name="cadre_phone", label="手机", kind=Kind.PHONE, required=True, row="who"),
    Field(name="position", label="职务", placeholder="站长"),
    Field(name="password", label="口令", kind=Kind.PASSWORD, required=True, hint="至少 8 位，可以是一句话"),
    Field(name="password_again", label="再输一遍口令", kind=Kind.PASSWORD, required=True),
)
STEPS: tuple[tuple[str, str, tuple[Field, ...]], ...] = (
    ("本站", "这些会印在连心卡和知情卡上，以后在设置里可以改。", _STATION),
    ("村民小组", "按组分人、按社印卡。名字照村里平时的叫法写，以后可以添。", _GROUPS),
    ("第一位干部", "通常是站长。用这个口令开锁：数据全加了密，口令忘了谁也打不开，请记牢。", _CADRE),
)


class ChoiceButton(QPushButton):
    """A big choice: sign, what it is, what happens then."""

    def __init__(
        self, icon: str, title: str, what: str, act: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "choice")
        self.setProperty("ring", "radius_card")
        self.setAccessibleName(title)
        self.setAccessibleDescription(what)
        self.setAutoDefault(False)
        self.clicked.connect(lambda _checked: act())
        body = column(self, gap=8, insets="24 24 24 24")
        body.addWidget(IconLabel(icon, "red", 32))
        body.addWidget(Text(title, "panel-title"))
        body.addWidget(Prose(what, "meta"))
        body.addStretch(1)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.sizeHint()


class FirstPage(QWidget):
    """`found(setup)` makes the data or raises Refused; `demo()` is the job that makes the fictional station."""

    founded = Signal(object)
    demo_ready = Signal(object)

    def __init__(
        self,
        found: Callable[[StationSetup], object],
        demo: Callable[[], Job],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._demo = demo
        self._tasks = Tasks(self)
        self.setProperty("role", "ground")
        self._pages = QStackedWidget()
        self._job = JobCard()
        self._job.finished.connect(self.demo_ready)
        self._job.failed.connect(self._demo_failed)
        self._trouble = Prose("", "meta", "red")
        self._trouble.hide()
        self.setup = SetupSteps(found, today)
        self.setup.left.connect(lambda: self._pages.setCurrentIndex(0))
        self.setup.founded.connect(self.founded)
        self._pages.addWidget(self._choices())
        self._pages.addWidget(self.setup)
        column(self).addWidget(self._pages)

    def _choices(self) -> QWidget:
        page = QWidget()
        mark = Seal()
        mark.show_text("村站")
        head = row(gap=12)
        head.addWidget(mark)
        words = column(gap=0)
        words.addWidget(Text("村站值守台", "title"))
        words.addWidget(Text("这台电脑上还没有本站的数据", "meta"))
        head.addLayout(words, 1)
        self._begin = ChoiceButton("house", "新建本站", "分三步，填好本站、村民小组和第一位干部。", self.begin)
        self._look = ChoiceButton("eye", "打开示范站", "先看一看：浅河村的人和事都是编的，随便改。", self.open_demo)
        both = row(gap=16)
        both.addWidget(self._begin, 1)
        both.addWidget(self._look, 1)
        middle = column(gap=24)
        middle.addLayout(head)
        middle.addLayout(both)
        middle.addWidget(self._trouble)
        middle.addWidget(self._job)
        centred(page, middle, 720)
        return page

    def begin(self) -> None:
        """To the first step, with whatever was typed before."""
        self._pages.setCurrentWidget(self.setup)
        self.setup.settle()

    def open_demo(self) -> None:
        """Make the fictional station beside the window."""
        if self._job.busy():
            return
        self._trouble.hide()
        self._job.follow(self._tasks.run(self._demo()), "正在准备示范站", "做好了会自己打开。")

    def close_jobs(self) -> None:
        """Before the page goes: nothing is left running."""
        self._tasks.close()

    def _demo_failed(self, error: Exception) -> None:
        self._trouble.setText(sentence_for(error))
        self._trouble.show()


class SetupSteps(QWidget):
    """Three forms on one sheet; going back keeps what was typed."""

    founded = Signal(object)
    left = Signal()

    def __init__(
        self, found: Callable[[StationSetup], object], today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._found = found
        self.at = 0
        self.forms = [self._form(fields, today) for _, _, fields in STEPS]
        self._title, self._step, self._why = Text("", "panel-title"), Text("", "meta"), Prose("", "meta")
        self._stack = QStackedWidget()
        for form in self.forms:
            self._stack.addWidget(scrolled(form))
        self._rest = column(gap=4)
        self._back, self._on = Button("", self.back), Button("", self.advance, kind="primary")
        self._build()
        self._show_step()

    def _form(self, fields: Sequence[Field], today: Callable[[], date]) -> Form:
        form = Form(fields, today)
        form.save_requested.connect(self._step_done)
        form.left.connect(self.back)
        return form

    def _build(self) -> None:
        card = Card(gap=12, insets="28 24 28 20")
        head = row(gap=8)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._step)
        card.body.addLayout(head)
        card.body.addWidget(self._why)
        card.body.addWidget(self._stack, 1)
        card.body.addLayout(self._rest)
        card.body.addWidget(hairline())
        card.body.addLayout(self._foot())
        middle = column()
        middle.addWidget(card, 1)
        centred(self, middle, 640, fill=True)

    def _foot(self) -> QHBoxLayout:
        foot = row(gap=8)
        foot.addWidget(Text("回车到下一格", "hint"))
        foot.addStretch(1)
        foot.addWidget(self._back)
        foot.addWidget(self._on)
        return foot

    def settle(self) -> None:
        """The cursor in the first field of the step."""
        self.forms[self.at].take_focus()

    def back(self) -> None:
        """One step back, or out of it; what was typed stays."""
        if self.at == 0:
            self.left.emit()
            return
        self.at -= 1
        self._show_step()

    def advance(self) -> None:
        """On, if nothing on this step must be mended first."""
        self.forms[self.at].save()

    def _show_step(self) -> None:
        title, why, _ = STEPS[self.at]
        self._title.setText(title)
        self._step.setText(f"第 {self.at + 1} 步，共 {len(STEPS)} 步")
        self._why.setText(why)
        self._stack.setCurrentIndex(self.at)
        self._back.setText("上一步" if self.at else "返回")
        self._on.setText("建好本站" if self.at == len(STEPS) - 1 else "下一步")
        self.settle()

    def _step_done(self) -> None:
        findings = self._findings()
        elsewhere = self.forms[self.at].show_findings([f for f in findings if f.severity is Severity.MUST])
        if len(blocking(findings)) > len(elsewhere):
            return
        if self.at < len(STEPS) - 1:
            self.at += 1
            self._show_step()
            return
        self._finish()

    def _findings(self) -> list[Finding]:
        """The rules of the domain, those of this step alone: later steps are not filled in yet."""
        setup, values = self.entry(), self.forms[-1].values()
        if self.at == 0:
            return check_station(setup.station)
        findings = check_setup(setup)
        if self.at == len(STEPS) - 1:
            again = check_password(setup.cadre.password, str(values["password_again"]))
            findings = [f for f in findings if f.field != "password"] + again
        mine = {field.name for field in STEPS[self.at][2]}
        return [f for f in findings if f.field in mine]

    def _finish(self) -> None:
        try:
            opened = self._found(self.entry())
        except Refused as refused:
            self._refused(refused.findings)
        except Unavailable as unavailable:
            self._show_rest([Finding("unavailable", Severity.MUST, unavailable.sentence)])
        else:
            self.founded.emit(opened)

    def _refused(self, findings: Sequence[Finding]) -> None:
        """Back to the first step that has something to mend."""
        for place, (_, _, fields) in enumerate(STEPS):
            if {f.field for f in findings} & {field.name for field in fields}:
                self.at = place
                self._show_step()
                break
        self._show_rest(self.forms[self.at].show_findings(findings))

    def _show_rest(self, findings: Sequence[Finding]) -> None:
        """What belongs to no field stands above the foot until the next attempt."""
        while (item := self._rest.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for finding in findings:
            self._rest.addWidget(FindingLine(finding, tinted=True))

    def entry(self) -> StationSetup:
        """What was typed so far, as the domain wants it."""
        values: dict[str, object] = {}
        for form in self.forms:
            values |= form.values()
        return StationSetup(station=_station(values), groups=_lines(values["groups"]), cadre=_cadre(values))


def _station(values: Mapping[str, object]) -> StationEntry:
    names = ("county", "township", "village", "name", "code", "phone", "supervision_phone", "address")
    texts = {name: str(values[name] or "") for name in names}
    regime = values["regime"]
    return StationEntry(regime=regime if isinstance(regime, Regime) else Regime.ROTATING, **texts)


def _cadre(values: Mapping[str, object]) -> FirstCadre:
    return FirstCadre(
        name=str(values["cadre_name"] or ""),
        phone=str(values["cadre_phone"] or ""),
        password=str(values["password"] or ""),
        position=str(values["position"] or "") or "站长",
    )


def _lines(text: object) -> tuple[str, ...]:
    return tuple(line.strip() for line in str(text or "").splitlines() if line.strip())
