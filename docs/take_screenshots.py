"""Takes the pictures of the docs: the example, served for real, in Chromium."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, draw
from tests.serving import dateline

FOLDER = Path(__file__).parent / "screenshots"
#: File name: address, width, height, dark.
PICTURES = {
    "dashboard-light.png": ("/", 1280, 800, False),
    "outlet-light.png": ("/outlet/the-guardian", 1280, 800, False),
    "share-light.png": ("/share/?outlet=bbc&chart=lines", 1280, 800, False),
    "timeline-dark.png": ("/?chart=timeline", 1280, 800, True),
    "phone-light.png": ("/", 375, 800, False),
    "phone-dark.png": ("/?chart=timeline", 375, 800, True),
}


def main() -> None:
    """Write every picture into docs/screenshots."""
    FOLDER.mkdir(exist_ok=True)
    with dateline() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, (path, width, height, dark) in PICTURES.items():
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
            )
            page.goto(address + path)
            if page.query_selector("[data-chart]") and width > 1000:
                draw(page)
                page.mouse.move(0, 0)
                page.evaluate("() => scrollTo(0, 0)")
            page.screenshot(path=FOLDER / name)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
