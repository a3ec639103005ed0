"""The configuration of `alongside serve`: one TOML file, read whole or refused.

What is secret stands in it too, so only its owner may read it. What Streamlit itself
is set to does not belong here: that is locked, in `.streamlit/config.toml`.
"""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from dashboard.access import Role
from dashboard.register import IDLE_MINUTES, LONGEST_HOURS
from metrics import UserError


SHORTEST_SECRET = 32
CALLBACK = "/oauth2callback"
LOCAL = ("localhost", "127.0.0.1")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class StoreFiles(_Strict):
    """Where the records lie, the key by which they were made, and the release."""

    path: Path
    key: Path
    release: Path | None = None
    # Of a store that is encrypted at rest: its key, and the maker's crypto module.
    seal: Path | None = None
    crypto_module: Path | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.seal is None) is not (self.crypto_module is None):
            raise ValueError("seal and crypto_module go together")
        return self


class ServerPlace(_Strict):
    """Where browsers find us, and the port on this machine behind the proxy."""

    address: str
    port: Annotated[int, Field(ge=1, le=65535)] = 8501

    @model_validator(mode="after")
    def _is_safe(self) -> Self:
        parts = urlsplit(self.address)
        if parts.scheme != "https" and parts.hostname not in LOCAL:
            raise ValueError("address must begin with https://")
        if not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValueError("address is a scheme and a host alone")
        return self

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""


class Provider(_Strict):
    """The identity provider (OpenID Connect)."""

    server_metadata_url: str
    client_id: Annotated[str, Field(min_length=1)]
    client_secret: Annotated[str, Field(min_length=1)]
    cookie_secret: Annotated[str, Field(min_length=SHORTEST_SECRET)]

    @model_validator(mode="after")
    def _is_safe(self) -> Self:
        parts = urlsplit(self.server_metadata_url)
        if parts.scheme != "https" and parts.hostname not in LOCAL:
            raise ValueError("server_metadata_url must begin with https://")
        return self


class Limits(_Strict):
    """Who is let in, and for how long. `roles`: the provider's name -> ours."""

    roles: Annotated[dict[str, Role], Field(min_length=1)]
    roles_claim: str = "roles"
    idle_minutes: Annotated[int, Field(ge=5, le=60)] = IDLE_MINUTES
    longest_hours: Annotated[int, Field(ge=1, le=12)] = LONGEST_HOURS


class Configuration(_Strict):
    """The whole file. `store` is left out where a release file alone is served."""

    server: ServerPlace
    auth: Provider
    sign_in: Limits
    store: StoreFiles | None = None

    @property
    def secrets(self) -> dict[str, Any]:
        """What Streamlit's own sign-in reads."""
        redirect = self.server.address.rstrip("/") + CALLBACK
        return {"auth": {**self.auth.model_dump(), "redirect_uri": redirect}}


def read(path: Path) -> Configuration:
    """The configuration in a file. Raises UserError, naming settings but no value."""
    try:
        if path.stat().st_mode & 0o077:
            raise UserError(
                f"{path.name} can be read by others, and secrets stand in it. "
                "Let its owner alone read it (chmod 600)."
            )
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        return Configuration.model_validate(said)
    except OSError:
        raise UserError(f"There is no configuration at {path.name}.") from None
    except tomllib.TOMLDecodeError as wrong:
        raise UserError(f"{path.name} is not TOML: {wrong}.") from None
    except ValidationError as wrong:
        raise UserError(f"{path.name}: {_sentence(wrong)}") from None


def _sentence(wrong: ValidationError) -> str:
    found = wrong.errors(include_input=False, include_url=False, include_context=False)
    lines = (
        f"{'.'.join(str(part) for part in each['loc'])}: "
        f"{each['msg'].removeprefix('Value error, ')}"
        for each in found
    )
    return "; ".join(lines) + ". Nothing was opened."
