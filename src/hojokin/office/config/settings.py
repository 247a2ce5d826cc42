"""Settings of the site; everything that differs between installations comes from the environment.

HOJOKIN_DATA        folder of the database and the collected static files (default: .hojokin here)
HOJOKIN_SECRET_KEY  signing key; without it the one that ``demo`` wrote into HOJOKIN_DATA
HOJOKIN_HOSTS       host names served, separated by commas (default: this machine only)
HOJOKIN_HTTPS       1 (default) behind TLS: redirects, HSTS and secure cookies; 0 on this machine only
HOJOKIN_DEBUG       1 shows tracebacks in the browser; never in production
"""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

PORTALS = Path(__file__).resolve().parent.parent / "portals"
DATA = Path(os.environ.get("HOJOKIN_DATA", ".hojokin")).resolve()


def _switch(name: str, default: str) -> bool:
    return os.environ.get(name, default) == "1"


def _secret_key() -> str:
    written = DATA / "secret_key"
    key = os.environ.get("HOJOKIN_SECRET_KEY") or (written.read_text().strip() if written.is_file() else "")
    if not key:
        raise ImproperlyConfigured("Set HOJOKIN_SECRET_KEY, or start with: python -m hojokin.office demo")
    return key


SECRET_KEY = _secret_key()
DEBUG = _switch("HOJOKIN_DEBUG", "0")
HTTPS = _switch("HOJOKIN_HTTPS", "1")
ALLOWED_HOSTS = os.environ.get("HOJOKIN_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django_htmx",
    "hojokin.office.records",
    "hojokin.office.portals",
    "hojokin.office.portals.public",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hojokin.office.access.DenyByDefault",
]

ROOT_URLCONF = "hojokin.office.config.urls"
WSGI_APPLICATION = "hojokin.office.config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "hojokin.office.portals.context.frame",
            ],
            "builtins": ["hojokin.office.portals.templatetags.words"],
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "hojokin.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]
LOCALE_PATHS = [PORTALS / "locale"]
TIME_ZONE = "Asia/Tokyo"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"

# A quote of a thousand lines is a few hundred kilobytes; more belongs to `hojokin batch`.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A visitor's mistyped address or question is answered, not logged.
    "loggers": {"django.request": {"level": "ERROR"}},
}
