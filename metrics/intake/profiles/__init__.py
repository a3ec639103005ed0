"""Profiles: how a source's files become our tables, one file a source.

A new source is a new file here and a name in the tuple below; nothing else changes.
"""

from metrics.intake._profile import Profile
from metrics.intake.profiles import houghton, ndtms, network_canvas, templates


PROFILES: dict[str, Profile] = {
    module.PROFILE.id: module.PROFILE
    for module in (templates, houghton, network_canvas, ndtms)
}

__all__ = ["PROFILES", "Profile"]
