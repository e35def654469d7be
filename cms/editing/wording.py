"""What editors read about the other language: whole sentences, one for each language it can be."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Wording = dict[str, Promise]

PANEL_TITLE: Wording = {"ka": _("Georgian text"), "en": _("English text")}
MISSING: Wording = {
    "ka": _("This page does not exist in Georgian yet."),
    "en": _("This page does not exist in English yet."),
}
CREATE: Wording = {"ka": _("Create the Georgian page"), "en": _("Create the English page")}
OPEN: Wording = {"ka": _("Edit the Georgian page"), "en": _("Edit the English page")}
CREATED: Wording = {
    "ka": _("The Georgian page is ready as a draft. It still holds the English text: translate it, then publish it."),
    "en": _("The English page is ready as a draft. It still holds the Georgian text: translate it, then publish it."),
}
CREATED_SECTIONS: Wording = {
    "ka": _(
        "These pages above it did not exist in Georgian and were made as drafts too; publish them first: %(pages)s"
    ),
    "en": _("These pages above it did not exist in English and were made as drafts too; publish them first: %(pages)s"),
}
EXISTS: Wording = {
    "ka": _("The Georgian page exists already."),
    "en": _("The English page exists already."),
}
OUT_OF_DATE: Wording = {
    "ka": _("The Georgian text is older than this one now. Bring it up to date."),
    "en": _("The English text is older than this one now. Bring it up to date."),
}
DRAFT: Wording = {
    "ka": _("The Georgian page is a draft: readers do not see it yet."),
    "en": _("The English page is a draft: readers do not see it yet."),
}
COPY: Wording = {
    "ka": _("The Georgian page still holds the English text."),
    "en": _("The English page still holds the Georgian text."),
}
WAITING: Wording = {
    "ka": _("The Georgian text has been brought up to date; publish it, and readers will see it."),
    "en": _("The English text has been brought up to date; publish it, and readers will see it."),
}
BEHIND: Wording = {
    "ka": _("The Georgian text was changed after this one. Compare the two and bring this page up to date."),
    "en": _("The English text was changed after this one. Compare the two and bring this page up to date."),
}
CURRENT: Wording = {
    "ka": _("The Georgian page is published."),
    "en": _("The English page is published."),
}
ORIGINAL_UNCHANGED: Wording = {
    "ka": _("The Georgian text is the original of this page. If the content has changed, change it there too."),
    "en": _("The English text is the original of this page. If the content has changed, change it there too."),
}
FACTS_DIFFER: Wording = {
    "ka": _("Facts differ from the Georgian page:"),
    "en": _("Facts differ from the English page:"),
}
BRING_FACTS: Wording = {
    "ka": _("Take the facts of the Georgian page"),
    "en": _("Take the facts of the English page"),
}
FACTS_TAKEN: Wording = {
    "ka": _("This draft now tells the facts as the Georgian page does. Its texts are unchanged; nothing is published."),
    "en": _("This draft now tells the facts as the English page does. Its texts are unchanged; nothing is published."),
}
FACTS_AGREE: Wording = {
    "ka": _("The facts agree with the Georgian page already."),
    "en": _("The facts agree with the English page already."),
}

BY_STATE: dict[str, Wording] = {
    "missing": MISSING,
    "copy": COPY,
    "draft": DRAFT,
    "stale": OUT_OF_DATE,
    "waiting": WAITING,
    "behind": BEHIND,
    "current": CURRENT,
}
