"""名章: the characters of a small square seal, as it stands for a signature on screen and paper."""

_ENDS = {1: "印", 2: "之印", 3: "印", 5: "印", 7: "之印", 8: "印"}
"""What fills the square after so many characters of the name."""

SEALED = ("已经", "封存")
"""The mark of what nobody changes any more."""


def mark_columns(name: str) -> tuple[str, ...]:
    """The columns from right to left, each read downwards: 李秀兰 → 李秀, 兰印. Of a very long name the first nine."""
    characters = "".join(character for character in name if character.isalnum())[:9]
    characters += _ENDS.get(len(characters), "")
    rows = 2 if len(characters) <= 4 else 3
    return tuple(characters[at : at + rows] for at in range(0, len(characters), rows))
