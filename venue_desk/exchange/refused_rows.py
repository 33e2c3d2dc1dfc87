"""The rows to be mended as a workbook: the reason beside each, every cell a text, the headings those we always know again."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from venue_desk.domain.importing import COLUMNS, Column, ImportKind, Plan, PlannedRow

REASON, ROW = "要改的地方", "原表行号"
"""Headings that are passed over when the workbook is brought in again."""

_WIDTHS: Mapping[Column, int] = {Column.ID_NUMBER: 22, Column.ACCOUNT: 22, Column.ADDRESS: 28, Column.POLICY: 24}


def refused_workbook(plan: Plan) -> bytes:
    """The refused rows, ready to be mended and brought in again."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("要改的行")
    columns = _columns(plan)
    for place, width in enumerate((46, 9, *(_WIDTHS.get(column, 13) for column in columns)), 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "C2"
    sheet.append([_heading(sheet, text) for text in (REASON, ROW, *columns)])
    for row in plan.refused:
        said = _said(plan, row)
        cells = [_text(sheet, row.reason, wrapped=True), _text(sheet, str(row.number))]
        sheet.append([*cells, *(_text(sheet, said.get(column, "")) for column in columns)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _columns(plan: Plan) -> list[Column]:
    known = {column for row in plan.refused for column in _said(plan, row)} | plan.table.columns
    return [column for column in COLUMNS[plan.kind] if column in known]


def _said(plan: Plan, row: PlannedRow) -> Mapping[Column, str]:
    """What was said of the whole table is said of the row, so that it can stand alone."""
    if plan.kind is not ImportKind.ENTITLEMENTS:
        return row.texts
    whole = {Column.POLICY: plan.policy, Column.YEAR: str(plan.year or "")}
    return {column: text for column, text in whole.items() if text} | dict(row.texts)


def _heading(sheet: Any, text: str) -> Any:
    cell = _text(sheet, text)
    cell.font, cell.fill = Font(bold=True), PatternFill("solid", start_color="FFE8E4DA")
    return cell


def _text(sheet: Any, text: str, *, wrapped: bool = False) -> Any:
    """A text cell: ID numbers keep their digits, and nothing that begins with = is reckoned."""
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type, cell.number_format = "s", "@"
    cell.alignment = Alignment(vertical="top", wrap_text=wrapped)
    return cell
