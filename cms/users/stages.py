"""The steps between typing something and being in."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from cms.users.permissions import user_is_staff


class SecondStepStage(AuthenticateStage):
    """Asks the staff for the second factor. A representative's passkey is instead of the mailed code, not on top of it:
    who reads the mail in a messenger's browser cannot reach the passkey there.
    """

    def _should_handle(self, request: HttpRequest) -> bool:
        return user_is_staff(self.login.user) and super()._should_handle(request)
