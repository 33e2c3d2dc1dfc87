"""规定: every number an authority may change, with its document, since when, and what held before."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from ui.entry import Entry, Values
from ui.kit.fields import Field, Kind
from ui.kit.labels import Prose, Text, hairline
from ui.kit.lines import Line, Lines
from ui.kit.panel import PanelPage
from ui.kit.spacing import column
from ui.kit.verb import Verb
from ui.screens.settings.place import Place
from venue_desk.domain.calendar import plain_date
from venue_desk.domain.settings import Rule, Setting, SettingEntry
from venue_desk.services.settings import SettingRow

NOTE = "改的时候写明从哪天起、依据哪个文件。以前的日子还按以前的数算。"


def show(place: Place) -> None:
    """All rules as they hold today."""
    act = place.act()
    page = QWidget()
    body = column(page, gap=12)
    body.addWidget(Prose(NOTE, "meta"))
    for row in place.desk.settings.rows(act.station_id, act.today):
        body.addWidget(hairline())
        body.addWidget(_rule(place, row))
    body.addStretch(1)
    place.show(PanelPage(title="规定", content=page))


def draft_key(row: SettingRow) -> str:
    """Under which what is typed into its form is kept."""
    return f"settings.rule.{row.rule.key}"


def change(place: Place, row: SettingRow) -> None:
    """Another number from a day on."""
    rule = row.rule
    place.open(
        Entry(
            key=draft_key(row), title=rule.title, verb="存下", fields=_fields(rule),
            values={"value": row.value, "document_number": "", "from_on": place.act().today},
            save=lambda act, values: place.desk.settings.set(act, _entry(rule, values, act.today)),
            told=lambda saved: f"已定：{rule.title} {saved.value} {rule.unit}，{plain_date(saved.from_on)}起",
            note=f"现在是 {row.value} {rule.unit}",
        )
    )  # fmt: skip


def correct(place: Place, rule: Rule, setting: Setting) -> None:
    """What was typed wrong: number, day or document of a line on record."""
    place.open(
        Entry(
            key=f"settings.rule.{setting.id}", title=f"更正：{rule.title}", verb="存下", fields=_fields(rule),
            values={"value": setting.value, "document_number": setting.document_number, "from_on": setting.from_on},
            save=lambda act, values: place.desk.settings.change(act, setting, _entry(rule, values, setting.from_on)),
            told=lambda saved: f"已更正：{rule.title} {saved.value} {rule.unit}，{plain_date(saved.from_on)}起",
            note="只更正写错的；新的规定请点「改」",
        )
    )  # fmt: skip


def _fields(rule: Rule) -> tuple[Field, ...]:
    between = f"{rule.least} 到 {rule.most} {rule.unit}"
    return (
        Field(name="value", label=f"多少{rule.unit}", kind=Kind.WHOLE, hint=between, required=True),
        Field(name="document_number", label="依据", placeholder="例如 陇组发〔2026〕8号", hint="文号，或谁定的"),
        Field(name="from_on", label="从哪天起", kind=Kind.DATE, required=True),
    )


def _entry(rule: Rule, values: Values, otherwise: date) -> SettingEntry:
    """A blank number is none within the limits, and is refused as such."""
    value = values["value"]
    return SettingEntry(
        key=rule.key,
        value=value if isinstance(value, int) else rule.least - 1,
        from_on=values["from_on"] or otherwise,
        document_number=str(values["document_number"] or ""),
    )


def _rule(place: Place, row: SettingRow) -> QWidget:
    rule, setting = row.rule, row.setting
    shown = QWidget()
    body = column(shown, gap=4)
    since = f"自{plain_date(setting.from_on)}起" if setting else "还没改过"
    body.addWidget(
        Lines(
            [
                Line(
                    fact=rule.title,
                    meta=f"依据 {_source(rule, setting)} · {since}",
                    right=f"{row.value} {rule.unit}",
                    verbs=(*_mending(place, rule, setting), Verb("改", partial(change, place, row))),
                )
            ]
        )
    )
    if row.history:
        body.addWidget(Text("其他时候", "hint"))
        body.addWidget(Lines(_history(place, row)))
    return shown


def _mending(place: Place, rule: Rule, setting: Setting | None) -> tuple[Verb, ...]:
    return (Verb("更正", partial(correct, place, rule, setting)),) if setting is not None else ()


def _history(place: Place, row: SettingRow) -> list[Line]:
    """What will hold and what held, the latest first; last what held before anything was set."""
    rule = row.rule
    first = Line(fact=f"原来 {rule.default} {rule.unit}", meta=f"依据 {rule.source}", quiet=True)
    lines = [
        Line(
            fact=f"{plain_date(setting.from_on)}起 {setting.value} {rule.unit}",
            meta=f"依据 {_source(rule, setting)}",
            quiet=row.setting is not None and setting.from_on < row.setting.from_on,
            verbs=_mending(place, rule, setting),
        )
        for setting in reversed(row.history)
        if setting != row.setting
    ]
    return [*lines, first]


def _source(rule: Rule, setting: Setting | None) -> str:
    if setting is None:
        return rule.source
    return setting.document_number or "没有写文号"
