"""All settings, by topic, from the environment (``docs/settings.md`` lists them)."""

from typing import Any

import structlog
from csp.constants import NONE, SELF
from django.contrib.messages import constants as messages

from xingtan.config.environment import HOME, KIND, ROOT, env, kept_key

# -- where and what ---------------------------------------------------------------------------
BASE_DIR = ROOT
XINGTAN_ENV = KIND
XINGTAN_HOME = HOME
DEBUG = False
IS_DEMO = KIND == "demo"
PUBLIC_URL: str = env.str("XINGTAN_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
PUBLIC_HOST = PUBLIC_URL.split("://", 1)[-1].split(":")[0].split("/")[0]
ALLOWED_HOSTS: list[str] = env.list("XINGTAN_HOSTS", default=[PUBLIC_HOST, "127.0.0.1", "localhost"])
CONTENT_ORIGIN: str = env.str("XINGTAN_CONTENT_ORIGIN", "").rstrip("/")
CONTENT_HOST = CONTENT_ORIGIN.split("://", 1)[-1].split(":")[0]
ALLOWED_HOSTS += [CONTENT_HOST] if CONTENT_HOST else []
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
ICP_NUMBER: str = env.str("XINGTAN_ICP", "")
POLICE_NUMBER: str = env.str("XINGTAN_POLICE_NUMBER", "")

# -- secrets ----------------------------------------------------------------------------------
SECRET_KEY = kept_key("XINGTAN_SECRET_KEY", 48)
FIELD_KEY = kept_key("XINGTAN_FIELD_KEY")
SIGNING_KEY = kept_key("XINGTAN_SIGNING_KEY")
RETIRED_SIGNING_KEYS: list[str] = env.list("XINGTAN_RETIRED_SIGNING_KEYS", default=[])
"""Public keys (base64) of certificates signed before the key was changed: they still verify."""

# -- rooms ------------------------------------------------------------------------------------
ROOMS = [
    "demo", "desks", "oversight", "assessment", "schoolbased", "coursework", "study", "classes", "courses", "mailroom",
    "invoicing", "billing", "funding", "rosters", "enrolment", "programmes", "notices", "accounts", "organisations", "outbox", "audit", "ui", "foundation",
]  # fmt: skip
INSTALLED_APPS = [
    "xingtan.config",
    *(f"xingtan.{room}" for room in ROOMS),
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django_prometheus",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "xingtan.config.content_origin.OnlyPackages",
    "xingtan.config.logs.RequestLog",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "xingtan.accounts.access.DeclaredAccess",
    "xingtan.programmes.middleware.ChosenProgramme",
    "xingtan.ui.middleware.Refusals",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]
ROOT_URLCONF = "xingtan.config.urls"
WSGI_APPLICATION = "xingtan.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- pages ------------------------------------------------------------------------------------
_FILES = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            # both packages rewrite this setting when let, and cancel each other
            "loaders": [("template_partials.loader.Loader", [("django.template.loaders.cached.Loader", _FILES)])],
            "builtins": ["django_cotton.templatetags.cotton", "template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "xingtan.desks.context.frame",
            ],
        },
    }
]
MESSAGE_TAGS = {messages.SUCCESS: "ok", messages.WARNING: "warn", messages.ERROR: "stop"}  # kinds of c-alert
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if KIND == "production"
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = KIND != "production"
WHITENOISE_AUTOREFRESH = KIND == "test"
MEDIA_ROOT = HOME / "files"

# -- languages and time -----------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# -- database ---------------------------------------------------------------------------------
DATABASES: dict[str, dict[str, Any]] = {"default": env.db("DATABASE_URL", default=f"sqlite:///{HOME}/xingtan.sqlite3")}
_database = DATABASES["default"]
if "sqlite" in _database["ENGINE"]:
    _database["CONN_MAX_AGE"] = None  # a file costs nothing to keep open, and much to open for each request
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=4000;",
    }
else:
    _database["OPTIONS"] = {"pool": {"min_size": 1, "max_size": env.int("XINGTAN_DB_POOL", 16)}}
_database["ATOMIC_REQUESTS"] = False
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "long"]}}

# -- people -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["xingtan.accounts.hashers.Argon2"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/desk/"
SESSION_ENGINE = "xingtan.accounts.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECOND_FACTOR: bool = env.bool("XINGTAN_SECOND_FACTOR", KIND != "demo")
FUNDING_NORMS: str = env.str("XINGTAN_FUNDING_NORMS", "")
"""Another file of norms in place of ``funding/shipped/norms.toml``."""
SMS_GATEWAY: str = env.str("XINGTAN_SMS_GATEWAY", "")
TRUSTED_PROXIES: int = env.int("XINGTAN_TRUSTED_PROXIES", 0)
PASSWORD_POLICY: str = env.str("XINGTAN_PASSWORD_POLICY", "mlps")
INITIAL_PASSWORD_DAYS: int = env.int("XINGTAN_INITIAL_PASSWORD_DAYS", 14)
SLIP_DAYS: int = env.int("XINGTAN_SLIP_DAYS", 14)
STAFF_IDLE_HOURS: int = env.int("XINGTAN_STAFF_IDLE_HOURS", 12)
FULL_NUMBERS_ALONE: int = env.int("XINGTAN_FULL_NUMBERS_ALONE", 50)
REVEALS_PER_DAY: int = env.int("XINGTAN_REVEALS_PER_DAY", 50)

# -- what later steps say before a change after enrolment is decided ---------------------------
CHANGE_EFFECTS = [
    "xingtan.billing.queries.effects.of_change",
    "xingtan.classes.queries.effects_of_change",
    "xingtan.study.queries.effects_of_change",
    "xingtan.assessment.queries.effects_of_change",
]

# -- figures that rooms above classes put at the head of a class bulletin -----------------------
BULLETIN_FIGURES = ["xingtan.oversight.queries.bulletin_figures"]

# -- mail -------------------------------------------------------------------------------------
_mail = env.email("XINGTAN_MAIL_URL", default="consolemail://" if KIND != "production" else "smtp://localhost:25")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _mail.get("EMAIL_HOST", ""), _mail.get("EMAIL_PORT", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_USER", ""), _mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL: str = env.str("XINGTAN_MAIL_FROM", "xingtan@localhost")

# -- the mailbox rosters are sent to (off without a host) ---------------------------------------
MAILBOX_HOST: str = env.str("XINGTAN_MAILBOX_HOST", "")
MAILBOX_PORT: int = env.int("XINGTAN_MAILBOX_PORT", 0)
MAILBOX_USER: str = env.str("XINGTAN_MAILBOX_USER", "")
MAILBOX_PASSWORD: str = env.str("XINGTAN_MAILBOX_PASSWORD", "")
MAILBOX_TLS: str = env.str("XINGTAN_MAILBOX_TLS", "tls")
MAILBOX_CA_FILE: str = env.str("XINGTAN_MAILBOX_CA_FILE", "")
MAILBOX_FOLDER: str = env.str("XINGTAN_MAILBOX_FOLDER", "INBOX")
MAILBOX_DONE_FOLDER: str = env.str("XINGTAN_MAILBOX_DONE_FOLDER", "")
MAILBOX_MAX_BYTES: int = env.int("XINGTAN_MAILBOX_MAX_MB", 30) * 1024 * 1024
MAILBOX_KEEP_DAYS: int = env.int("XINGTAN_MAILBOX_KEEP_DAYS", 180)

# -- safety -----------------------------------------------------------------------------------
_https = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_NAME = "__Host-session" if _https else "session"
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "xingtan.ui.error_pages.csrf_failed"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
UPLOAD_MAX_BYTES: int = env.int("XINGTAN_UPLOAD_MAX_MB", 20) * 1024 * 1024
COURSE_MEDIA_MAX_BYTES: int = env.int("XINGTAN_COURSE_MEDIA_MAX_MB", 4096) * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "xingtan.foundation.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
LOG_RETENTION_DAYS: int = env.int("XINGTAN_LOG_RETENTION_DAYS", 190)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "frame-src": [SELF, CONTENT_ORIGIN] if CONTENT_ORIGIN else [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# -- logs -------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
            "foreign_pre_chain": [
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso"),
                structlog.processors.format_exc_info,
            ],
        }
    },
    "filters": {"no_personal_data": {"()": "xingtan.config.logs.PersonalDataFilter"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["no_personal_data"]},
    },
    "root": {"handlers": ["stderr"], "level": env.str("XINGTAN_LOG_LEVEL", "WARNING" if KIND == "test" else "INFO")},
    "loggers": {"django.server": {"level": "ERROR"}, "granian": {"level": "WARNING"}, "faker": {"level": "WARNING"}},
}
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
