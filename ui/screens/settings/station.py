"""本站: what stands on every card and sheet, in one form."""

from typing import Any

from ui.entry import Entry, Values
from ui.kit.fields import Choice, Field, Kind
from ui.screens.settings.place import Place
from venue_desk.domain.records import said
from venue_desk.domain.stations import Regime, Station, StationEntry

KEY = "settings.station"
PLACE = "站名和区划"
FIELDS = (
    Field(name="phone", label="24 小时值班电话", kind=Kind.PHONE, hint="印在卡上，有人接才填", row="phones"),
    Field(name="supervision_phone", label="监督电话", kind=Kind.PHONE, hint="村民不满意时打", row="phones"),
    Field(name="address", label="地址", placeholder="例如 陇西县菜子镇浅河村村委会院内"),
    Field(
        name="regime", label="值守办法", kind=Kind.CHOICE,
        choices=tuple(Choice(regime, regime.label) for regime in Regime),
    ),
    Field(name="promise", label="服务承诺", hint="印在卡的最下面一行"),
    Field(name="name", label="站名", required=True, section=PLACE),
    Field(name="county", label="县", required=True, row="where", section=PLACE),
    Field(name="township", label="乡镇", required=True, row="where", section=PLACE),
    Field(name="village", label="村", required=True, row="where", section=PLACE),
    Field(name="code", label="行政区划代码", required=True, hint="12 位，编号从它来", section=PLACE),
)  # fmt: skip


def entry_of(values: Values) -> StationEntry:
    """The typed values as the service takes them."""
    texts = {name: str(value or "") for name, value in values.items() if name != "regime"}
    regime = values["regime"]
    return StationEntry(regime=regime if isinstance(regime, Regime) else Regime.ROTATING, **texts)


def values_of(station: Station) -> dict[str, Any]:
    """The record as the form shows it."""
    return said(StationEntry, station)


def show(place: Place) -> None:
    """The form, with what is still to be looked at beside its fields."""
    stations = place.desk.stations
    station = stations.get(place.act().station_id)
    form = place.open(
        Entry(
            key=KEY, title="本站", verb="存下", fields=FIELDS, values=values_of(station),
            save=lambda act, values: stations.change(act, station, entry_of(values)),
            told=lambda changed: f"已存：{changed.name}",
            note="存下以后，新印的卡和单就用新的",
        ),
        over=False,
    )  # fmt: skip
    form.show_findings(stations.findings(entry_of(form.values())))
