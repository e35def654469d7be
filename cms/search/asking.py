"""What both databases' query compilers share: from what somebody typed to groups of tokens."""

from collections.abc import Iterable
from typing import Any

from modelsearch.backends.base import BaseSearchQueryCompiler
from modelsearch.query import Phrase, PlainText, SearchQuery

from cms.search.analysis.queries import AnyOf, Group, groups
from cms.search.glossary import thesaurus

# A token that no text has: found nowhere.
NOTHING = "ჿჿჿ"


class AnalysedQuery(BaseSearchQueryCompiler):
    """Beside the query compiler of a database."""

    LAST_TERM_IS_PREFIX: bool

    def __init__(self, queryset: Any, query: Any, fields: Any = None, **options: Any) -> None:
        # Tokens stand in the index, not in single columns: a search is always in all that a record is found by.
        super().__init__(queryset, query, fields=None, **options)

    def check(self) -> None:
        """Let every filter and order pass: the database itself applies them, subqueries included."""

    def wanted(self, query: SearchQuery) -> list[Group] | None:
        """Return what a query of words looks for; None for all other queries. A phrase is its words."""
        if not isinstance(query, PlainText | Phrase):
            return None
        return groups(query.query_string, thesaurus(), last_is_prefix=self.LAST_TERM_IS_PREFIX)


def written(wanted: Iterable[Group], operator: str, *, both: str, either: str, prefix: str, quote: str) -> str:
    """Write groups in the query language of a database; tokens hold letters and digits alone."""

    def any_of(part: AnyOf) -> str:
        ending = prefix if part.is_prefix else ""
        return "(" + either.join(f"{quote}{token}{quote}{ending}" for token in part.tokens or (NOTHING,)) + ")"

    def group(alternatives: Group) -> str:
        return "(" + either.join("(" + both.join(map(any_of, parts)) + ")" for parts in alternatives) + ")"

    between = either if operator == "or" else both
    return between.join(map(group, wanted)) or f"{quote}{NOTHING}{quote}"
