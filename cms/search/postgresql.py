"""Search on PostgreSQL: Wagtail's backend, asked for our tokens. Each is a lexeme of the configuration "simple"."""

from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import F
from django.utils.functional import cached_property
from modelsearch.backends.database.postgres import postgres as stock

from cms.search.asking import AnalysedQuery, written
from cms.search.indexing import AnalysedIndex, AnalysedText, title_norm
from cms.search.ranking import TITLE_WEIGHT, freshness

CONFIGURATION = "simple"


class Indexer(AnalysedText, stock.ObjectIndexer):
    """Makes vectors of tokens."""

    @cached_property
    def body(self) -> Any:
        """The title too: what is found is found in one column, which one index of the database serves."""
        return self.title + super().body

    @property
    def title_norm(self) -> float:
        """How much the title weighs for its length."""
        return title_norm(self.title_text)


class Index(AnalysedIndex, stock.PostgresIndex):
    """The index, with tokens in it."""

    indexer_class = Indexer


class QueryCompiler(AnalysedQuery, stock.PostgresSearchQueryCompiler):
    """Asks for whole words."""

    def build_tsquery_content(self, query: Any, config: str | None = None, invert: bool = False) -> Any:
        """Return the query for words; Wagtail's own for what joins several queries."""
        wanted = self.wanted(query)
        if wanted is None:
            return super().build_tsquery_content(query, config=config, invert=invert)
        text = written(wanted, getattr(query, "operator", "and"), both=" & ", either=" | ", prefix=":*", quote="'")
        return SearchQuery(text, search_type="raw", config=CONFIGURATION, invert=invert)

    def get_search_vectors(self, search_query: Any) -> Any:
        """Return the column in which everything is found."""
        return [(F("index_entries__body"), 1.0)]

    def _build_rank_expression(self, vectors: Any, config: str | None) -> Any:
        title = self.build_tsrank(F("index_entries__title"), self.query, config=config)
        weighed = title * F("index_entries__title_norm") * TITLE_WEIGHT
        return (super()._build_rank_expression(vectors, config) + weighed) * freshness(self.queryset.model)


class AutocompleteQueryCompiler(AnalysedQuery, stock.PostgresAutocompleteQueryCompiler):
    """Asks for words of which the last is still being typed."""

    build_tsquery_content = QueryCompiler.build_tsquery_content


class SearchBackend(stock.PostgresSearchBackend):
    """See ``cms.search.backend``."""

    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    index_class = Index

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__({**params, "SEARCH_CONFIG": CONFIGURATION})
