"""Sessions kept in the database, each row seen only by the browser that names it."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from onward.parties.models import StaffSession
from onward.tenancy.context import REGISTER, acting_for, naming


class SessionStore(DatabaseStore):
    """Django's database store, naming its key to the row policy before each statement."""

    @classmethod
    def get_model_class(cls) -> type[StaffSession]:
        return StaffSession

    def load(self) -> dict[str, Any]:
        with naming("session", self.session_key or ""):
            return super().load()

    def exists(self, session_key: str) -> bool:
        with naming("session", session_key):
            return super().exists(session_key)

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            return self.create()
        with naming("session", self.session_key):
            return super().save(must_create)

    def delete(self, session_key: str | None = None) -> None:
        with naming("session", session_key or self.session_key or ""):
            super().delete(session_key)

    @classmethod
    def clear_expired(cls) -> None:
        """Remove every session that is over. Nobody may read another's while it lasts."""
        with acting_for(REGISTER):
            super().clear_expired()
