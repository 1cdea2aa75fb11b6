"""The few words the press itself puts on a letter, and what a screen reader hears."""

from breachdesk.kernel.text import _

CHECK = _("Check this letter")
CODE = _("Verification code")
REFERENCE = _("Your reference")
SHORT_REFERENCE = _("Ref.")
DUPLICATE = _("DUPLICATE")
QR = _("QR code: address of the page that checks this letter")
