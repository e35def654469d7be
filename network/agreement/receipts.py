"""What a member keeps of its answer."""

from django.utils.crypto import salted_hmac

from network.agreement.answers import Answer

_SHOWN = 8


def receipt_code(answer: Answer) -> str:
    """Return the code of an answer: its number, and a mark that nobody else can make.

    The mark follows from everything that counts, so a code and a row that belong together prove each other.
    """
    said = (answer.round_member_id, answer.stance, answer.name_us, answer.reason, answer.proposal, answer.fingerprint)
    sealed = "\n".join(str(part) for part in (*said, int(answer.given_at.timestamp())))
    mark = salted_hmac("network.agreement.receipts", sealed, algorithm="sha256").hexdigest()[:_SHOWN]
    return f"{answer.pk}-{mark[:4]}-{mark[4:]}"
