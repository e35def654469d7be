"""The verbs of the secretariat, and what follows when the members have agreed.

Nobody becomes a member by a click: an application becomes the draft of an announcement, the members are asked about
that text, and the membership is made when the announcement is published.
"""

import datetime
import logging
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.log_actions import log
from wagtail.models import PageViewRestriction

from cms.core.dates import FuzzyDate
from cms.users.models import User
from network.agreement.beginnings import Beginning, begin, can_begin
from network.agreement.enums import RoundState
from network.agreement.models import AgreementRound
from network.directory.applications import Application
from network.directory.form_parts import LANGUAGES
from network.directory.joining import mail
from network.directory.joining.announcement import announcement_of
from network.directory.joining.applying import stop_round
from network.directory.joining.forms import values_of
from network.directory.states import ApplicationState
from network.members.models import Membership
from network.members.services import grant_mandate
from network.registry.models import Organisation, Person, Place, Topic

logger = logging.getLogger("network.directory")
COMPLETED = tuple(f"{name}_{code}" for name in ("name", "about") for code in LANGUAGES)


@transaction.atomic
def complete(*, application_id: int, by: User, values: Mapping[str, str], record: Any = None) -> Application:
    """Add what the applicant left out: names and texts in the other language, and the record in the registry."""
    current = _waiting(application_id)
    current.completed = {name: values[name] for name in COMPLETED if values.get(name)}
    current.organisation = record if isinstance(record, Organisation) else None
    current.person = record if isinstance(record, Person) else None
    current.save(update_fields=["completed", "organisation", "person"])
    return current


@transaction.atomic
def ask_back(*, application_id: int, by: User, question: str) -> Application:
    """Ask the applicant, who can write in the application again."""
    current = _waiting(application_id)
    current.state, current.note, current.changed_at = ApplicationState.RETURNED, question, timezone.now()
    current.save(update_fields=["state", "note", "changed_at"])
    mail.ask_back(current)
    return current


@transaction.atomic
def refuse(*, application_id: int, by: User, reason: str) -> Application:
    """End an application, before or after the members were asked, and tell the applicant why."""
    current = _waiting(application_id, also_asked=True)
    stop_round(current, by=by)
    current.state, current.note = ApplicationState.REFUSED, reason
    current.decided_by, current.decided_at = by, timezone.now()
    current.save(update_fields=["state", "note", "decided_by", "decided_at"])
    mail.tell_refused(current)
    return current


@transaction.atomic
def put_to_the_members(*, application_id: int, by: User) -> Application:
    """Make the drafts of the announcement, which is put to the members like any other text."""
    current = _waiting(application_id)
    values_of(current.typed)
    if not all(current.said(f"name_{code}") for code in LANGUAGES):
        raise ValidationError(gettext("Give the name in both languages first."), code="names")
    _check_free(current)
    if not can_begin(Beginning.ANNOUNCEMENT):
        raise ValidationError(gettext("The site has no place for announcements."), code="place")
    pages = begin(Beginning.ANNOUNCEMENT, announcement_of(current), by=by)
    if current.is_hidden:
        for page in pages.values():
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    current.translation_key = next(iter(pages.values())).translation_key
    current.state = ApplicationState.ASKED
    current.save(update_fields=["translation_key", "state"])
    mail.tell_asked(current)
    return current


@transaction.atomic
def admit(*, application_id: int) -> Membership | None:
    """Make the membership of an applicant about whom the members have agreed. A second call changes nothing."""
    current: Application = Application.objects.select_for_update().get(pk=application_id)
    if current.state != ApplicationState.ASKED or not has_agreement(current):
        return None
    _check_free(current)
    member = _membership_of(current)
    _grant(current, member)
    current.state, current.membership, current.decided_at = ApplicationState.MEMBER, member, timezone.now()
    current.save(update_fields=["state", "membership", "decided_at"])
    mail.tell_joined(current)
    return member


def try_to_admit(application_id: int) -> bool:
    """Do the same where nobody can be asked. What fails is logged, seen by the secretariat, and tried again."""
    try:
        return admit(application_id=application_id) is not None
    except Exception as error:
        # The class alone: the words of an error may hold a name.
        logger.error("membership not made: %s", type(error).__name__, extra={"application": application_id})
        return False


def admit_agreed() -> int:
    """Make the memberships that could not be made when their announcements were published; return how many."""
    asked = Application.objects.filter(state=ApplicationState.ASKED)
    return sum(try_to_admit(application.pk) for application in asked if has_agreement(application))


def has_agreement(application: Application) -> bool:
    """Say whether the members agreed to the announcement, and it is published."""
    rounds = AgreementRound.objects.of_text(application.translation_key)
    return bool(application.translation_key) and rounds.filter(state=RoundState.PUBLISHED).exists()


def _waiting(application_id: int, *, also_asked: bool = False) -> Application:
    current: Application = Application.objects.select_for_update().get(pk=application_id)
    expected = {ApplicationState.SENT, *([ApplicationState.ASKED] if also_asked else [])}
    if current.state not in expected:
        raise ValidationError(
            gettext("The application is no longer in a state in which this can be done."), code="state"
        )
    return current


def _check_free(application: Application) -> None:
    for record in (application.organisation, application.person):
        if record is not None and record.memberships.current().exists():
            raise ValidationError(gettext("This record belongs to a current member already."), code="member")


def _membership_of(application: Application) -> Membership:
    values = values_of(application.typed)
    person = application.person or (_new_person(application) if application.is_person else None)
    organisation = None if person else application.organisation or _new_organisation(application, values)
    member = Membership(
        organisation=organisation,
        person=person,
        level=values["level"],
        joined=FuzzyDate.parse(timezone.localdate().isoformat()),
        about_ka=application.said("about_ka"),
        about_en=application.said("about_en"),
        visibility=values["visibility"],
        contact_email=application.email,
        is_demonstration=application.is_demonstration,
        **{name: values[name] for name in ("shown_email", "shown_phone", "shown_website")},
    )
    member.full_clean()
    member.save()
    member.topics.set(Topic.objects.filter(pk__in=values["topics"]))
    member.regions.set(Place.objects.filter(pk__in=values["regions"]))
    log(instance=member, action="wagtail.create", content_changed=True)
    return member


def _new_organisation(application: Application, values: Mapping[str, Any]) -> Organisation:
    return Organisation.objects.create(
        name_ka=application.said("name_ka"),
        name_en=application.said("name_en"),
        website=values["shown_website"],
        is_demonstration=application.is_demonstration,
    )


def _new_person(application: Application) -> Person:
    return Person.objects.create(name_ka=application.said("name_ka"), name_en=application.said("name_en"))


def _grant(application: Application, member: Membership) -> None:
    """Let the contact speak for the new member; if that cannot be, the secretariat finds it without a voice."""
    sent = timezone.localdate(application.sent_at) if application.sent_at else datetime.date.today()
    try:
        with transaction.atomic():
            grant_mandate(
                membership=member,
                email=application.email,
                name=application.said("contact_name"),
                language=application.language,
                granted_by=gettext("Application to join, %(date)s") % {"date": sent.isoformat()},
            )
    except ValidationError as error:
        logger.error("mandate not granted: %s", type(error).__name__, extra={"application": application.pk})
