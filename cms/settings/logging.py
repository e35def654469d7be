"""One JSON object a line, without addresses, names or query strings."""

import environ

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "cms.core.logging.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": environ.Env()("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Said once, with the request's outcome, by our own RequestLogMiddleware.
        "django.request": {"level": "ERROR"},
        "django.server": {"level": "ERROR"},
        # Somebody else's name on our address, or a request that cannot be read: answered with 400, which is logged.
        "django.security": {"level": "CRITICAL"},
        "PIL": {"level": "WARNING"},
    },
}
