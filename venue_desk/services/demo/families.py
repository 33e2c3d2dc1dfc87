"""The shape of a household: who lives together, how old they are, how they are related."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from venue_desk.domain.households import Relation
from venue_desk.domain.identity import Gender
from venue_desk.services.demo.people import Person, full_name, person, surname, surname_of
from venue_desk.services.demo.scene import Scene

MALE, FEMALE = Gender.MALE, Gender.FEMALE


@dataclass(slots=True)
class Family:
    """A household in the making; the first member is its head."""

    scene: Scene
    head: Person
    members: list[tuple[Relation, Person]] = field(default_factory=list)

    def add(self, relation: Relation, family: str, gender: Gender, age: int) -> Person:
        """Take in a new person of the surname `family`; no two in a household are called alike."""
        taken = {member.name for _, member in self.members}
        new = person(self.scene, family, gender, age)
        while new.name in taken:
            new = replace(new, name=full_name(self.scene.random, family, gender, new.born_on.year))
        self.members.append((relation, new))
        return new

    def age(self, of: Person) -> int:
        """How old somebody is, near enough for a family."""
        return self.scene.today.year - of.born_on.year

    def married_in(self) -> str:
        """The surname of somebody who married into the family; a family with middle dots keeps to its own."""
        return surname(self.scene.random) if surname_of(self.head.name) else ""

    def family_name(self) -> str:
        """The surname the children carry."""
        return surname_of(self.head.name)


def alone(family: Family) -> None:
    """Somebody old, or never married."""


def couple(family: Family) -> None:
    """Husband and wife, the children gone their ways."""
    _spouse(family)


def couple_children(family: Family) -> None:
    """Husband, wife and one to three children."""
    _spouse(family)
    _children(family, youngest_parent=family.age(family.head) - 1, most=3)


def one_parent(family: Family) -> None:
    """A widow or a widower with children."""
    _children(family, youngest_parent=family.age(family.head), most=2)


def three_generations(family: Family) -> None:
    """The head in the middle, with old parents and children."""
    _spouse(family)
    own, random = family.family_name(), family.scene.random
    parent_age = family.age(family.head) + random.randint(20, 26)
    if parent_age <= 96:
        if random.random() < 0.62:
            family.add(Relation.FATHER, own, MALE, parent_age)
        if not family.members[2:] or random.random() < 0.75:
            family.add(Relation.MOTHER, family.married_in(), FEMALE, parent_age - random.randint(0, 3))
    _children(family, youngest_parent=family.age(family.head) - 1, most=3)


def three_generations_elder(family: Family) -> None:
    """The head old, with a married son and grandchildren."""
    random = family.scene.random
    if family.age(family.head) < 78 or random.random() < 0.4:
        _spouse(family)
    son_age = max(24, family.age(family.head) - random.randint(23, 32))
    son = family.add(Relation.SON, family.family_name(), MALE, son_age)
    family.add(Relation.DAUGHTER_IN_LAW, family.married_in(), FEMALE, max(21, son_age - random.randint(0, 4)))
    for age in _ages_below(family, son_age - 2, random.choices((0, 1, 2, 3), (10, 35, 45, 10))[0]):
        family.add(Relation.GRANDCHILD, surname_of(son.name), random.choice((MALE, FEMALE)), age)


def siblings(family: Family) -> None:
    """A brother or sister who never left."""
    random = family.scene.random
    age = max(18, family.age(family.head) - random.randint(1, 9))
    family.add(Relation.SIBLING, family.family_name(), random.choice((MALE, FEMALE)), age)


Shape = Callable[[Family], None]
SHAPES: dict[str, Shape] = {
    shape.__name__: shape
    for shape in (alone, couple, couple_children, one_parent, three_generations, three_generations_elder, siblings)
}
WEIGHTS = {
    "alone": 7, "couple": 11, "couple_children": 21, "one_parent": 4, "three_generations": 31,
    "three_generations_elder": 25, "siblings": 1,
}  # fmt: skip
HEAD_AGES = {
    "alone": (66, 90), "couple": (55, 82), "couple_children": (30, 52), "one_parent": (34, 56),
    "three_generations": (33, 56), "three_generations_elder": (54, 80), "siblings": (45, 68),
}  # fmt: skip


def shape_for(scene: Scene, age: int) -> str:
    """A likely shape of household for a head of that age."""
    fitting = {name: WEIGHTS[name] for name, (least, most) in HEAD_AGES.items() if least <= age <= most}
    return scene.weighted(fitting or {"alone": 1})


def new_family(scene: Scene, family_name: str) -> Family:
    """A household of likely shape whose head bears `family_name`."""
    shape = scene.weighted(WEIGHTS)
    age = scene.random.randint(*HEAD_AGES[shape])
    female = scene.chance(0.55 if shape in ("alone", "one_parent") else 0.06)
    return family_of(scene, person(scene, family_name, FEMALE if female else MALE, age), shape)


def family_of(scene: Scene, head: Person, shape: str) -> Family:
    """The household of `head`, in the given shape."""
    family = Family(scene, head, [(Relation.HEAD, head)])
    SHAPES[shape](family)
    return family


def _spouse(family: Family) -> None:
    gender = FEMALE if family.head.gender is MALE else MALE
    age = max(21, family.age(family.head) - family.scene.random.randint(-2, 4))
    family.add(Relation.SPOUSE, family.married_in(), gender, age)


def _children(family: Family, youngest_parent: int, most: int) -> None:
    random = family.scene.random
    number = random.choices(range(1, most + 1), (32, 52, 16)[:most])[0]
    for age in _ages_below(family, youngest_parent, number):
        if age > 24 and random.random() < 0.4:
            continue  # married, and registered elsewhere
        gender = random.choice((MALE, FEMALE))
        family.add(Relation.SON if gender is MALE else Relation.DAUGHTER, family.family_name(), gender, age)


def _ages_below(family: Family, parent: int, number: int) -> list[int]:
    """Ages of children of a parent aged `parent`, eldest first, two to five years apart."""
    random = family.scene.random
    ages, age = [], parent - random.randint(21, 28)
    for _ in range(number):
        if age < 0:
            break
        ages.append(age)
        age -= random.randint(2, 5)
    return ages
