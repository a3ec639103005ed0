"""Profiles: how a source's files become our tables, one file a source.

A new source is a new file here and a name in the tuple below; nothing else changes.
"""

from metrics.intake._profile import Profile
from metrics.intake.profiles import houghton, network_canvas, templates


PROFILES: dict[str, Profile] = {
    profile.id: profile
    for profile in (templates.PROFILE, houghton.PROFILE, network_canvas.PROFILE)
}

__all__ = ["PROFILES", "Profile"]
