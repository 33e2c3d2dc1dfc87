"""Every paper of the catalogue is offered by a register, can be ordered in words, and says what to do where there is none."""

from venue_desk.commands.orders import ORDERINGS
from venue_desk.domain.printouts import PaperKey
from venue_desk.services.paper_catalogue import catalogue
from venue_desk.services.papers import OFFERS, offer_of

CATALOGUE = {PaperKey(line.key) for line in catalogue()}


def test_each_paper_is_offered_by_one_register() -> None:
    offered = [paper for offer in OFFERS for paper in offer.papers]
    assert sorted(offered) == sorted(CATALOGUE)


def test_each_paper_can_be_ordered_in_words() -> None:
    assert set(ORDERINGS) == CATALOGUE


def test_where_there_is_no_paper_it_says_what_to_do() -> None:
    assert [paper for paper in CATALOGUE if not offer_of(paper).nothing.endswith("。")] == []
