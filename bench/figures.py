"""The city's figures page, and the number of queries of every list, at two sizes of the same city.

``python bench/figures.py`` compares 1,000 with 40,000 enrolments; ``--big`` compares 40,000 with 1,000,000, which takes
some minutes. The page is to cost the same: its ratio (rate when large ÷ rate when small) is to be 0.77 (1 ÷ 1.3) or more.
Teachers are stored directly. Up to 40,000 they are judged and counted as the house does it, and that is timed too; the
tallies of the million are stored directly and added up.
"""

import argparse
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.harness import Bench, stage

CITY_PAGE = "/figures/divisions/140900/"
LOOKS = 60
COUNTED_UP_TO = 40_000


def page_seconds(browser: Any) -> float:
    """The least time of the city's figures page: what else the machine does is not the page's."""
    times = []
    for _ in range(LOOKS):
        began = time.perf_counter()
        answer = browser.get(CITY_PAGE)
        times.append(time.perf_counter() - began)
        if answer.status_code != 200:
            raise SystemExit(f"{CITY_PAGE}: {answer.status_code}")
    return min(times)


def measure(bench: Bench, small: int, large: int) -> None:
    """Both sizes, one city."""
    from bench.parts.city import City, queries_of_lists  # noqa: PLC0415 - needs Django set up

    city = City()
    counted = city.grow(small)
    browsers = city.browsers()
    supervisor = browsers["city_supervisor"]
    lists_small, page_small = queries_of_lists(browsers), page_seconds(supervisor)
    if large > COUNTED_UP_TO:
        city.grow_uncounted(large)
    else:
        counted = city.grow(large)
    lists_large, page_large = queries_of_lists(browsers), page_seconds(supervisor)
    bench.report(
        n=large, value=1 / page_large, unit="pages/s", floor=1 / page_small, floor_n=small,
        page_ms=round(page_large * 1000, 2), floor_ms=round(page_small * 1000, 2), counted_per_second=round(counted),
    )  # fmt: skip
    differing = {
        name: [before, lists_large[name]] for name, before in lists_small.items() if before != lists_large[name]
    }
    Bench("lists", bench.database).report(
        n=large, value=len(lists_small) - len(differing), unit="lists with the same queries", floor=len(lists_small),
        floor_n=small, most_queries=max(lists_large.values()), differing=differing,
    )  # fmt: skip


def main() -> None:
    """Sizes from the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--big", action="store_true", help="compare 40,000 with 1,000,000 enrolments")
    chosen, _others = options.parse_known_args()
    with stage("figures") as bench:
        measure(bench, *((40_000, 1_000_000) if chosen.big else (1_000, 40_000)))


if __name__ == "__main__":
    main()
