"""The gate once more, in PostgreSQL: for whatever writes rows without passing Django's models.

A trigger lets a row be written if nobody reads it, if the name it stands in asks nobody, if its public text stays as
it is, or if the mixin has said for this transaction that the page was judged (``agreement.passing``). For restores
there is ``agreement.maintenance`` (docs/agreement.md). SQLite has no such triggers; there the nightly audit finds
what was done.
"""

from dataclasses import dataclass

from network.agreement import guarded
from network.agreement.enums import Voice

# Of the table of all pages: what readers read, or what makes another page of a row.
PAGE_COLUMNS = (
    "live", "alias_of_id", "locale_id", "translation_key", "content_type_id", "title", "seo_title",
    "search_description",
)  # fmt: skip

FUNCTIONS = """
CREATE OR REPLACE FUNCTION agreement_may_pass(key text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('agreement.maintenance', true), '') = 'on'
        OR key = ANY (string_to_array(coalesce(current_setting('agreement.passing', true), ''), ','))
$$;

CREATE OR REPLACE FUNCTION agreement_refuse(what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'agreement: % may change only with the agreement of the members', what
        USING ERRCODE = 'check_violation', HINT = 'See docs/agreement.md: the gate, and maintenance.';
END $$;

-- On wagtailcore_page; arguments: the table of the guarded type, its content type, the voice that asks nobody.
CREATE OR REPLACE FUNCTION agreement_guard_page() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE asked boolean;
BEGIN
    IF agreement_may_pass(NEW.translation_key::text) THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        SELECT app_label || '.' || model = TG_ARGV[1] INTO asked
            FROM django_content_type WHERE id = NEW.content_type_id;
    ELSE
        EXECUTE format('SELECT voice <> $2 FROM %I WHERE page_ptr_id = $1', TG_ARGV[0])
            INTO asked USING NEW.id, TG_ARGV[2];
    END IF;
    IF asked THEN
        PERFORM agreement_refuse('live page ' || NEW.id);
    END IF;
    RETURN NEW;
END $$;

-- On the table of a guarded type; arguments: its columns that nobody is asked about, the voice that asks nobody.
CREATE OR REPLACE FUNCTION agreement_guard_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE page record;
BEGIN
    IF NEW.voice = TG_ARGV[1] AND (TG_OP = 'INSERT' OR OLD.voice = TG_ARGV[1]) THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - TG_ARGV[0]::text[] = to_jsonb(OLD) - TG_ARGV[0]::text[] THEN
        RETURN NEW;
    END IF;
    SELECT live, translation_key::text AS key INTO page FROM wagtailcore_page WHERE id = NEW.page_ptr_id;
    IF page.live AND NOT agreement_may_pass(page.key) THEN
        PERFORM agreement_refuse('the text of page ' || NEW.page_ptr_id);
    END IF;
    RETURN NEW;
END $$;

-- On tables of rows that are part of a text; arguments: the guarded type's table, the column that names the page,
-- the voice that asks nobody.
CREATE OR REPLACE FUNCTION agreement_guard_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE page record;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN
        RETURN NULL;
    END IF;
    FOR page IN EXECUTE format(
        'SELECT p.id, p.translation_key::text AS key FROM wagtailcore_page p JOIN %I t ON t.page_ptr_id = p.id'
        ' WHERE p.live AND t.voice <> $3 AND p.id IN (($1->>%L)::int, ($2->>%L)::int)',
        TG_ARGV[0], TG_ARGV[1], TG_ARGV[1]) USING to_jsonb(NEW), to_jsonb(OLD), TG_ARGV[2]
    LOOP
        IF NOT agreement_may_pass(page.key) THEN
            PERFORM agreement_refuse('a part of page ' || page.id);
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

-- On the room's own records; argument: the columns that may change.
CREATE OR REPLACE FUNCTION agreement_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - TG_ARGV[0]::text[] = to_jsonb(OLD) - TG_ARGV[0]::text[] THEN
        RETURN NEW;
    END IF;
    IF NOT agreement_may_pass('') THEN
        PERFORM agreement_refuse(TG_TABLE_NAME || ' ' || OLD.id);
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""
NO_FUNCTIONS = """
DROP FUNCTION agreement_keep(), agreement_guard_part(), agreement_guard_text(), agreement_guard_page(),
    agreement_refuse(text), agreement_may_pass(text)
"""

# What may still change in a row that is a record of what happened: how it ended, and a user who is deleted.
KEPT = {
    "agreement_certificate": ("ended_at", "issued_by_id"),
    "agreement_agreementevent": (),
    "agreement_answer": ("counts", "given_by_id"),
}


def keep_records() -> list[str]:
    """Return the SQL that lets certificates, answers and the log stand as they were written."""
    return [
        f"CREATE TRIGGER agreement_keep BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW "
        f"EXECUTE FUNCTION agreement_keep('{_array(columns)}')"
        for table, columns in KEPT.items()
    ]


@dataclass(frozen=True)
class Guarded:
    """The tables of one guarded page type.

    ``content_type`` is "app.model", ``unasked`` are columns of ``table`` that the members are not asked about,
    ``parts`` are tables of rows that belong to the text (child rows, and rows that join it to records), with their
    column that holds the page. ``editorial``: whether such a text may stand in the secretariat's own name, which asks
    nobody.
    """

    table: str
    content_type: str
    unasked: tuple[str, ...]
    parts: dict[str, str]
    editorial: bool

    def triggers(self) -> dict[tuple[str, str], str]:
        """Return the SQL of all triggers, by table and name of the trigger."""
        name, nobody = f"agreement_{self.table}", "editorial" if self.editorial else ""
        changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in PAGE_COLUMNS)
        page = _call("agreement_guard_page", self.table, self.content_type, nobody)
        text = _call("agreement_guard_text", _array(self.unasked), nobody)
        row = "ON wagtailcore_page FOR EACH ROW WHEN"
        found = {
            ("wagtailcore_page", f"{name}_in"): f"INSERT {row} (NEW.live) {page}",
            ("wagtailcore_page", name): f"UPDATE {row} (NEW.live AND ({changed})) {page}",
            (self.table, name): f"INSERT OR UPDATE ON {self.table} FOR EACH ROW {text}",
        }
        for table, column in self.parts.items():
            part = _call("agreement_guard_part", self.table, column, nobody)
            found[table, name] = f"INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW {part}"
        return {key: f"CREATE TRIGGER {key[1]} AFTER {rest}" for key, rest in found.items()}


def _call(function: str, *arguments: str) -> str:
    return f"EXECUTE FUNCTION {function}({', '.join(map(repr, arguments))})"


def expected() -> dict[tuple[str, str], str]:
    """Return the triggers that the guarded page types need as they are today, by table and name."""
    found: dict[tuple[str, str], str] = {}
    for model in guarded.page_types():
        fields = [model._meta.get_field(name) for name in model.agreed_fields]
        agreed = {field.column for field in fields if getattr(field, "column", None)}
        own = {field.column for field in model._meta.local_concrete_fields if not field.primary_key}
        children = {field.related_model._meta.db_table: field.field.column for field in fields if field.one_to_many}
        throughs = {field.m2m_db_table(): field.m2m_column_name() for field in fields if field.many_to_many}
        found |= Guarded(
            table=model._meta.db_table,
            content_type=model._meta.label_lower,
            unasked=tuple(sorted(own - agreed)),
            parts={**children, **throughs},
            editorial=Voice.EDITORIAL in model.voices,
        ).triggers()
    return found


def _array(columns: tuple[str, ...]) -> str:
    return "{" + ",".join(columns) + "}"
