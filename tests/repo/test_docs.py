"""What can drift from the code is held against it."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from flask import Flask

from tests.adding import Person, folder_of
from tests.factories import line
from webapp.config import Config

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A site with all its addresses."""
    return Person(folder_of(tmp_path_factory.mktemp("folder"), line("Old"))).app


def table_of(text: str) -> list[list[str]]:
    rows = [line.strip().strip("|").split(" | ") for line in text.splitlines() if line[:1] == "|"]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_the_table_of_settings_is_the_code_s() -> None:
    documented = table_of((ROOT / "docs/configuration.md").read_text("utf-8"))
    assert documented == [
        [f"`{each.metadata['env']}`", each.metadata["help"]] for each in fields(Config)
    ]


def test_every_address_is_in_the_architecture(app: Flask) -> None:
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    for rule in app.url_map.iter_rules():
        assert f"`{rule.rule.split('<')[0]}" in text, rule.rule


def test_the_readme_is_short_and_its_links_lead_somewhere() -> None:
    assert len(README.splitlines()) <= 120
    for document in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)", document.read_text("utf-8")):
            if not target.startswith("http"):
                assert (document.parent / target).exists(), f"{document}: {target}"


def test_every_picture_of_the_docs_is_used_and_there() -> None:
    used = set(re.findall(r"\(docs/(screenshots/[^)]+)\)", README))
    used |= {
        name
        for document in (ROOT / "docs").rglob("*.md")
        for name in re.findall(r"\((screenshots/[^)]+)\)", document.read_text("utf-8"))
    }
    there = {f"screenshots/{path.name}" for path in (ROOT / "docs/screenshots").iterdir()}
    assert used == there


def test_every_make_target_has_help_and_is_what_the_readme_says() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert targets == set(re.findall(r"^([a-z]+):.*## .", makefile, re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", README)) <= targets


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-cluster.txt", "requirements-dev.txt"]
)
def test_requirements_are_locked_by_hash_and_name_no_host(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    pinned = re.findall(r"^([a-z0-9-]+)==\S+.*\\$", text, re.MULTILINE)
    blocks = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(pinned) == len(blocks)
    assert all("--hash=sha256:" in block for block in blocks)
    extras = PROJECT["project"]["optional-dependencies"]
    wanted = PROJECT["project"]["dependencies"] + extras["build"]
    if name != "requirements.txt":
        wanted += extras["cluster"]
    if "dev" in name:
        wanted += extras["dev"]
    assert {re.split(r"[>=<]", each)[0] for each in wanted} <= set(pinned)


def test_what_runs_is_what_is_tested() -> None:
    # The tools can need a package on more Pythons than the product does.
    running, on_cluster, testing = (
        set(re.findall(r"^\S+==\S+", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ("requirements.txt", "requirements-cluster.txt", "requirements-dev.txt")
    )
    assert running
    assert running < on_cluster <= testing


COLOURS = re.findall(
    r"--([a-z0-9-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\);",
    (ROOT / "static/css/tokens.css").read_text("utf-8"),
)


def test_every_colour_is_said_once_for_light_and_for_dark() -> None:
    css = (ROOT / "static/css/tokens.css").read_text("utf-8")
    assert len({name for name, _, _ in COLOURS}) == len(COLOURS)
    assert len(re.findall(r"#[0-9a-f]{3,8}\b", css)) == 2 * len(COLOURS) > 0


@pytest.mark.parametrize("theme", [1, 2], ids=["light", "dark"])
def test_outlet_colours_stand_out_from_the_paper(theme: int) -> None:
    colours = {each[0]: each[theme] for each in COLOURS}
    for name, colour in colours.items():
        if name.startswith("outlet-"):
            assert contrast(colour, colours["paper"]) >= 3, name
    for name in ("ink", "muted", "accent", "warning"):
        assert contrast(colours[name], colours["paper"]) >= 4.5, name


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    lighter, darker = sorted(map(_luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_colours_are_only_in_the_tokens() -> None:
    for sheet in (ROOT / "static/css").glob("*.css"):
        if sheet.name != "tokens.css":
            assert not re.search(r"#[0-9a-f]{3,8}\b", sheet.read_text("utf-8")), sheet
    for script in (ROOT / "static/js").glob("*.js"):
        assert not re.search(r"#[0-9a-f]{6}\b", script.read_text("utf-8")), script
