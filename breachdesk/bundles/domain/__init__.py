"""What a bundle is called, what is known of it, and what of it speaks of nobody."""

from breachdesk.bundles.domain.bundle import (
    SIGNATURE,
    TASK,
    BundleAsked,
    BundleMade,
    BundleRead,
    BundleView,
    NewBundle,
    Verdict,
    base_name,
    statement,
)
from breachdesk.bundles.domain.impersonal import impersonal

__all__ = [
    "SIGNATURE",
    "TASK",
    "BundleAsked",
    "BundleMade",
    "BundleRead",
    "BundleView",
    "NewBundle",
    "Verdict",
    "base_name",
    "impersonal",
    "statement",
]
