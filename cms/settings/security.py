"""Headers, cookies and limits: the same in every environment."""

from wsgiref.headers import Headers

from csp.constants import NONE, SELF


def forbid_guessing(headers: Headers, path: str, url: str) -> None:
    """Tell browsers to take a static file for what it says it is."""
    headers["X-Content-Type-Options"] = "nosniff"


SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# Static files pass no other middleware: each first visit asks for a dozen, and pays for every header of each.
WHITENOISE_ADD_HEADERS_FUNCTION = forbid_guessing
WHITENOISE_ALLOW_ALL_ORIGINS = False
X_FRAME_OPTIONS = "DENY"  # Wagtail asks for SAMEORIGIN where its editor previews a page in a frame.
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "cms.core.errors.csrf_failure"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # Wagtail's admin scripts read the token from the cookie.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "img-src": [SELF],
        "style-src": [SELF],
        "script-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
# Wagtail's admin still writes inline styles and scripts (https://github.com/wagtail/wagtail/issues/1288);
# it gets a policy of its own, and no other host either. Delete when that issue is closed.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "style-src": [SELF, "'unsafe-inline'"],
    "script-src": [SELF, "'unsafe-inline'"],
    "font-src": [SELF, "data:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
}
