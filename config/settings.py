"""Settings, all of them, read from the environment. `onward --help` says how they are given."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from psycopg.conninfo import conninfo_to_dict

from config.embedded_postgres import data_folder

BASE = Path(__file__).resolve().parent.parent
DATA = data_folder(BASE)
EMBEDDED = os.environ.get("ONWARD_EMBEDDED") == "1"  # set by `onward`, which starts the server
DEBUG = False


def _database(variable: str, **options: str) -> dict[str, Any]:
    parts = conninfo_to_dict(os.environ.get(variable, "postgresql://onward_app@127.0.0.1/onward"))
    known = {"dbname", "user", "password", "host", "port"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname"),
        "USER": parts.get("user"),
        "PASSWORD": parts.get("password"),
        "HOST": parts.get("host"),
        "PORT": parts.get("port"),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {key: value for key, value in parts.items() if key not in known} | options,
    }


DATABASES = {
    "default": _database("DATABASE_URL"),
    # Migrations work as the tables' owner; the auditor reads the ledger and nothing else.
    "migrate": _database("ONWARD_MIGRATE_URL", options="-c role=onward_owner"),
    "auditor": _database("ONWARD_AUDITOR_URL"),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_KEYS = DATA / "keys"
SIGNING_KEY_FILE = Path(os.environ.get("ONWARD_SIGNING_KEY_FILE", _KEYS / "signing.key"))
KEY_ENCRYPTION_KEY_FILE = Path(
    os.environ.get("ONWARD_KEY_ENCRYPTION_KEY_FILE", _KEYS / "key-encryption.key")
)
OUTBOX = Path(os.environ.get("ONWARD_OUTBOX", DATA / "outbox"))
# Unencrypted e-mail between providers and the department (source 003 paragraphs 43 to 63). Off
# unless asked for: no page, no channel, no task. The file names the servers of each inbox.
EMAIL_ROUTE = os.environ.get("ONWARD_EMAIL_ROUTE") == "1"
MAIL_SERVERS_FILE = Path(os.environ.get("ONWARD_MAIL_SERVERS_FILE", DATA / "mail-servers.toml"))
# Texts, e-mails and letters to people. Off for every organisation that the file does not name.
MESSAGE_SENDERS_FILE = Path(
    os.environ.get("ONWARD_MESSAGE_SENDERS_FILE", DATA / "message-senders.toml")
)

SECRET_KEY = os.environ.get("ONWARD_SECRET_KEY", "only-for-checks-that-start-no-server")
ALLOWED_HOSTS = os.environ.get("ONWARD_HOSTS", "127.0.0.1,localhost").split(",")

INSTALLED_APPS = [
    "onward.tenancy",
    "onward.ledger",
    "onward.parties",
    "onward.agreements",
    "onward.contracts",
    "onward.email_route",
    "onward.people",
    "onward.casework",
    "onward.tracking",
    "onward.outcomes",
    "onward.payments",
    "onward.disclosures",
    "onward.acts",
    "onward.intake",
    "onward.returns",
    "onward.rights",
    "onward.demonstration",
    "onward.web",
    "config",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "onward.web.request_ids.RequestIdMiddleware",
    "onward.web.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "onward.web.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "onward.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "onward.web.acting.ActingMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

AUDIENCES = (
    *("coach", "provider", "tracking", "commissioner"),
    *("finance", "governance", "email", "participant"),
)
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            BASE / "onward/web/templates",
            *(
                BASE / f"onward/web/{audience}/templates"
                for audience in ("sign_in", "accounts", *AUDIENCES)
            ),
        ],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "onward.web.jinja.environment",
            "context_processors": ["onward.web.context.base_names"],
        },
    },
]

AUTH_USER_MODEL = "parties.Staff"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60  # seconds; the page says a day
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SESSION_ENGINE = "onward.parties.sessions"
SESSION_COOKIE_NAME = "onward"
SESSION_COOKIE_AGE = 8 * 60 * 60  # the longest anyone stays signed in
IDLE_SECONDS = 20 * 60  # source 002, principle 7
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # pages post their own copy

SECURE = os.environ.get("ONWARD_HTTPS", "0" if EMBEDDED else "1") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
# Offered to participants; onward/web/language.py says why staff pages are in English alone.
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LANGUAGE_COOKIE_NAME = "onward_language"
LOCALE_PATHS = [BASE / "onward/locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
# Served from where they lie in the checkout; nothing is collected.
STATICFILES_DIRS = [BASE / "onward/web/static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# The account that outcomes are paid from: a setting, because none was published.
PAYFILE_DEBTOR = {
    "name": os.environ.get("ONWARD_DEBTOR_NAME", "Onward demonstration payer"),
    "sort_code": os.environ.get("ONWARD_DEBTOR_SORT_CODE", "000000"),
    "account_number": os.environ.get("ONWARD_DEBTOR_ACCOUNT", "00000000"),
}

# How long a backup of the keys is kept: what an erasure destroyed is beyond reach after that.
KEYS_BACKUP_DAYS = int(os.environ.get("ONWARD_KEYS_BACKUP_DAYS", "30"))
# How long a contact, benefit or household value is believed: said earlier, it is warned of.
CURRENCY_DAYS = int(os.environ.get("ONWARD_CURRENCY_DAYS", "182"))
LEDGER_PATIENCE_SECONDS = int(os.environ.get("ONWARD_LEDGER_PATIENCE", "900"))
SEND_PATIENCE_SECONDS = int(os.environ.get("ONWARD_SEND_PATIENCE", "120"))
# Local requests for data: the memorandum sets no day for an answer, nor how long a value counts.
LOCAL_REQUEST_WORKING_DAYS = int(os.environ.get("ONWARD_LOCAL_REQUEST_WORKING_DAYS", "5"))
LOCAL_REQUEST_CURRENCY_DAYS = int(os.environ.get("ONWARD_LOCAL_REQUEST_CURRENCY_DAYS", "182"))

SILENCED_SYSTEM_CHECKS = [
    "security.W021",  # joining the browsers' preload list is the site owner's decision
]
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "onward.web.request_ids.WithRequestId"}},
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"}
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["request_id"],
            "formatter": "line",
        }
    },
    # It writes what the service answers, which may repeat a number or an address.
    "loggers": {"notifications_python_client": {"level": "CRITICAL"}},
    "root": {"handlers": ["console"], "level": os.environ.get("ONWARD_LOG", "WARNING")},
}
