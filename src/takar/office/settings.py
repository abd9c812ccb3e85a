"""Django settings of the office."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from takar.kernel.clock import ZONES
from takar.office.configuration import configuration, secret_key
from takar.office.processes.compiled import keep_compiled

TAKAR = configuration()
PACKAGE = Path(__file__).parent.parent
keep_compiled(TAKAR.data, PACKAGE / "placement" / "solving", os.environ)
SECRET_KEY = secret_key(TAKAR.keys)
DEBUG = False
ALLOWED_HOSTS = list(TAKAR.hosts) or ["*"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "takar.jobs",
    "takar.accounts",
    "takar.people",
    "takar.standards",
    "takar.items",
    "takar.certificates",
    "takar.readiness",
    "takar.careers",
    "takar.positions",
    "takar.forms",
    "takar.assessments",
    "takar.programmes",
    "takar.planning",
    "takar.attendance",
    "takar.delivery",
    "takar.scoring",
    "takar.exercises",
    "takar.selection",
    "takar.plenary",
    "takar.talent",
    "takar.placement",
    "takar.reports",
    "takar.office",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "takar.office.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "takar.office.middleware.content_security_policy",
    "takar.accounts.pages.first_password.change_first_password",
]

ROOT_URLCONF = "takar.office.urls"
WSGI_APPLICATION = "takar.office.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "office:home"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 10}),
        ("UserAttributeSimilarityValidator", {}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "takar.office.navigation.office",
            ],
        },
    }
]


def _database(address: str) -> dict[str, Any]:
    parts = urlparse(address)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
    }


# Opens the exam store for contexts that lie below `delivery`.
EXAM_STORE = "takar.delivery.public.open_journal"
POTENTIAL_OF = "takar.scoring.public.potential_of"
SHOWN_BY_PEOPLE = "takar.exercises.public.shown_by_people"
DATABASES = {"default": _database(TAKAR.office_db)}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = str(ZONES[TAKAR.zone])

STATIC_URL = "/static/"
STATIC_ROOT = TAKAR.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
# Until `takar setup` or `takar serve` has collected and compressed them, files come from the packages.
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "office").exists()

# A session ends after a working day, or when the browser closes; a page left open asks again.
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
