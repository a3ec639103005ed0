"""Opening the real thing: a service's store behind an identity provider, one release
file alone, or a pilot of one person behind a passphrase.

Each refuses whatever would let somebody in who should not be, before anything is
opened. How the server runs is `server.py`; who comes in, `gate.py`.
"""

import os
from contextlib import closing, nullcontext
from pathlib import Path

from starlette.middleware import Middleware

from dashboard import configuration, server, session
from dashboard.configuration import Configuration, StoreFiles
from dashboard.gate import Gate
from dashboard.identity import By, Entrance
from dashboard.passphrase import Door, choose
from dashboard.register import Register
from metrics import Store, UserError, open_store
from metrics.keeping import MODULE_IS, SEAL_IS, is_sealed, read_releases_only


KEY_IS = "ALONGSIDE_KEY_FILE"


def serve(config: Path, beside: server.Beside = nullcontext) -> None:
    """Open the store that a configuration names, behind its identity provider."""
    said = configuration.read(config)
    if said.store is None:
        raise UserError(
            f"{config.name} names no store. For a release alone: serve --release FILE."
        )
    _require_key(said.store.key, said.store.path)
    _say_seal(said.store)
    with closing(_real(said.store.path)) as held:
        entrance = _entrance(said)
        session.open_for_all(
            session.Opened(held, said.store.release, entrance=entrance)
        )
        with beside(held):
            server.run(said.server.port, _way(said, entrance))


def serve_release(release: Path, config: Path | None, port: int) -> None:
    """Open one release file and nothing else: this process cannot open a store.

    Without a configuration only this computer reaches it, since whoever sits there
    holds the file itself; for anybody else there is sign-in.
    """
    if not release.is_file():
        raise UserError(f"There is no release at {release.name}.")
    said = configuration.read(config) if config else None
    if said is not None and said.store is not None:
        raise UserError("This configuration names a store; a release stands alone.")
    read_releases_only()
    entrance = _entrance(said) if said else Entrance(By.NOTHING)
    session.open_for_all(session.Opened(None, release, entrance=entrance))
    if said:
        server.run(said.server.port, _way(said, entrance))
    else:
        server.run(port, server.Way("Alongside, one release", log_requests=True))


def serve_only_me(
    store: Path,
    key: Path | None,
    port: int,
    passphrase: str | None,
    beside: server.Beside = nullcontext,
) -> None:
    """Open a store to one person at this computer. `passphrase` is chosen at the first
    start, and must be left out afterwards.
    """
    kept = store.with_suffix(".passphrase")
    if kept.exists() and passphrase is not None:
        raise UserError("A passphrase was chosen already. Start without a new one.")
    with closing(_real(store)) as held:
        _require_key(key or Path(os.environ.get(KEY_IS, "")), store)
        if passphrase is not None:
            choose(kept, passphrase)
        elif not kept.exists():
            raise UserError("Choose a passphrase at the first start.")
        address = f"http://localhost:{port}"
        register = Register()
        door = Door(kept, register)
        session.open_for_all(
            session.Opened(held, entrance=Entrance(By.PASSPHRASE, register))
        )
        gate = Middleware(
            Gate,
            register=register,
            address=address,
            pages=server.pages(),
            way_in="/enter",
        )
        way = server.Way(
            "Alongside, for one person",
            address,
            (gate,),
            (door.route(),),
            log_requests=True,
        )
        with beside(held):
            server.run(port, way)


def needs_passphrase(store: Path) -> bool:
    """Whether a passphrase must be chosen before this store opens to one person."""
    return not store.with_suffix(".passphrase").exists()


def _real(path: Path) -> Store:
    held = open_store(path)
    if held.is_demo:
        held.close()
        raise UserError(
            f"{path.name} is a demonstration: open it with alongside demo. Nothing "
            "invented is served as real."
        )
    held.note_served()
    return held


def _require_key(key: Path, store: Path) -> None:
    """The key exists, and lies elsewhere: one lost disk must not hold both."""
    if not key.is_file():
        raise UserError(
            "The key of this store was not found. Name it in the configuration, with "
            f"--key, or in {KEY_IS}."
        )
    if key.resolve().parent == store.resolve().parent:
        raise UserError(
            f"{key.name} lies in the store's own folder. Keep the key elsewhere, on "
            "another disk if you can, and name it anew. Nothing was opened."
        )
    os.environ[KEY_IS] = str(key)


def _say_seal(said: StoreFiles) -> None:
    """Where the key of an encrypted store lies, and by what it is written; elsewhere
    than the store. A store that was made open is not served as if it were sealed.
    """
    if said.seal is None or said.crypto_module is None:
        return
    if said.seal.resolve().parent == said.path.resolve().parent:
        raise UserError(
            f"{said.seal.name} lies in the store's own folder. Keep it elsewhere, and "
            "name it anew. Nothing was opened."
        )
    if not is_sealed(said.path):
        raise UserError(
            f"{said.path.name} is not encrypted, and a key for that is named. A store "
            "is encrypted when it is made: see docs/sign-in.md. Nothing was opened."
        )
    os.environ[SEAL_IS] = str(said.seal)
    os.environ[MODULE_IS] = str(said.crypto_module)


def _entrance(said: Configuration) -> Entrance:
    limits = said.sign_in
    register = Register(limits.idle_minutes, limits.longest_hours)
    return Entrance(By.PROVIDER, register, limits.roles_claim, limits.roles)


def _way(said: Configuration, entrance: Entrance) -> server.Way:
    gate = Middleware(
        Gate,
        register=entrance.register,
        address=said.server.address,
        pages=server.pages(),
    )
    return server.Way(
        "Alongside", said.server.address, (gate,), (), said.secrets, log_requests=True
    )
