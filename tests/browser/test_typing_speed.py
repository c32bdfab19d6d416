"""How long after a key press the chart is the new one. Prints it; nothing here fails for slowness.

TYPED_AMONG=1000000 pytest tests/browser/test_typing_speed.py -s
"""

import csv
import os
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Final

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.serving import dateline
from webapp.config import Config
from webapp.dataset.store import Store
from webapp.ingest import ingest

HEADLINES: Final = int(os.environ.get("TYPED_AMONG", "2000"))
DAYS: Final = 3_650
OUTLETS: Final = ("BBC", "CNN", "The Guardian", "Fox News", "Reuters", "AP News", "Al Jazeera")
WORDS: Final = (
    "talks", "iran", "market", "minister", "storm", "election", "armada", "budget", "harbour",
    "strike", "court", "island", "river", "vaccine", "summit", "border", "festival", "museum",
)  # fmt: skip
#: Each letter of it is pressed when the answer to the one before is on the screen.
TYPED: Final = "armada summit river talks"

# From the key to the frame after the view is in place, in milliseconds.
LISTEN: Final = """
() => {
  window.waits = [];
  let pressed;
  document.addEventListener("keydown", (event) => { pressed = event.timeStamp; });
  document.addEventListener("dateline:view", () => {
    requestAnimationFrame(() => setTimeout(() => waits.push(performance.now() - pressed)));
  });
}
"""


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """HEADLINES made-up headlines, of four words each and a number."""
    chance = random.Random(1)
    last = date(2026, 1, 31)
    folder = tmp_path_factory.mktemp("long")
    path = folder / "long.csv"
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["title", "outlet", "published"])
        for number in range(HEADLINES):
            title = " ".join(chance.choices(WORDS, k=4))
            day = last - timedelta(days=number * DAYS // HEADLINES)
            table.writerow([f"{title} {number}", chance.choice(OUTLETS), day.isoformat()])
    # Opened at once, however long it took to read.
    store = Store(folder / "data")
    ingest(Config(sources=(str(path),)), store)
    with dateline(str(store.folder)) as address:
        yield address


def test_the_chart_follows_the_keys(visitor: Visitor, long_site: str) -> None:
    page = visitor.open(long_site)
    page.evaluate(LISTEN)
    words = page.get_by_label("Words in the headline")
    words.focus()
    for done, letter in enumerate(TYPED, 1):
        before = page.evaluate("() => waits.length")
        page.keyboard.press("Space" if letter == " " else letter)
        page.wait_for_function("before => waits.length > before", arg=before)
        expect(words).to_have_value(TYPED[:done])
    waits = page.evaluate("() => waits")
    assert len(waits) == len(TYPED)
    assert all(wait > 0 for wait in waits)
    expect(page.locator(".sentence")).to_contain_text(f"matching “{TYPED}”")
    print(  # noqa: T201
        f"\nkey to chart among {HEADLINES:,} headlines: median {median(waits):.0f} ms, "
        f"slowest {max(waits):.0f} ms"
    )
