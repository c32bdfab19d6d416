"""What is made of a version once."""

from tests.factories import line, version_of
from webapp.dataset import FixedVersion, Version
from webapp.pages.service import VERSIONS_KEPT, PerVersion, Service, release

VERSIONS = [version_of(line(f"Version {number}")) for number in range(VERSIONS_KEPT + 1)]


def test_what_is_made_of_a_version_follows_it_and_leaves_with_it() -> None:
    made: list[str] = []

    def make(version: Version) -> str:
        made.append(version.name)
        return version.name

    per_version = PerVersion(make)
    first, second, *others = VERSIONS
    for version in (first, first, second, first, *others, first):
        assert per_version(version) == version.name
    assert made == [version.name for version in VERSIONS]
    per_version(second)
    assert made[-1] == second.name
    assert len(made) == len(VERSIONS) + 1


def test_what_was_made_of_a_version_is_made_anew_when_that_was_opened_anew() -> None:
    per_version = PerVersion(lambda version: [version.name])
    one, other = (version_of(line("The same")) for _ in range(2))
    assert one.name == other.name
    assert per_version(one) is per_version(one)
    assert per_version(other) is not per_version(one)


def test_a_site_is_made_once_for_what_is_shown() -> None:
    service = Service(FixedVersion(VERSIONS[0]), "Title", pages_bytes=0, query_seconds=1)
    site = service.site()
    assert service.site() is site
    assert (site.version, site.title, site.notice) == (VERSIONS[0], "Title", "")


def test_the_release_is_of_code_templates_and_static_files() -> None:
    assert len(release()) == 64
    assert release() == release()
