"""Search on SQLite: Wagtail's backend over FTS5, asked for our tokens."""

from typing import Any

from django.db.models import F, Func, Value
from django.db.models.fields import FloatField
from modelsearch.backends.database.sqlite import sqlite as stock
from modelsearch.backends.database.sqlite.query import SearchQueryExpression

from cms.search.asking import AnalysedQuery, written
from cms.search.indexing import AnalysedIndex, AnalysedText, title_norm
from cms.search.ranking import TITLE_WEIGHT, freshness


class Indexer(AnalysedText, stock.ObjectIndexer):
    """Makes texts of tokens."""

    @property
    def title_norm(self) -> float:
        """How much the title weighs for its length. FTS5 sees to it itself; kept for both databases to be alike."""
        return title_norm(self.title)


class Index(AnalysedIndex, stock.SQLiteIndex):
    """The index, with tokens in it."""

    indexer_class = Indexer


_TABLE = stock.SQLiteFTSIndexEntry._meta.db_table


class Rank(Func):
    """How well a row fits (less is better): what its text says, and apart from it what its title says.

    One bm25 with a greater weight for the title would not do: how often a word is said counts for less and less, so
    that a text that repeats it would come before a title.
    """

    function = "bm25"
    # The weights are those of the columns: autocomplete, body, title.
    template = f"(bm25({_TABLE}, 1.0, 1.0, 0.0) + {TITLE_WEIGHT} * bm25({_TABLE}, 0.0, 0.0, 1.0))"
    output_field = FloatField()


class QueryCompiler(AnalysedQuery, stock.SQLiteSearchQueryCompiler):
    """Asks for whole words."""

    def build_search_query_content(self, query: Any, config: Any = None) -> Any:
        """Return the query for words; Wagtail's own for what joins several queries."""
        wanted = self.wanted(query)
        if wanted is None:
            return super().build_search_query_content(query, config=config)
        text = written(wanted, getattr(query, "operator", "and"), both=" AND ", either=" OR ", prefix="*", quote='"')
        return SearchQueryExpression(Value(text), config=config)

    def _build_rank_expression(self, vectors: Any, config: Any) -> Any:
        return Rank()

    def search(self, config: Any, start: int | None, stop: int | None, score_field: str | None = None) -> Any:
        """Return what was found; by relevance, what is newer comes before what fits as well."""
        score = score_field or "_score"
        found = super().search(config, None, None, score_field=score)
        if self.order_by_relevance and score in found.query.annotations:
            found = found.annotate(_rank=F(score) * freshness(self.queryset.model)).order_by("_rank", "-pk")
        return found[start:stop]


class AutocompleteQueryCompiler(AnalysedQuery, stock.SQLiteAutocompleteQueryCompiler):
    """Asks for words of which the last is still being typed."""

    build_search_query_content = QueryCompiler.build_search_query_content
    _build_rank_expression = QueryCompiler._build_rank_expression


class SearchBackend(stock.SQLiteSearchBackend):
    """See ``cms.search.backend``."""

    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    index_class = Index
