"""Decisions about signatures that need no database."""

from network.letters.enums import Display, Position, SignatureKind, SignatureState

# As what the tally counts a signature: the name of its column in ``Tally``.
_COLUMNS = {
    (SignatureKind.MEMBER, Display.PUBLIC): "members",
    (SignatureKind.MEMBER, Display.HIDDEN): "hidden_members",
    (SignatureKind.ORGANISATION, Display.PUBLIC): "organisations",
    (SignatureKind.ORGANISATION, Display.HIDDEN): "hidden_organisations",
    (SignatureKind.PERSON, Display.PUBLIC): "people",
    (SignatureKind.PERSON, Display.HIDDEN): "hidden_people",
}
COUNTED = (*_COLUMNS.values(), "abstained", "declined", "withdrawn", "invalidated")


def counted_as(*, kind: str, position: str, state: str, display: str, was_counted: bool) -> str:
    """Return the column of the tally in which a signature stands; "" for none.

    ``was_counted``: whether it has a serial, that is, has ever counted: only such ones can be withdrawn.
    """
    if state == SignatureState.ACTIVE:
        if position == Position.SIGN:
            return _COLUMNS[SignatureKind(kind), Display(display)]
        return {Position.ABSTAIN: "abstained", Position.DECLINE: "declined"}[Position(position)]
    if not was_counted:
        return ""
    if state in SignatureState.gone():
        return "withdrawn"
    return "invalidated" if state in (SignatureState.INVALIDATED, SignatureState.CONTESTED) else ""
