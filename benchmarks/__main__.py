"""`python -m benchmarks papers|startup|responsive|county|search|importing|planning|roster|lodging|meals|books|volume|cases [OPTIONS]`: measures, prints, and writes RESULTS.md."""

import importlib
import sys

WHAT = (
    "papers",
    "startup",
    "responsive",
    "county",
    "search",
    "importing",
    "planning",
    "roster",
    "lodging",
    "meals",
    "books",
    "volume",
    "cases",
)


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in WHAT:
        print(f"python -m benchmarks {'|'.join(WHAT)} [--help]", file=sys.stderr)
        return 2
    importlib.import_module(f"benchmarks.{arguments[0]}").main(arguments[1:])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
