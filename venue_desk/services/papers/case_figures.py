"""民事代办月统计表: a month of the cases on paper."""

from datetime import date

from printing.document import Options
from printing.papers.case_figures import CaseFigures
from venue_desk.domain.case_report import FiguresOrder
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.roster import month_of
from venue_desk.domain.stations import Station
from venue_desk.services.case_figures import month_figures
from venue_desk.services.gathering import Gathered, Offer, Piece, coming_serials, full_name


def _figures(station: Station, order: FiguresOrder, day: date) -> Gathered:
    month = month_of(order.month)
    found = month_figures(station.id, month, day)
    serial = next(coming_serials(station, PaperKey.CASE_FIGURES, day))
    data = CaseFigures(station=full_name(station), serial=serial, figures=found, made_on=day)
    title = f"{month.year} 年 {month.month} 月民事代办统计表"
    pieces = () if found.empty else (Piece(data=data, serial=serial, title=title),)
    return Gathered(
        paper=PaperKey.CASE_FIGURES, station=station, day=day, options=Options(), pieces=pieces, year=month.year
    )


FIGURES = Offer(
    papers=(PaperKey.CASE_FIGURES,),
    gather=_figures,
    nothing="这个月、上个月和去年同月都没有代办件。登记了代办件，再来印统计表。",
)
