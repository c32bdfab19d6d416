"""The floors: each imports only those before it, and each library has its place."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "webapp"

#: Bottom to top; a floor may import the ones before it. BELOW stands below all.
FLOORS = ["outlets", "reading", "dataset", "query", "cluster", "charts", "answers", "pages"]
BELOW = {"bulk", "links", "paths", "release", "short_links", "spreadsheet", "table_file", "text"}
#: What stands above the floors and puts them together.
ABOVE = {"access_log", "adding", "app", "cli", "config", "ingest", "load", "server", "wsgi"}

MODULES = sorted(PACKAGE.rglob("*.py"))


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            # "from webapp import pages" names a floor, as does "from webapp.pages import x".
            found |= {f"{module}.{alias.name}" for alias in node.names}
    return found


def floor_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_floor_imports_only_floors_below_it(path: Path) -> None:
    floor = floor_of(path)
    if floor in ABOVE | {"__init__"}:
        return
    allowed = set(BELOW)
    if floor in FLOORS:
        allowed |= set(FLOORS[: FLOORS.index(floor) + 1])
    used = {name.split(".")[1] for name in imports_of(path) if name.startswith("webapp.")}
    assert used <= allowed


@pytest.mark.parametrize(
    ("library", "places"),
    [
        ("flask", {"pages", "app", "server"}),
        ("markupsafe", {"charts", "pages"}),
        ("pandas", {"dataset", "query", "charts", "answers", "pages"}),
        ("gunicorn", {"server", "access_log"}),
        ("httpx", {"reading"}),
        ("click", {"cli"}),
        ("stopwordsiso", {"query"}),
        ("sqlalchemy", {"short_links"}),
        ("distributed", {"cluster"}),
        ("fsspec", {"cluster"}),
    ],
)
def test_a_library_is_used_only_in_its_place(library: str, places: set[str]) -> None:
    users = {
        floor_of(path)
        for path in MODULES
        if any(name.split(".")[0] == library for name in imports_of(path))
    }
    assert users
    assert users <= places


def test_nothing_but_what_opens_and_makes_versions_knows_of_a_cluster() -> None:
    users = {
        floor_of(path)
        for path in MODULES
        if any(name.startswith("webapp.cluster") for name in imports_of(path))
    }
    assert users - {"cluster"} == {"load", "ingest"}


def test_only_query_measure_takes_headlines_out_of_parts() -> None:
    users = {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if floor_of(path) not in ("dataset", "cluster")
        and "version.parts" in path.read_text("utf-8")
    }
    assert users == {"query/measure.py"}


def test_only_config_reads_the_environment() -> None:
    readers = {
        floor_of(path)
        for path in MODULES
        if any(word in path.read_text("utf-8") for word in ("os.environ", "getenv"))
    }
    assert readers == {"config"}


def test_every_module_and_public_thing_says_what_it_is() -> None:
    silent = []
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        if not ast.get_docstring(tree):
            silent.append(str(path))
        for node in tree.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name[0] != "_":
                silent += [] if ast.get_docstring(node) else [f"{path.name}: {node.name}"]
    assert silent == []
