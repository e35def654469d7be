"""Ordinary moderation: an editorial check by somebody else than the last editor, then the members' agreement."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Task


class EditorialCheckTask(AbstractGroupApprovalTask):
    """Somebody of the secretariat who was not the last to edit reads the text."""

    class Meta:
        verbose_name = _("editorial check")
        verbose_name_plural = _("editorial checks")


class MemberAgreementTask(Task):
    """All members entitled to answer are asked about the exact text, in both languages."""

    class Meta:
        verbose_name = _("members’ agreement")
        verbose_name_plural = _("members’ agreements")
