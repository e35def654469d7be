"""Mails to those who sign by mail. The first names the letter and the organiser only: anybody can type any address.

Keys in the outbox begin with "letters:signature:<number>:" and name no person. Whoever gets the same mail again gets a
new link, since only the hash of a link is kept.
"""

import datetime
from dataclasses import dataclass, field

from django.utils.translation import gettext, override

from cms.core.addresses import named_address
from cms.core.site_settings import SiteSettings
from cms.mail.models import OutboxMail
from cms.mail.services import queue
from network.agreement.notices import SECRETARIATS_LANGUAGE
from network.agreement.wording import moment as written
from network.letters.by_mail.links import CONFIRM_WITHIN, make_token
from network.letters.by_mail.subjects import domain_of, keyed, mailbox_key
from network.letters.enums import SignatureKind, SignatureState, TokenPurpose
from network.letters.letters import Letter
from network.letters.signatures import Signature


@dataclass
class SignersMail:
    """One mail's words, in the active language."""

    heading: str
    paragraphs: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    # Whether the Network is named as the organiser; the outbox knows its name.
    names_organiser: bool = False
    link: str = ""
    button: str = ""
    code: str = ""
    note: str = ""
    other_link: str = ""
    other_words: str = ""
    why: str = ""

    def send(self, key: str, to: str, language: str, *, reply_to: str = "", is_new: bool = False) -> bool:
        """Write it into the outbox, unless it was written before; ``is_new``: that cannot be."""
        context = vars(self) | {
            "code_words": gettext("Or type this code on the page where you signed:"),
            "organiser": gettext("Organiser"),
        }
        return queue(
            key=f"letters:{key}",
            to=to,
            language=language,
            template="letters/signer",
            context=context,
            reply_to=reply_to,
            is_new=is_new,
        )


def ask_to_confirm(
    signature: Signature, to: str, language: str, token: str, code: str, moment: datetime.datetime
) -> bool:
    """Send the two links and the code. Nothing that was typed stands in it but the address."""
    with override(language):
        told = SignersMail(
            gettext("Please confirm: “%(title)s”") % {"title": signature.letter.title},
            [
                gettext(
                    "This address was entered under an open letter. The signature counts only once you confirm it."
                ),
            ],
            [
                (gettext("Open letter"), signature.letter.title),
                (gettext("Works until (Tbilisi time)"), written(moment + CONFIRM_WITHIN)),
            ],
            names_organiser=True,
            link=named_address("letter_confirm", token),
            button=gettext("Review and confirm"),
            code=code,
            note=gettext("Opening a link changes nothing: only the button on its page does."),
            other_link=named_address("letter_not_me", token),
            other_words=gettext(
                "You did not ask for this? Here you delete what was entered, and get no mail from us for 12 months:"
            ),
            why=gettext("You get this mail because this address was entered under an open letter of the Network."),
        )
        return told.send(f"signature:{signature.pk}:confirm:{_stamp(moment)}", to, language, is_new=True)


def remind_of_signature(signature: Signature, to: str, language: str, token: str, moment: datetime.datetime) -> bool:
    """Answer an address that has signed and asks once more: a fresh link to what there is."""
    with override(language):
        told = SignersMail(
            gettext("You have signed before: “%(title)s”") % {"title": signature.letter.title},
            [
                gettext("This address was entered under an open letter that it has been used to sign already."),
                gettext(
                    "Nothing has changed. By this link you see how the signature stands, and can hide the name, "
                    "withdraw the signature or erase it."
                ),
            ],
            [(gettext("Open letter"), signature.letter.title)],
            names_organiser=True,
            link=named_address("letter_manage", token),
            button=gettext("See my signature"),
            note=_pass_not_on(),
            why=_why_signed(),
        )
        return told.send(f"signature:{signature.pk}:again:{_stamp(moment)}", to, language, is_new=True)


def thank(signature: Signature, mailbox: str, moment: datetime.datetime) -> bool:
    """Send the receipt of a confirmation and the link to manage the signature; say so if it will be checked first."""
    is_held = signature.state == SignatureState.HELD
    with override(signature.language):
        words = gettext("Thank you. Your signature counts.")
        if is_held and signature.kind == SignatureKind.ORGANISATION:
            words = gettext(
                "Thank you. The secretariat checks each organisation’s signature before it counts, and writes to you "
                "then."
            )
        elif is_held:
            words = gettext(
                "Thank you. The secretariat looks at your signature before it counts, and writes to you then."
            )
        told = SignersMail(
            gettext("Confirmed: “%(title)s”") % {"title": signature.letter.title},
            [
                words,
                gettext(
                    "Please keep this mail. By its link you can hide or show the name, withdraw the signature or erase "
                    "it."
                ),
            ],
            [
                *_facts(signature),
                (gettext("Fingerprint of the text"), signature.fingerprint),
                (gettext("Your secret number"), signature.salt),
            ],
            note=gettext(
                "The fingerprint says which exact text you signed. By the secret number you can prove that your "
                "signature is in the letter’s log."
            ),
        )
        return _send_with_link(told, signature, f"confirmed:{_stamp(moment)}", mailbox)


def tell_checked(signature: Signature) -> bool:
    """Tell what came of the secretariat's check: accepted, refused with the reason, or a question that waits."""
    with override(signature.language):
        title = {"title": signature.letter.title}
        if signature.state == SignatureState.ACTIVE:
            told = SignersMail(
                gettext("Accepted: “%(title)s”") % title,
                [gettext("The secretariat has checked the signature. It counts now.")],
            )
        elif signature.state == SignatureState.REFUSED:
            told = SignersMail(
                gettext("Not accepted: “%(title)s”") % title,
                [
                    gettext("The secretariat has not accepted the signature, for this reason:"),
                    *signature.check_note.splitlines(),
                    gettext("If this is a mistake, please answer this mail."),
                ],
            )
        else:
            told = SignersMail(
                gettext("A question about your signature: “%(title)s”") % title,
                [
                    gettext("Before the signature counts, the secretariat asks:"),
                    *signature.check_note.splitlines(),
                    gettext("Please answer this mail."),
                ],
            )
        told.facts = _facts(signature)
        key = f"checked:{_stamp(signature.checked_at or signature.created_at)}"
        return _send_with_link(told, signature, key, reply_to=SiteSettings.load().email)


def tell_crowded(letter: Letter, email: str, moment: datetime.datetime) -> bool:
    """Tell the secretariat, once a day, that many signatures come from one mail provider and are held."""
    domain, address = domain_of(email), SiteSettings.load().email
    if not address:
        return False
    with override(SECRETARIATS_LANGUAGE):
        told = SignersMail(
            gettext("Many signatures from one mail domain: “%(title)s”") % {"title": letter.title},
            [
                gettext("More than 20 signatures within an hour came from this mail domain."),
                gettext("What comes from it now is held until you have looked at it."),
            ],
            [(gettext("Mail domain"), domain)],
            why=gettext("You get this mail because you work on the Network’s site."),
        )
        key = f"letter:{letter.pk}:domain:{keyed('domain', domain)[:16]}:{moment:%Y%m%d}"
        return told.send(key, address, SECRETARIATS_LANGUAGE)


def send_news(told: SignersMail, signature: Signature, what: str) -> bool:
    """Send news about a letter to one signatory, with a fresh link to the signature and its consents."""
    return _send_with_link(told, signature, what)


def drop_unsent(signature_id: int) -> None:
    """Empty what waits in the outbox for somebody who has just been erased: the address goes with it."""
    for mail in OutboxMail.objects.unfinished().filter(key__startswith=f"letters:signature:{signature_id}:"):
        mail.finish(error="erased")


def _send_with_link(told: SignersMail, signature: Signature, what: str, mailbox: str = "", reply_to: str = "") -> bool:
    if not signature.email:
        return False
    payload = {"mailbox": mailbox or mailbox_key(signature.email)}
    token, _code = make_token(signature, TokenPurpose.MANAGE, payload)
    told.link, told.button = named_address("letter_manage", token), gettext("See my signature")
    told.note = f"{told.note} {_pass_not_on()}".strip()
    told.why = _why_signed()
    return told.send(f"signature:{signature.pk}:{what}", signature.email, signature.language, reply_to=reply_to)


def _facts(signature: Signature) -> list[tuple[str, str]]:
    held = [(gettext("Open letter"), signature.letter.title), (gettext("Signatory"), signature.shown_name)]
    if signature.confirmed_at:
        held.append((gettext("Confirmed (Tbilisi time)"), written(signature.confirmed_at)))
    return [*held, (gettext("Name"), str(signature.get_display_display()))]


def _pass_not_on() -> str:
    return gettext("Whoever has the link can change the signature: please do not pass it on.")


def _why_signed() -> str:
    return gettext("You get this mail because this address was used to sign an open letter of the Network.")


def _stamp(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y%m%d%H%M%S%f}"
