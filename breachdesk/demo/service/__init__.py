"""Playing the demonstration: an organisation, its people, two small cases, and Francetest.

Every act goes through the services a person would use, at the hour it happened, so that the
trail, the clocks and the history are real.
"""

from breachdesk.demo.service.load import DemoResult, load, sign_in_note

__all__ = ["DemoResult", "load", "sign_in_note"]
