"""Search on SQLite: Wagtail's backend over FTS5, asked for our tokens."""

from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, Func, Value
from django.db.models.fields import FloatField
from modelsearch.abstract_models import TextIDGenericRelation
from modelsearch.backends.database.sqlite import sqlite as stock
from modelsearch.backends.database.sqlite.query import SearchQueryExpression
from modelsearch.index import get_indexed_models
from modelsearch.query import Phrase, PlainText

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


ENTRIES = "entries_by_number"
_TABLE = stock.SQLiteFTSIndexEntry._meta.db_table
_FTS = stock.SQLiteFTSIndexEntry._meta.get_field("index_entry").related_query_name()


class EntriesByNumber(TextIDGenericRelation):
    """Joins a record to its entry by the number itself.

    Wagtail's own, ``index_entries``, makes a text of the record's number first: no index of SQLite serves that.
    """

    def get_object_id_lookup(self, alias: str, remote_alias: str) -> Any:
        """Compare the numbers; SQLite reads the one that the entry keeps as text."""
        kept = self.remote_field.model._meta.get_field(self.object_id_field_name)
        return kept.get_lookup("exact")(kept.get_col(remote_alias), self.model._meta.pk.get_col(alias))

    def bulk_related_objects(self, objs: Any, using: str = DEFAULT_DB_ALIAS) -> Any:
        """Leave deleting to Wagtail's own relation."""
        return super().bulk_related_objects(objs, using).none()

    @classmethod
    def join_all(cls) -> None:
        """Give the relation to every model that is searched, as Wagtail does with its own."""
        for model in get_indexed_models():
            cls(stock.SQLiteFTSIndexEntry._meta.get_field("index_entry").related_model).contribute_to_class(
                model, ENTRIES
            )


class Rank(Func):
    """How well a row fits (less is better): what its text says, and apart from it what its title says.

    One bm25 with a greater weight for the title would not do: how often a word is said counts for less and less, so
    that a text that repeats it would come before a title.
    """

    function = "bm25"
    # The weights are those of the columns: autocomplete, body, title.
    template = f"(bm25({_TABLE}, 1.0, 1.0, 0.0) + {TITLE_WEIGHT} * bm25({_TABLE}, 0.0, 0.0, 1.0))"
    output_field = FloatField()


class RankedInOneJoin(AnalysedQuery):
    """Beside a query compiler of Wagtail's: asks for tokens, and finds and ranks in one join."""

    FTS_TABLE_FIELDS: list[str]
    build_search_query: Callable[..., Any]

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
        """Return what was found; by relevance, what is newer comes before what fits as well.

        Found and ranked in one join. Wagtail's own asks the whole index again for the rank of each record that was
        found: minutes where thousands are (https://github.com/wagtail/django-modelsearch/pull/85). Delete this when
        that is done otherwise.
        """
        query = stock.normalize(self.query)
        if not isinstance(query, PlainText | Phrase) or not (self.order_by_relevance or score_field):
            return super().search(config, start, stop, score_field=score_field)
        match = stock.MatchExpression(self.FTS_TABLE_FIELDS, self.build_search_query(query, config=config))
        score = score_field or "_score"
        found = self.queryset.filter(**{f"{ENTRIES}__{_FTS}__isnull": False}).filter(match).annotate(**{score: Rank()})
        if self.order_by_relevance:
            found = found.annotate(_rank=F(score) * freshness(self.queryset.model)).order_by("_rank", "-pk")
        elif not found.query.order_by:
            found = found.order_by("-pk")
        return found[start:stop]


class QueryCompiler(RankedInOneJoin, stock.SQLiteSearchQueryCompiler):
    """Asks for whole words."""


class AutocompleteQueryCompiler(RankedInOneJoin, stock.SQLiteAutocompleteQueryCompiler):
    """Asks for words of which the last is still being typed."""


class SearchBackend(stock.SQLiteSearchBackend):
    """See ``cms.search.backend``."""

    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    index_class = Index
