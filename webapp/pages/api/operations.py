"""The operations: routes, description and readable page are made of this one table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from webapp.answers.documents.compare import CompareAnswer
from webapp.answers.documents.coverage import CoverageAnswer
from webapp.answers.documents.difference import DifferenceAnswer
from webapp.answers.documents.headlines import HeadlinesAnswer
from webapp.answers.documents.outlet import OutletAnswer
from webapp.answers.documents.outlets import OutletsAnswer
from webapp.answers.documents.report import ReportAnswer
from webapp.answers.documents.stories import StoriesAnswer, StoryAnswer
from webapp.answers.documents.summary import SummaryAnswer
from webapp.answers.documents.versions import VersionsAnswer
from webapp.answers.documents.words import WordsAnswer
from webapp.pages.api import parameters, questions
from webapp.pages.api.parameters import Parameter
from webapp.pages.api.questions import Answered
from webapp.query.outlet_list import OutletOrder
from webapp.query.stories import StoryOrder

ROOT: Final = "/api/v1/"


@dataclass(frozen=True)
class Operation:
    """What can be asked: at `path` below ROOT, answered by a document of the type `answer`.

    `page` is the page that shows the same, "" where none does. The rows of a list come some
    at a time. The answer `is_kept` where it is one of the version and the arguments alone.
    """

    name: str
    path: str
    title: str
    about: str
    page: str
    parameters: tuple[Parameter, ...]
    answer: type
    ask: Callable[..., Answered]
    is_kept: bool = True

    @property
    def is_list(self) -> bool:
        """Whether it goes on by `next`."""
        return any(each.name == "after" for each in self.parameters)

    @property
    def in_query(self) -> tuple[Parameter, ...]:
        """The arguments behind the "?"."""
        return tuple(each for each in self.parameters if each.place == "query")

    @property
    def told(self) -> str:
        """What it answers, and which page shows the same."""
        return f"{self.about} As {self.page} shows it." if self.page else self.about

    @property
    def rule(self) -> str:
        """The path as Flask has it."""
        return ROOT + self.path.replace("{", "<").replace("}", ">")


OPERATIONS: Final = (
    Operation(
        "summary",
        "summary",
        "The numbers of a view",
        "How many headlines, outlets and days, in each way of counting.",
        "the dashboard",
        parameters.of_view(),
        SummaryAnswer,
        questions.ask_summary,
    ),
    Operation(
        "coverage",
        "coverage",
        "The chart of a view",
        "Every period with its state, and the headlines of each outlet in it: the largest outlets, "
        "then the others together, then headlines of no outlet; the notes, and what stands out.",
        "the dashboard",
        parameters.of_view(timeline=False),
        CoverageAnswer,
        questions.ask_coverage,
    ),
    Operation(
        "headlines",
        "headlines",
        "The headlines of a view",
        "In the order asked for, with all that is known of each.",
        "the dashboard",
        parameters.of_view(rows=True),
        HeadlinesAnswer,
        questions.ask_headlines,
    ),
    Operation(
        "outlets",
        "outlets",
        "The outlets of a filter",
        "How many headlines each has, when, and how many of them others had before.",
        "the page of outlets",
        parameters.of_list(OutletOrder, "Part of an outlet’s name."),
        OutletsAnswer,
        questions.ask_outlets,
    ),
    Operation(
        "outlet",
        "outlets/{slug}",
        "One outlet",
        "Beside all others: when, what sets its words apart, what others ran too, when it was "
        "silent.",
        "the outlet’s page",
        (
            parameters.in_path("slug", "The outlet as links call it."),
            *(each for each in parameters.of_filter() if each.name not in ("outlet", "without")),
        ),
        OutletAnswer,
        questions.ask_outlet,
    ),
    Operation(
        "stories",
        "stories",
        "The stories of a filter",
        "Which events its headlines are about, and who had each first.",
        "the page of stories",
        parameters.of_list(StoryOrder),
        StoriesAnswer,
        questions.ask_stories,
    ),
    Operation(
        "story",
        "stories/{name}",
        "One story",
        "Its outlets in order of appearance. Its headlines are those of its view.",
        "the story’s page",
        (parameters.in_path("name", "The story as links call it: 12 of 0-9 and a-f."),),
        StoryAnswer,
        questions.ask_story,
    ),
    Operation(
        "words",
        "words",
        "The words of a filter",
        "Those that set it apart from other headlines, and the most frequent ones.",
        "the page of words",
        parameters.of_words(),
        WordsAnswer,
        questions.ask_words,
    ),
    Operation(
        "compare",
        "compare",
        "Two filters beside each other",
        "By period and by outlet, and what is on both sides.",
        "the page of comparison",
        parameters.of_comparison(),
        CompareAnswer,
        questions.ask_compare,
    ),
    Operation(
        "report",
        "report",
        "The report on reading",
        "What became of every line of every source.",
        "the page of data",
        parameters.of_report(),
        ReportAnswer,
        questions.ask_report,
    ),
    Operation(
        "versions",
        "versions",
        "The versions of the data",
        "All that can be asked for below /at/<version>/, the oldest first.",
        "",
        (),
        VersionsAnswer,
        questions.ask_versions,
        is_kept=False,
    ),
    Operation(
        "difference",
        "difference",
        "What has changed between two versions",
        "How many headlines came, went, were corrected or moved, and which these are.",
        "the page of what has changed",
        parameters.of_difference(),
        DifferenceAnswer,
        questions.ask_difference,
    ),
)
