"""How people come in: representatives by a mailed code or a passkey, staff by a password and a second step.

The reasons stand in docs/decisions/0015-sign-in.md. What is not named here has allauth's default.
"""

from django.urls import reverse_lazy

LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["cms.users.backends.StaffPasswordBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# An administrator gives staff a new password (Settings, Users); representatives have none.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_REQUIRED = False
WAGTAIL_FRONTEND_LOGIN_URL = reverse_lazy("account_request_login_code")

ACCOUNT_ADAPTER = "cms.users.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]  # no form asks for them; a check of allauth does
ACCOUNT_EMAIL_VERIFICATION = "none"  # the secretariat enters the addresses
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # the Network writes to nobody whom it does not know
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False  # staff: until the browser is closed
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_FORMS = {
    "login": "cms.users.forms.StaffSignInForm",
    "request_login_code": "cms.users.forms.AddressForm",
    "confirm_login_code": "cms.users.forms.MailedCodeForm",
    "reauthenticate": "cms.users.forms.PasswordAgainForm",
}
# Counted for all processes together (cms.users.shared_cache); "key" is the address or the name that was typed.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "reauthenticate": "10/m/user",
    # Applications to join: from a network, and to one mailbox.
    "join": "20/h/ip",
    "join_mail": "3/d/key",
    # Registering for an event by mail (network.events.by_mail): requests of a network, mails to a mailbox.
    "event_request": "20/m/ip,200/h/ip",
    "event_mail": "1/10m/key,5/d/key",
}

MFA_ADAPTER = "cms.users.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1  # the clock of a phone may be half a minute wrong
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "cms.users.forms.SecondStepForm",
    "reauthenticate": "cms.users.forms.SecondStepAgainForm",
    "activate_totp": "cms.users.forms.AppForm",
    "add_webauthn": "cms.users.forms.NewPasskeyForm",
    "login_webauthn": "cms.users.forms.PasskeySignInForm",
    "authenticate_webauthn": "cms.users.forms.PasskeyStepForm",
    "reauthenticate_webauthn": "cms.users.forms.PasskeyAgainForm",
}
STAFF_SECOND_FACTOR = True

# How many servers of ours stand before the application, each adding to X-Forwarded-For whom it heard.
ALLAUTH_TRUSTED_PROXY_COUNT = 0

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "shared": {"BACKEND": "cms.users.shared_cache.SharedCache"},
}
