"""One line of 值班记录 as it is jotted down: how it came, who, what; Enter writes it down and is ready for the next."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from ui.kit.buttons import Button
from ui.kit.finding_line import FindingLine, by_weight
from ui.kit.form import DRAFT_AFTER
from ui.kit.labels import set_property
from ui.kit.line_edit import ENTERS, LineEdit
from ui.kit.segmented import Segmented
from ui.kit.spacing import column, row
from ui.who_line import WhoLine
from venue_desk.domain.duty_log import IncidentLevel, LogKind, LogLine, LogLineEntry
from venue_desk.domain.errors import Refused, Unavailable
from venue_desk.domain.findings import Finding, Severity
from venue_desk.services.saved import Saved

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ui.screen import Shell
    from venue_desk.desk import Desk

DRAFT = "log_line.new"
"""The one draft of a line: what was begun in the strip goes on in the home card."""
YES = "1"


class LogEntry(QWidget):
    """The fields of a new line. `wide`: all in one row, for the strip over a screen."""

    noted = Signal(object)
    """The LogLine just written."""

    def __init__(self, desk: "Desk", shell: "Shell", *, wide: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._shell = desk, shell
        self.kind = Segmented([(kind, kind.label) for kind in LogKind], LogKind.VISIT, name="来访、来电还是突发")
        self.who, self.matter = WhoLine(desk), LineEdit()
        self.matter.setPlaceholderText("问什么事，怎么处理的")
        self.matter.setAccessibleName("事由和处理")
        self.note = Button("记下", self.write, kind="primary")
        self.level = Segmented([(level, level.label) for level in IncidentLevel], name="突发等级")
        self.reported, self.reported_to = QCheckBox("已上报"), LineEdit()
        self.reported_to.setPlaceholderText("报给谁，如 镇值班室")
        self.reported_to.setAccessibleName("报给谁")
        self._incident, self._told = QWidget(), column(gap=4)
        self._pause = QTimer(self, singleShot=True, interval=DRAFT_AFTER)
        self._lay_out(wide=wide)
        self._connect()
        self.reload()

    def reload(self) -> None:
        """What was begun and not written down; where somebody is typing, that stays."""
        if not self.is_typed_in():
            draft = self._desk.drafts.load(self._desk.act(), DRAFT)
            self._show(draft.texts if draft else {})

    def is_typed_in(self) -> bool:
        """Whether somebody is in the middle of a line."""
        focused = QApplication.focusWidget()
        return self._pause.isActive() or (focused is not None and self.isAncestorOf(focused) and bool(self._begun()))

    def take_focus(self) -> None:
        """On who; if that is known already, on the matter."""
        (self.matter if self.who.text() and not self.matter.text() else self.who).setFocus()

    def begin(self, kind: LogKind) -> None:
        """A line of that kind, the cursor in its first field."""
        self.kind.choose(kind)
        self._dress()
        self.take_focus()

    def write(self) -> None:
        """记下: what forbids it is told at its field, and nothing typed is lost."""
        self.flush()
        act = self._desk.act()
        try:
            saved = self._desk.duty_log.note(act, self._entry())
        except Refused as refused:
            self._tell(refused.findings)
            return
        except Unavailable as trouble:
            self._tell([Finding("world", Severity.MUST, trouble.sentence)])
            return
        self._desk.drafts.drop(act, DRAFT)
        kind = saved.record.kind
        self._show({"kind": "" if kind is LogKind.INCIDENT else kind.value})
        self.who.setFocus()
        self._shell.toast(told(saved.record), undo=lambda: self._undo(saved))
        self.noted.emit(saved.record)

    def flush(self) -> None:
        """Keep what is typed now rather than after the pause."""
        if self._pause.isActive():
            self._pause.stop()
            self._keep()

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Enter in the last field writes it down."""
        focused = QApplication.focusWidget()
        if event.key() not in ENTERS:
            event.ignore()
        elif focused is self.note:
            self.write()
        else:
            self._go_on(focused)

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    # within

    def _lay_out(self, *, wide: bool) -> None:
        box = column(self, gap=8)
        first = row(gap=8)
        first.addWidget(self.kind)
        first.addWidget(self.who, 3)
        second = first if wide else row(gap=8)
        second.addWidget(self.matter, 5)
        second.addWidget(self.note)
        box.addLayout(first)
        if not wide:
            box.addLayout(second)
        third = row(self._incident, gap=12)
        for widget in (self.level, self.reported):
            third.addWidget(widget)
        third.addWidget(self.reported_to, 1)
        box.addWidget(self._incident)
        box.addLayout(self._told)
        for one, other in zip(self._fields(), [*self._fields()[1:], self.note], strict=True):
            QWidget.setTabOrder(one, other)

    def _connect(self) -> None:
        self.kind.changed.connect(lambda _: self._kind_changed())
        self.level.changed.connect(lambda _: self._pause.start())
        self.reported.toggled.connect(lambda _: self._kind_changed())
        for line in (self.who, self.matter, self.reported_to):
            line.textEdited.connect(lambda _: self._typed())
        self.who.picked.connect(self._picked)
        self._pause.timeout.connect(self._keep)

    def _fields(self) -> "Sequence[QWidget]":
        return (self.kind, self.who, self.matter, self.level, self.reported, self.reported_to)

    def _go_on(self, focused: QWidget | None) -> None:
        fields = self._fields()
        at = next((number for number, field in enumerate(fields) if field is focused), 0)
        rest = (field for field in fields[at + 1 :] if field.isVisibleTo(self) and field.isEnabled())
        following = next(rest, None)
        if following is None:
            self.write()
        else:
            following.setFocus()

    def _picked(self) -> None:
        self._typed()
        self.matter.setFocus()

    def _typed(self) -> None:
        self._tell(())
        self._pause.start()

    def _kind_changed(self) -> None:
        self._dress()
        self._typed()

    def _dress(self) -> None:
        """Only an incident has a level, and only what was reported was reported to somebody."""
        incident = self.kind.value() is LogKind.INCIDENT
        self._incident.setVisible(incident)
        self.reported_to.setEnabled(self.reported.isChecked())
        self.who.setPlaceholderText("谁来反映的，可以不填" if incident else "谁，可输拼音首字母")

    def _entry(self) -> LogLineEntry:
        at, incident = self._desk.act().at, self.kind.value() is LogKind.INCIDENT
        reported = incident and self.reported.isChecked()
        return LogLineEntry(
            at=at,
            kind=LogKind(str(self.kind.value())),
            who=self.who.name(),
            villager_id=self.who.villager_id,
            matter=self.matter.text(),
            level=IncidentLevel(str(self.level.value())) if incident else None,
            reported_to=self.reported_to.text() if reported else "",
            reported_at=at if reported else None,
        )

    def _texts(self) -> dict[str, str]:
        return {
            "kind": str(self.kind.value()), "who": self.who.text(), "matter": self.matter.text(),
            "villager": str(self.who.villager_id or ""), "level": str(self.level.value()),
            "reported": YES if self.reported.isChecked() else "", "reported_to": self.reported_to.text(),
        }  # fmt: skip

    def _show(self, texts: "Mapping[str, str]") -> None:
        self.kind.choose(LogKind(texts.get("kind") or LogKind.VISIT))
        self.level.choose(IncidentLevel(texts.get("level") or IncidentLevel.MINOR))
        villager = texts.get("villager", "")
        self.who.show_person(texts.get("who", ""), UUID(villager) if villager else None)
        self.matter.setText(texts.get("matter", ""))
        self.reported.setChecked(bool(texts.get("reported")))
        self.reported_to.setText(texts.get("reported_to", ""))
        self._pause.stop()
        self._tell(())
        self._dress()

    def _keep(self) -> None:
        if self.who.text().strip() or self.matter.text().strip():
            self._desk.drafts.save(self._desk.act(), DRAFT, self._texts())
        else:
            self._desk.drafts.drop(self._desk.act(), DRAFT)

    def _begun(self) -> str:
        return self.who.text() + self.matter.text()

    def _tell(self, findings: "Sequence[Finding]") -> None:
        while (item := self._told.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        places = {"who": self.who, "matter": self.matter, "reported_to": self.reported_to}
        wrong = {finding.field for finding in findings}
        for name, line in places.items():
            set_property(line, "state", "error" if name in wrong else "")
        for finding in by_weight(findings):
            self._told.addWidget(FindingLine(finding))
        if findings:
            places.get(findings[0].field, self.matter).setFocus(Qt.FocusReason.OtherFocusReason)

    def _undo(self, saved: Saved[LogLine]) -> None:
        self._desk.undo(self._desk.act(), saved)


def told(line: LogLine) -> str:
    """已记下：来访 王秀珍."""
    return f"已记下：{line.kind.label} {line.who or line.matter[:12]}"
