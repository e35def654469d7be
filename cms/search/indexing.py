"""What the index keeps of a record: the tokens of ``analysis`` instead of the text itself."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.utils.functional import cached_property
from modelsearch.backends.base import BaseIndex
from modelsearch.conf import get_app_config
from modelsearch.utils import get_content_type_pk

from cms.search.analysis.words import indexed

# A title of so many tokens weighs as it is; a longer one less, a shorter one more.
TYPICAL_TITLE = 20
# PostgreSQL keeps at most one megabyte of tokens of a field.
LONGEST_FIELD = 400_000


def tokens(text: str) -> str:
    """Return a field's text as it is kept."""
    return indexed(text[:LONGEST_FIELD])[:LONGEST_FIELD]


def title_norm(title: str) -> float:
    """Return by how much a title weighs more or less for its length."""
    return TYPICAL_TITLE / max(len(title.split()), TYPICAL_TITLE / 4)


class AnalysedIndex(BaseIndex):
    """Beside the index class of a database: writes what the backend's own indexer makes of records, in one statement.

    Wagtail's own asks for the average length of all titles at every save; here a title weighs by its own length. The
    plain texts that PostgreSQL's index keeps for its fuzzy search stay empty: nothing here asks for them.
    """

    indexer_class: type
    write_connection: Any

    def add_items(self, model: Any, objs: Sequence[Any]) -> None:
        """Write records of one model, or write them anew."""
        if not objs or not model.get_search_fields():
            return
        entries = get_app_config().get_model("IndexEntry")
        type_id = get_content_type_pk(model)
        rows = [self._row(entries, type_id, self.indexer_class(obj, self.backend)) for obj in objs]
        entries._default_manager.using(self.write_connection.alias).bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=("content_type", "object_id"),
            update_fields=("title", "autocomplete", "body", "title_norm"),
        )

    def _row(self, entries: Any, type_id: int, indexer: Any) -> Any:
        return entries(
            content_type_id=type_id,
            object_id=indexer.id,
            title=indexer.title,
            autocomplete=indexer.autocomplete,
            body=indexer.body,
            title_norm=indexer.title_norm,
        )

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Do nothing: every row has its own."""


class AnalysedText:
    """Beside the indexer of a database: every text of a record becomes tokens."""

    @cached_property
    def _tokens(self) -> Callable[[str], str]:
        # Every value is asked for three times: for the title, the body and what completes a word.
        return cache(tokens)

    def prepare_value(self, value: Any) -> str:
        """Return the tokens of a field's value."""
        if isinstance(value, str):
            return self._tokens(value)
        return super().prepare_value(value)  # type: ignore[misc]  # of the indexer that stands beside
