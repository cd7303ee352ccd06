"""Settings of the site. What an installation may choose stands in its environment; the rest is here."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from esep_site.catalogues import compiled
from esep_site.folder import folder
from esep_site.logins import of_this_process

FOLDER = folder()
HERE = Path(__file__).parent

DEBUG = False
SECRET_KEY = os.environ.get("ESEP_SECRET_KEY") or FOLDER.secret("site")
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("ESEP_EARLIER_SECRET_KEYS", "").split(",") if key]
"""Earlier secret keys, which still open what they signed and encrypted."""
ALLOWED_HOSTS = os.environ.get("ESEP_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
SECURE = os.environ.get("ESEP_HTTPS") == "1"
"""Behind a proxy that speaks HTTPS: cookies are sent to it only."""
PROXIES = int(os.environ.get("ESEP_PROXIES", "1" if SECURE else "0"))
"""How many proxies of our own stand before the site: as many addresses of X-Forwarded-For are believed."""

DATABASES = {
    "default": {
        **of_this_process(),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "esep_site.people",
    "esep_site.families",
    "esep_site.bodies",
    "esep_site.delivery",
    "esep_site.instructions",
    "esep_site.selfcheck",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "csp",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "esep_site.request_log.request_log",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "esep_site.problems.problem_middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "esep_site.people.middleware.speaking_middleware",
    "esep_site.people.middleware.key_middleware",
    "esep_site.people.middleware.scope_middleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "esep_site.urls"
WSGI_APPLICATION = "esep_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "esep_site.templatetags.shown",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "esep_site.people.context.scope",
            ],
        },
    }
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = FOLDER.static
STATICFILES_DIRS = [HERE / "static"]

# People
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "esep_site.people.arrival.Accounts"]
SESSION_ENGINE = "esep_site.people.arrival"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("login", "name", "email")}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "families:overview"
LOGOUT_REDIRECT_URL = "people:sign-in"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = "Lax"
SECOND_FACTOR = os.environ.get("ESEP_SECOND_FACTOR", "1") != "0"
"""A trial may do without; who sees families in service needs one (``people/second_factor.py``)."""
OTP_TOTP_ISSUER = "Esep"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
"""Hours: fifteen minutes."""
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
AXES_LOCKOUT_CALLABLE = "esep_site.people.pages.signing_in.locked_out"
AXES_USERNAME_CALLABLE = "esep_site.people.addresses.typed_login"
AXES_CLIENT_IP_CALLABLE = "esep_site.people.addresses.client_address"
AXES_DISABLE_ACCESS_LOG = True
"""The audit log holds who signed in."""
AXES_VERBOSE = False
AXES_RESET_ON_SUCCESS = True

API_REQUESTS_A_MINUTE = {
    "key": int(os.environ.get("ESEP_API_KEY_RATE", "600")),
    "account": int(os.environ.get("ESEP_API_ACCOUNT_RATE", "300")),
    "address": int(os.environ.get("ESEP_API_ADDRESS_RATE", "60")),
}
"""How often one key, one account, one address without either may ask the API in a minute."""

# Security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "esep_site.faults.expired"
if SECURE:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = ["^health/$", "^ready/$"]
    SECURE_HSTS_SECONDS = int(os.environ.get("ESEP_HSTS", 365 * 24 * 3600))
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SILENCED_SYSTEM_CHECKS = ["security.W021"]
"""The preload list of browsers is for whoever owns the whole domain to decide."""

# Languages
LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [compiled(FOLDER.catalogues)]
FORMAT_MODULE_PATH = ["esep_site.formats"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = os.environ.get("ESEP_TIME_ZONE", "Asia/Almaty")
USE_TZ = True

SENDS_MAIL = bool(os.environ.get("ESEP_MAIL_HOST"))
"""Daily agendas leave as e-mail where a mail server is named; the page shows them in any case."""
EMAIL_HOST = os.environ.get("ESEP_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("ESEP_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("ESEP_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ESEP_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("ESEP_MAIL_TLS", "1") != "0"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("ESEP_MAIL_FROM", "esep@localhost")
SITE_ADDRESS = os.environ.get("ESEP_ADDRESS", "").rstrip("/")
"""Where the site is reached, for links in e-mails and calendars: «https://esep.example.kz»."""

SITE_NAME = _("Esep")
LOGGING_CONFIG = "esep_site.logs.configure"
ESEP_PUBLISHER = os.environ.get("ESEP_PUBLISHER", "Esep")
"""Who publishes the files of the standards."""
ESEP_PUBLICATION_PREFIX = os.environ.get("ESEP_PUBLICATION_PREFIX", "esep")
"""Before every id in them; one is registered with the Open Contracting Partnership (``oc4ids-abc123``)."""

LOGGING = {"level": os.environ.get("ESEP_LOG_LEVEL", "INFO")}
PROCRASTINATE_ON_APP_READY = "esep_site.queue.ready"
