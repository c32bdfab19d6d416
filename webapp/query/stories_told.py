"""What is said of the stories of a view in a sentence, and of the days of one."""

from datetime import date

from webapp.dataset import Version
from webapp.query.measure import run
from webapp.query.stories import STORY_COUNTS
from webapp.query.summary import counted, matching, sentence, summary_of
from webapp.query.view import View
from webapp.text import plural, span


def stories_sentence(version: Version, view: View) -> str:
    """3 of 9 headlines matching “oil” are in 1 story, 5 to 9 January 2026."""
    summary = summary_of(version, view)
    if not summary.headlines:
        return sentence(summary, view, version.outlets)
    found = run(STORY_COUNTS, version, view)
    headlines, stories = int(found.headlines.sum()), len(found.numbers)
    whole = counted(view.count, summary.headlines) + matching(view)
    verb = "is" if headlines == 1 else "are"
    said = f"{headlines:,} of {whole} {verb} in {plural(stories, 'story', 'stories')}"
    return f"{said}, {span(summary.days[0], summary.days[-1])}"


def story_days(version: Version, name: str) -> tuple[date, date]:
    """The first day and the last of a story that there is."""
    whole = View(story=name)
    days = summary_of(version, whole).days
    return days[0], days[-1]
