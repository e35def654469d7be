"""Kinds of news, as readers and editors call them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NewsKind(models.TextChoices):
    """What a news item is; the filter offers the same list."""

    NEWS = "news", pgettext_lazy("kind of a text", "News")
    PRESS_RELEASE = "press_release", _("Press release")
    JOINT_STATEMENT = "joint_statement", _("Joint statement")
    MEMBER_STATEMENT = "member_statement", _("Statement by a member")
    INTERVIEW = "interview", _("Interview")
    EVENT_REPORT = "event_report", _("Event report")
    SPEECH = "speech", _("Speech")
    ANNOUNCEMENT = "announcement", _("Announcement")
    PUBLICATION_NOTICE = "publication_notice", _("New publication")

    @classmethod
    def statements(cls) -> frozenset["NewsKind"]:
        """Kinds that say what somebody thinks; the others tell what has happened or will."""
        return frozenset({cls.PRESS_RELEASE, cls.JOINT_STATEMENT, cls.MEMBER_STATEMENT, cls.SPEECH})


class AppearanceFunction(models.TextChoices):
    """Why a person is named in a text."""

    SPEAKER = "speaker", _("Speaker")
    MODERATOR = "moderator", _("Moderator")
    INTERVIEWEE = "interviewee", _("Interviewee")
    INTERVIEWER = "interviewer", _("Interviewer")
    AUTHOR = "author", _("Author")
    SIGNATORY = "signatory", _("Presented by")
    MENTIONED = "mentioned", _("Mentioned")
