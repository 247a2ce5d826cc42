"""Settings of the site; everything that differs between installations comes from the environment.

HOJOKIN_DATA        folder of the database and the collected static files (default: .hojokin here)
HOJOKIN_SECRET_KEY  signing key; without it the one that ``demo`` wrote into HOJOKIN_DATA
HOJOKIN_DATABASE_URL  postgresql://user:password@host:port/name (default: SQLite in HOJOKIN_DATA)
HOJOKIN_HOSTS       host names served, separated by commas (default: this machine only)
HOJOKIN_URL         address of the site, for the links in mails (default: http://127.0.0.1:8000)
HOJOKIN_HTTPS       1 (default) behind TLS: redirects, HSTS and secure cookies; 0 on this machine only
HOJOKIN_DEBUG       1 shows tracebacks in the browser; never in production
HOJOKIN_PROXIES     number of reverse proxies in front of the site, whose X-Forwarded-For is believed (default: 0)

The world outside; where nothing is named, mail and SMS stay in an inbox in HOJOKIN_DATA.
HOJOKIN_SMTP_HOST, _PORT, _USER, _PASSWORD, _TLS, HOJOKIN_MAIL_FROM    mail server
HOJOKIN_SMS_URL, HOJOKIN_SMS_TOKEN                                     SMS gateway
HOJOKIN_CLAMD_HOST                                                     virus scanner (ClamAV)
HOJOKIN_GBIZINFO_TOKEN                                                 company register
HOJOKIN_ISSUER, HOJOKIN_ORIGINATOR      name on papers; account that transfers come from (JSON)

gBizID (OpenID Connect). Without a client id nobody can sign in with it.
HOJOKIN_GBIZID_ISSUER     default: the real one
HOJOKIN_GBIZID_CLIENT_ID, HOJOKIN_GBIZID_SECRET
HOJOKIN_LOCAL_GBIZID      1: this site is also the provider, with invented companies; never in production
HOJOKIN_DEMO              1: a list of invented people to sign in as, and an inbox; never in production
HOJOKIN_DEMO_CROWD        0: the demo leaves out the applications of people whom nobody signs in as
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from hojokin.office.config.databases import database

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
DEMO = _switch("HOJOKIN_DEMO", "0")
DEMO_CROWD = _switch("HOJOKIN_DEMO_CROWD", "1")
LOCAL_GBIZID = _switch("HOJOKIN_LOCAL_GBIZID", "0")
if HTTPS and (DEMO or LOCAL_GBIZID):
    raise ImproperlyConfigured(
        "HOJOKIN_DEMO and HOJOKIN_LOCAL_GBIZID let anybody in as anybody: only with HOJOKIN_HTTPS=0"
    )
PROXIES = int(os.environ.get("HOJOKIN_PROXIES", "0"))

# Where links in mails lead.
SITE_URL = os.environ.get("HOJOKIN_URL", "http://127.0.0.1:8000").rstrip("/")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "hojokin.office.records",
    "hojokin.office.portals",
    "hojokin.office.portals.applicant",
    "hojokin.office.portals.cases",
    "hojokin.office.portals.member",
    "hojokin.office.portals.vendor",
    "hojokin.office.portals.public",
    "hojokin.office.portals.secretariat",
    "hojokin.office.portals.signin",  # before allauth, whose pages it replaces
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.idp.oidc",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hojokin.office.portals.signin.actor.ActorOfRequest",
    "hojokin.office.config.errors.OpenedDirectly",
    "hojokin.office.access.DenyByDefault",
    "hojokin.office.portals.signin.second_factor.SecondFactorFirst",
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
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hojokin.office.portals.context.frame",
            ],
            "builtins": ["hojokin.office.portals.templatetags.words", "hojokin.office.portals.addresses"],
            "libraries": {"i18n": "hojokin.office.portals.fixed_sentences"},
        },
    }
]

# Our `i18n` is Django's with one tag replaced, and takes its name on purpose.
SILENCED_SYSTEM_CHECKS = ["templates.W003"]

DATABASES = {"default": database(os.environ.get("HOJOKIN_DATABASE_URL", ""), DATA)}
AUTH_USER_MODEL = "records.Person"
AUTHENTICATION_BACKENDS = ["hojokin.office.portals.signin.backend.PeopleBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "signin:home"
LOGOUT_REDIRECT_URL = "public:home"
PASSWORD_RESET_TIMEOUT = 3600

SESSION_ENGINE = "hojokin.office.records.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

ACCOUNT_ADAPTER = "hojokin.office.portals.signin.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation that was opened has proved the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
SOCIALACCOUNT_ADAPTER = "hojokin.office.portals.signin.adapters.GbizAdapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
MFA_ADAPTER = "hojokin.office.portals.signin.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Hojokin"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

GBIZID_CLIENT_ID = os.environ.get("HOJOKIN_GBIZID_CLIENT_ID", "hojokin" if LOCAL_GBIZID else "")
GBIZID_SECRET = os.environ.get(
    "HOJOKIN_GBIZID_SECRET",
    hmac.new(SECRET_KEY.encode(), b"gbizid client", hashlib.sha256).hexdigest() if LOCAL_GBIZID else "",
)
GBIZID_ISSUER = os.environ.get("HOJOKIN_GBIZID_ISSUER", "https://gbiz-id.go.jp/oauth/")
# The button that leads to the provider is a form, and browsers hold its redirect to `form-action`.
GBIZID_ORIGIN = [] if LOCAL_GBIZID else ["{0.scheme}://{0.netloc}".format(urlsplit(GBIZID_ISSUER))]
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "provider_class": "hojokin.office.portals.signin.gbiz_provider.GbizProvider",
        "APPS": [
            {
                "provider_id": "gbizid",
                "name": "gBizID",
                "client_id": GBIZID_CLIENT_ID,
                "secret": GBIZID_SECRET,
                "settings": {
                    "server_url": GBIZID_ISSUER,
                    "token_auth_method": "client_secret_basic",
                    "oauth_pkce_enabled": True,
                    "scope": ["openid", "profile", "user", "email"],
                },
            }
        ],
    }
}
IDP_OIDC_ADAPTER = "hojokin.office.portals.signin.local_gbizid.adapter.LocalGbizAdapter"
IDP_OIDC_AUTH_METHODS = ["client_secret_basic"]
IDP_OIDC_AUTHORIZATION_CODE_EXPIRES_IN = 300

CSRF_FAILURE_VIEW = "hojokin.office.portals.signin.views.refused.csrf_failure"

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
    "form-action": [CSP.SELF, *GBIZID_ORIGIN],
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

DEFAULT_FROM_EMAIL = os.environ.get("HOJOKIN_MAIL_FROM", "office@example.jp")
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": os.environ.get("HOJOKIN_SMTP_HOST", "localhost"),
            "port": int(os.environ.get("HOJOKIN_SMTP_PORT", "25")),
            "username": os.environ.get("HOJOKIN_SMTP_USER", ""),
            "password": os.environ.get("HOJOKIN_SMTP_PASSWORD", ""),
            "use_tls": _switch("HOJOKIN_SMTP_TLS", "0"),
            "timeout": 20,
        },
    }
}

# Who issues papers and orders transfers; the account is JSON, as adapters/originator.py names its parts.
HOJOKIN_ISSUER = os.environ.get("HOJOKIN_ISSUER", "デジタル化・AI導入補助金 事務局")
if originator := os.environ.get("HOJOKIN_ORIGINATOR"):
    HOJOKIN_ORIGINATOR = json.loads(originator)

# The world outside, a port at a time; local adapters where nothing is named.
ADAPTERS = "hojokin.office.adapters."
HOJOKIN_ADAPTERS: dict[str, dict[str, object]] = {}
if "HOJOKIN_SMTP_HOST" in os.environ:
    HOJOKIN_ADAPTERS["Mail"] = {"BACKEND": ADAPTERS + "mail.smtp.SmtpMail"}
if clamd := os.environ.get("HOJOKIN_CLAMD_HOST"):
    HOJOKIN_ADAPTERS["VirusScan"] = {
        "BACKEND": ADAPTERS + "virus_scan.clamav.ClamAvScan",
        "OPTIONS": {"host": clamd},
    }
if gateway := os.environ.get("HOJOKIN_SMS_URL"):
    HOJOKIN_ADAPTERS["Sms"] = {
        "BACKEND": ADAPTERS + "sms.gateway.GatewaySms",
        "OPTIONS": {"url": gateway, "token": os.environ["HOJOKIN_SMS_TOKEN"]},
    }
if gbizinfo := os.environ.get("HOJOKIN_GBIZINFO_TOKEN"):
    HOJOKIN_ADAPTERS["CompanyRegister"] = {
        "BACKEND": ADAPTERS + "company_register.gbizinfo.GBizInfoRegister",
        "OPTIONS": {"token": gbizinfo},
    }

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A visitor's mistyped address or question is answered, not logged.
    "loggers": {"django.request": {"level": "ERROR"}},
}
