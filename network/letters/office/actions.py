"""What the secretariat can do with a letter."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.core.office import Action, Actions, in_state
from network.agreement.texts import LANGUAGES
from network.letters import lifecycle
from network.letters.by_members.member_mail import remind_members
from network.letters.enums import LetterState
from network.letters.letters import Letter
from network.letters.office import hours
from network.letters.office.forms import SureForm, TermsForm
from network.letters.office.journal import journal

NOT_SO = _("This is no longer possible: the state of the letter is another one.")


def _set_terms(letter: Letter, form: Any, by: Any) -> None:
    hours.set_terms(letter=letter, terms=form.terms())


def _resume(letter: Letter, form: Any, by: Any) -> None:
    if letter.pages.filter(live=True).count() < len(LANGUAGES):
        raise ValidationError(_("The text is not public in both languages. Publish both pages first."))
    _of_letter(lifecycle.resume)(letter, form, by)


def _remind(letter: Letter, form: Any, by: Any) -> None:
    if not remind_members(letter):
        raise ValidationError(_("Nobody is to be reminded: all have decided, or they were reminded a day ago at most."))


def _of_letter(verb: Callable[..., bool]) -> Callable[[Letter, Any, Any], None]:
    def run(letter: Letter, form: Any, by: Any) -> None:
        if not verb(letter_id=letter.pk):
            raise ValidationError(NOT_SO)

    return run


_SIGNED = (LetterState.OPEN, LetterState.PAUSED)
_ENDED = (LetterState.CLOSED, LetterState.DELIVERED, LetterState.ANSWERED)
ACTIONS = Actions[Letter](
    "letters:letter",
    "letters:act",
    NOT_SO,
    (
        Action(
            "terms", _("Change hours, goal and offers"), _("Saved."), hours.is_changeable, _set_terms, TermsForm,
            form_options=lambda letter: {"letter": letter},
        ),
        Action(
            "remind", _("Remind members that have not decided"), _("The reminders are on their way."),
            lambda letter: letter.is_signable() and letter.accepts_members, _remind,
            explanation=_("One mail to everybody who speaks for a member that has said nothing; once a day at most."),
        ),
        Action(
            "event", _("Event mode for 8 hours"), _("Event mode is on for 8 hours."),
            lambda letter: letter.state == LetterState.OPEN and not letter.is_event, _of_letter(hours.start_event),
            explanation=_("For a room full of people who sign through one network: its limit is lifted."),
        ),
        Action(
            "end_event", _("End event mode"), _("Event mode is off."), lambda letter: letter.is_event,
            _of_letter(hours.end_event),
        ),
        Action(
            "pause", _("Pause signing"), _("Nobody can sign until you resume."), in_state(LetterState.OPEN),
            _of_letter(lifecycle.pause), explanation=_("The end of signing stays as it is."),
        ),
        Action(
            "resume", _("Resume signing"), _("The letter can be signed again."), in_state(LetterState.PAUSED), _resume,
        ),
        Action(
            "close", _("End signing now"), _("Signing has ended."), in_state(*_SIGNED), _of_letter(lifecycle.close),
            SureForm,
            _("What was sent before can be confirmed for 72 hours more. The letter is not opened again."), True,
        ),
        Action(
            "archive", _("Put into the archive"), _("The letter is in the archive."), in_state(*_ENDED),
            _of_letter(lifecycle.archive), SureForm,
            _("When nothing more is expected. Readers still find the letter; the addresses are erased 90 days later."),
            True,
        ),
        Action(
            "retract", _("Take the letter back"), _("The letter is taken back."), in_state(*_SIGNED, *_ENDED),
            _of_letter(lifecycle.retract), SureForm,
            _("When the Network does not stand by it any more. The page stays and says so; nobody can sign."), True,
        ),
    ),
    journal,
)  # fmt: skip
