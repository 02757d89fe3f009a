"""Settings. What differs between machines comes from the environment; docs/reference/settings.md lists it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF

from ansinh.server.places import installation_directory, is_practice
from ansinh.server.postgres import data_directory, database_settings

PRACTICE = is_practice()
"""A practice installation: nothing that reaches outside is taken over from the real one's environment."""
_environment = {} if PRACTICE else os.environ

ROOT = Path(__file__).resolve().parents[2]
DATA = data_directory()
KEYS = Path(_environment.get("ANSINH_KEYS") or DATA / "keys").absolute()


def _secret() -> str:
    """The signing key: from the environment, or made once for this data directory."""
    if key := _environment.get("ANSINH_SECRET_KEY"):
        return key
    path = DATA / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


DEBUG = False
SECRET_KEY = _secret()
ALLOWED_HOSTS = os.environ.get("ANSINH_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
HTTPS = os.environ.get("ANSINH_HTTPS") == "1"
SIGNER = _environment.get("ANSINH_SIGNER", "")
PRACTICE_ADDRESS = os.environ.get("ANSINH_PRACTICE_ADDRESS", "").rstrip("/")
PUBLIC_ADDRESS = (PRACTICE_ADDRESS if PRACTICE else os.environ.get("ANSINH_PUBLIC_ADDRESS", "")).rstrip("/")
PUBLIC_ADDRESS = PUBLIC_ADDRESS or "http://localhost:8000"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "ansinh.kernel",
    "ansinh.areas",
    "ansinh.access",
    "ansinh.funds",
    "ansinh.intake",
    "ansinh.registry",
    "ansinh.determination",
    "ansinh.casework",
    "ansinh.payments",
    "ansinh.oversight",
    "ansinh.staff",
    "ansinh.jobs",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ansinh.staff.compression.CompressText",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ansinh.staff.language.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ansinh.access.middleware.ScopeMiddleware",
    "ansinh.determination.middleware.LawMiddleware",
]
ROOT_URLCONF = "ansinh.config.urls"
WSGI_APPLICATION = "ansinh.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": database_settings()}
if os.environ.get("ANSINH_PROCESS") == "web":
    # What the web server may do before anybody has signed in: no rows of people, no change of structure.
    options = DATABASES["default"]["OPTIONS"]
    options["options"] = f"{options.get('options', '')} -c role=ansinh_app".strip()
if PRACTICE:
    DATABASES["default"]["CONN_MAX_AGE"] = 0  # a new beginning ends every connection there is
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.User"
LOGIN_URL = "/dang-nhap/"
ACCOUNT_URL = "/tai-khoan/"
_factor_roles = os.environ.get("ANSINH_SECOND_FACTOR")
SECOND_FACTOR_ROLES = None if _factor_roles is None else frozenset(_factor_roles.replace(",", " ").split())
OIDC_ISSUER = _environment.get("ANSINH_OIDC_ISSUER", "")
OIDC_CLIENT_ID = _environment.get("ANSINH_OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = _environment.get("ANSINH_OIDC_CLIENT_SECRET", "")
OIDC_LABEL = os.environ.get("ANSINH_OIDC_LABEL", "cổng đăng nhập của tỉnh")
PROXIES = int(os.environ.get("ANSINH_PROXIES", "0"))
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
USE_I18N = True
FORMAT_MODULE_PATH = "ansinh.config.formats"  # days and figures as the papers write them, in either language
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = installation_directory() / "static"  # the same program, the same files
MANUAL = ROOT / "docs" / "manual"
STATICFILES_DIRS = [("manual", MANUAL / "pictures")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "files"
INBOX = DATA / "inbox"  # where communes' files are put down; the next hour seals them
SEALED_INBOX = "hop-nhan"  # their folder among the stored files
RETURNS = DATA / "returns"  # where payers' answers are put down for a month run by a command; sealed as the inbox is
SEALED_RETURNS = "ket-qua"  # their folder among the stored files
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

if PRACTICE:  # browsers keep cookies by host, not by port: names of its own keep the two apart
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "tap_lam", "tap_lam_csrf"
    MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
