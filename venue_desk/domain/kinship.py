"""与户主关系 when the head changes: what somebody is to the new head, as far as two relations tell."""

from venue_desk.domain.households import Relation, Villager
from venue_desk.domain.identity import Gender

R = Relation
_CHILDREN = {R.SON, R.DAUGHTER}
_IN_LAW = {R.SON_IN_LAW, R.DAUGHTER_IN_LAW}
_PARENTS = {R.FATHER, R.MOTHER}


def child(gender: Gender | None) -> Relation:
    """子 or 女; 其他 where the gender is not known."""
    return {Gender.MALE: R.SON, Gender.FEMALE: R.DAUGHTER}.get(gender, R.OTHER) if gender else R.OTHER


def parent(gender: Gender | None) -> Relation:
    """父亲 or 母亲."""
    return {Gender.MALE: R.FATHER, Gender.FEMALE: R.MOTHER}.get(gender, R.OTHER) if gender else R.OTHER


def child_in_law(gender: Gender | None) -> Relation:
    """女婿 or 儿媳."""
    return {Gender.MALE: R.SON_IN_LAW, Gender.FEMALE: R.DAUGHTER_IN_LAW}.get(gender, R.OTHER) if gender else R.OTHER


def to_new_head(head: Villager, member: Villager) -> Relation:
    """What `member` is to `head`, both known only by what they are to the old head: 分户 asks for it."""
    if head.id == member.id:
        return R.HEAD
    if head.relation is R.HEAD:
        return member.relation
    if member.relation is R.HEAD:
        return _turned_round(head.relation, member.gender)
    return _between(head.relation, member)


def through_old_head(old_head: Relation, member: Villager) -> Relation:
    """What `member` is to the new head, when the old head becomes `old_head` of the new: 并户 asks for it."""
    if member.relation is R.HEAD:
        return old_head
    step = (old_head, member.relation)
    if old_head is R.SPOUSE and member.relation in _CHILDREN | _IN_LAW | {R.GRANDCHILD}:
        return member.relation
    if old_head in _CHILDREN | _IN_LAW:
        return _below(old_head, member)
    if old_head in _PARENTS and member.relation in _CHILDREN:
        return R.SIBLING
    if old_head in _PARENTS and member.relation is R.SPOUSE:
        return parent(member.gender)
    if old_head in _PARENTS and member.relation in _PARENTS:
        return R.GRANDPARENT
    kept = {(R.SIBLING, R.FATHER), (R.SIBLING, R.MOTHER), (R.SIBLING, R.SIBLING), (R.SIBLING, R.GRANDPARENT)}
    return member.relation if step in kept else R.OTHER


def _below(old_head: Relation, member: Villager) -> Relation:
    """Of a child of the new head, or of a child's spouse: spouses are children(-in-law), children grandchildren."""
    if member.relation is R.SPOUSE:
        return child_in_law(member.gender) if old_head in _CHILDREN else child(member.gender)
    if member.relation in _CHILDREN:
        return R.GRANDCHILD
    if member.relation is R.SIBLING and old_head in _CHILDREN:
        return child(member.gender)
    return R.OTHER


def _turned_round(relation: Relation, gender: Gender | None) -> Relation:
    """What the old head is to somebody who is `relation` of theirs."""
    if relation in _CHILDREN:
        return parent(gender)
    if relation in _PARENTS:
        return child(gender)
    turned = {R.SPOUSE: R.SPOUSE, R.SIBLING: R.SIBLING, R.GRANDCHILD: R.GRANDPARENT, R.GRANDPARENT: R.GRANDCHILD}
    return turned.get(relation, R.OTHER)


def _between(head: Relation, member: Villager) -> Relation:
    """Both were members: a son's wife follows him as his spouse, their children as son and daughter."""
    pair = (head, member.relation)
    couples = {(R.SON, R.DAUGHTER_IN_LAW), (R.DAUGHTER, R.SON_IN_LAW), (R.FATHER, R.MOTHER)}
    if pair in couples or pair[::-1] in couples:
        return R.SPOUSE
    if head in _CHILDREN | _IN_LAW and member.relation is R.GRANDCHILD:
        return child(member.gender)
    if head in _CHILDREN:
        return _of_child(member)
    if head is R.SPOUSE and member.relation in _CHILDREN | _IN_LAW | {R.GRANDCHILD}:
        return member.relation
    if head in _PARENTS and member.relation is R.SIBLING:
        return child(member.gender)
    if head is R.SIBLING and member.relation in _PARENTS | {R.SIBLING, R.GRANDPARENT}:
        return member.relation
    return R.OTHER


def _of_child(member: Villager) -> Relation:
    if member.relation in _CHILDREN:
        return R.SIBLING
    if member.relation is R.SPOUSE:
        return parent(member.gender)
    return R.GRANDPARENT if member.relation in _PARENTS else R.OTHER
