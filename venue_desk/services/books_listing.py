"""What the canteen's books have for Excel and for the list of what was done today."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import NamedTuple, TypeVar
from uuid import UUID

from db import cadres
from db import settlements as table
from venue_desk.domain.advances import Allotment
from venue_desk.domain.corrections import Correction
from venue_desk.domain.home import Done
from venue_desk.domain.purchases import FundingSource, PurchaseLine
from venue_desk.domain.roster import month_end, month_of
from venue_desk.domain.settlements import Settlement
from venue_desk.domain.stock import Lot
from venue_desk.exchange.writing import Shape
from venue_desk.services.listings import ExportColumn, Listed, Listing, Wanted, yes_no
from venue_desk.services.purchases import PurchaseRow, rows_of
from venue_desk.services.settling import settlement_of
from venue_desk.services.store_room import room_of

R = TypeVar("R")
TOTAL = "合计"


class BoughtLine(NamedTuple):
    """One line of a purchase, with the purchase it stands in."""

    row: PurchaseRow
    line: PurchaseLine


def done_at(station_id: UUID, begins: datetime, ends: datetime) -> list[Done]:
    """The months that were settled in this stretch of time."""
    closed = table.closed_between(station_id, begins, ends)
    return [Done(each.closed_at, f"结算{each.month.month}月伙食账") for each in closed]


def export_columns() -> dict[str, Listed]:
    """采购 and 结算 of a month, 库存 as it stands."""
    return {"purchases": _purchases, "stock": _stock, "settlements": _settlements}


def _purchases(wanted: Wanted) -> Listing[BoughtLine]:
    month = month_of(wanted.month or wanted.today)
    columns: list[ExportColumn[BoughtLine]] = [
        ExportColumn(title="日期", of=lambda r: r.row.purchase.day, shape=Shape.DATE),
        ExportColumn(title="供货商", room=14, of=lambda r: r.row.supplier),
        ExportColumn(title="名称", room=12, of=lambda r: r.line.item),
        ExportColumn(title="品牌规格", room=14, of=lambda r: r.line.brand_spec),
        ExportColumn(title="类别", of=lambda r: r.line.kind.label),
        ExportColumn(title="数量", of=lambda r: r.line.quantity, shape=Shape.QUANTITY),
        ExportColumn(title="单位", of=lambda r: r.line.unit),
        ExportColumn(title="单价（元）", of=lambda r: r.line.unit_price_fen, shape=Shape.MONEY),
        ExportColumn(title="金额（元）", of=lambda r: r.line.amount_fen, shape=Shape.MONEY),
        ExportColumn(title="保质期至", of=lambda r: r.line.best_before, shape=Shape.DATE),
        ExportColumn(title="入库", of=lambda r: yes_no(r.line.enters_stock)),
        ExportColumn(title="经费来源", of=lambda r: r.row.purchase.source.label),
        ExportColumn(title="索证索票", room=14, of=lambda r: "、".join(sorted(v.label for v in r.row.purchase.vouchers))),
        ExportColumn(title="票据号", room=14, of=lambda r: r.row.purchase.voucher_number),
        ExportColumn(title="送货人", room=9, of=lambda r: r.row.purchase.delivered_by),
        ExportColumn(title="验收人", room=9, of=lambda r: r.row.received_by),
        ExportColumn(title="备注", room=18, of=lambda r: r.row.purchase.note),
    ]  # fmt: skip

    def rows(station_id: UUID) -> list[BoughtLine]:
        return [BoughtLine(row, line) for row in rows_of(station_id, month) for line in row.purchase.lines]

    return Listing(
        name="采购", title=f"{_said(month)}食堂采购", columns=columns, rows=_of_station(wanted, rows),
        begins=lambda r: r.line is r.row.purchase.lines[0],
    )  # fmt: skip


def _stock(wanted: Wanted) -> Listing[Lot]:
    columns: list[ExportColumn[Lot]] = [
        ExportColumn(title="类别", of=lambda r: r.kind.label),
        ExportColumn(title="名称", room=12, of=lambda r: r.item),
        ExportColumn(title="数量", of=lambda r: r.quantity, shape=Shape.QUANTITY),
        ExportColumn(title="单位", of=lambda r: r.unit),
        ExportColumn(title="保质期至", of=lambda r: r.best_before, shape=Shape.DATE),
        ExportColumn(title="入库日期", of=lambda r: r.came_on, shape=Shape.DATE),
    ]

    def rows(station_id: UUID) -> Sequence[Lot]:
        return room_of(station_id).until(wanted.today).lots()

    return Listing(name="库存", title="食堂库存", columns=columns, rows=_of_station(wanted, rows))


class ShareLine(NamedTuple):
    """One cadre's month, or all of them together."""

    name: str
    meals: int
    guest_meals: int
    before_fen: int
    advance_fen: int
    share_fen: int
    corrected_fen: int
    after_fen: int


class FundLine(NamedTuple):
    """One source's month, or all of them together."""

    source: str
    before_fen: int
    income_fen: int
    spent_fen: int
    after_fen: int


class MendedLine(NamedTuple):
    """What one cadre bears more for a correction, below nothing less."""

    correction: Correction
    name: str
    amount_fen: int


def _settlements(wanted: Wanted) -> Listing[ShareLine]:
    """The shares; beside them the sources, what was given by which document, and what was put right. A draft says so."""
    month = month_of(wanted.month or wanted.today)
    columns: list[ExportColumn[ShareLine]] = [
        ExportColumn(title="姓名", room=9, of=lambda r: r.name),
        ExportColumn(title="就餐（份）", of=lambda r: r.meals, shape=Shape.WHOLE),
        ExportColumn(title="客餐（份）", of=lambda r: r.guest_meals, shape=Shape.WHOLE),
        ExportColumn(title="上月结余（元）", of=lambda r: r.before_fen, shape=Shape.MONEY),
        ExportColumn(title="本月预交（元）", of=lambda r: r.advance_fen, shape=Shape.MONEY),
        ExportColumn(title="应摊（元）", of=lambda r: r.share_fen, shape=Shape.MONEY),
        ExportColumn(title="冲正（元）", of=lambda r: r.corrected_fen, shape=Shape.MONEY),
        ExportColumn(title="结余（元）", of=lambda r: r.after_fen, shape=Shape.MONEY),
    ]
    draft = wanted.station_id is not None and table.closed_month(wanted.station_id, month) is None
    mark = "（草稿，还没有关账）" if draft else ""
    return Listing(
        name="结算", title=f"{_said(month)}伙食结算{mark}", columns=columns, begins=lambda r: r.name == TOTAL,
        rows=_of_station(wanted, lambda home: _share_lines(_settlement(home, month, wanted))),
        beside=(
            Listing(
                name="经费", title=f"{_said(month)}伙食经费{mark}", columns=_fund_columns(),
                begins=lambda r: r.source == TOTAL,
                rows=_of_station(wanted, lambda home: _fund_lines(_settlement(home, month, wanted))),
            ),
            Listing(
                name="拨款", title=f"{_said(month)}拨款", columns=_allotment_columns(),
                rows=_of_station(wanted, lambda home: table.allotments(home, month, month_end(month))),
            ),
            Listing(
                name="冲正", title=f"{_said(month)}记的冲正", columns=_mended_columns(),
                rows=_of_station(wanted, lambda home: _mended_lines(home, month)),
            ),
        ),
    )  # fmt: skip


def _share_lines(settled: Settlement) -> list[ShareLine]:
    lines = [
        ShareLine(
            share.name, share.meals, share.guest_meals, share.before_fen, share.advance_fen, share.share_fen,
            share.corrected_fen, share.after_fen,
        )
        for share in settled.shares
    ]  # fmt: skip
    return [*lines, ShareLine(TOTAL, *(sum(column) for column in list(zip(*lines, strict=True))[1:]))] if lines else []


def _fund_lines(settled: Settlement) -> list[FundLine]:
    lines = [
        FundLine(fund.source.label, fund.before_fen, fund.income_fen, fund.spent_fen, fund.after_fen)
        for fund in settled.funds
    ]
    before, paid, left = (
        sum(column)
        for column in (
            [s.before_fen for s in settled.shares],
            [s.advance_fen for s in settled.shares],
            [s.after_fen for s in settled.shares],
        )
    )
    lines.append(FundLine(FundingSource.PERSONAL.label, before, paid, settled.personal_fen, left))
    return [*lines, FundLine(TOTAL, *(sum(column) for column in list(zip(*lines, strict=True))[1:]))]


def _mended_lines(station_id: UUID, month: date) -> list[MendedLine]:
    names = cadres.names(station_id)
    return [
        MendedLine(correction, names.get(line.cadre_id, ""), line.amount_fen)
        for correction in table.corrections(station_id, month, month_end(month))
        for line in correction.lines
    ]


def _fund_columns() -> list[ExportColumn[FundLine]]:
    return [
        ExportColumn(title="经费来源", of=lambda r: r.source),
        ExportColumn(title="上月结余（元）", of=lambda r: r.before_fen, shape=Shape.MONEY),
        ExportColumn(title="本月拨入、预交（元）", of=lambda r: r.income_fen, shape=Shape.MONEY),
        ExportColumn(title="本月支出（元）", of=lambda r: r.spent_fen, shape=Shape.MONEY),
        ExportColumn(title="结余（元）", of=lambda r: r.after_fen, shape=Shape.MONEY),
    ]


def _allotment_columns() -> list[ExportColumn[Allotment]]:
    return [
        ExportColumn(title="日期", of=lambda r: r.day, shape=Shape.DATE),
        ExportColumn(title="经费来源", of=lambda r: r.source.label),
        ExportColumn(title="金额（元）", of=lambda r: r.amount_fen, shape=Shape.MONEY),
        ExportColumn(title="文号", room=18, of=lambda r: r.document_number),
        ExportColumn(title="备注", room=18, of=lambda r: r.note),
    ]


def _mended_columns() -> list[ExportColumn[MendedLine]]:
    return [
        ExportColumn(title="日期", of=lambda r: r.correction.day, shape=Shape.DATE),
        ExportColumn(title="冲正哪个月", of=lambda r: _said(r.correction.of_month)),
        ExportColumn(title="姓名", room=9, of=lambda r: r.name),
        ExportColumn(title="多摊（元）", of=lambda r: r.amount_fen, shape=Shape.MONEY),
        ExportColumn(title="原因", room=24, of=lambda r: r.correction.reason),
    ]


def _settlement(station_id: UUID, month: date, wanted: Wanted) -> Settlement:
    return table.closed_month(station_id, month) or settlement_of(station_id, month, wanted.today)


def _of_station(wanted: Wanted, rows: Callable[[UUID], Sequence[R]]) -> Callable[[], Sequence[R]]:
    """Nothing for a blank template: this is never filled in by hand."""
    return partial(rows, wanted.station_id) if wanted.station_id else list


def _said(month: date) -> str:
    return f"{month.year}年{month.month}月"
