"""The papers that can be printed, in words: for the command line and the print screen."""

from dataclasses import dataclass

from printing.papers import papers


@dataclass(frozen=True, slots=True)
class PaperLine:
    """Key, Chinese title, and the sheet: 90×54 mm，一张 A4 印 10 个."""

    key: str
    title: str
    sheet: str
    places: int


def catalogue() -> tuple[PaperLine, ...]:
    """Every paper, in the order in which it is offered."""
    lines = []
    for paper in papers():
        sheet, places = paper.sheet.name, 1
        if paper.grid is not None:
            places = paper.grid.cells
            sheet = f"{paper.grid.cell_width:g}×{paper.grid.cell_height:g} mm，一张 {sheet} 印 {places} 个"
        lines.append(PaperLine(paper.key, paper.title, sheet, places))
    return tuple(lines)
