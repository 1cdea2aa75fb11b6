"""What the methods look at. None means not known; the vocabulary is that of public case files."""

from dataclasses import dataclass
from enum import StrEnum


class Nature(StrEnum):
    CONFIDENTIALITY = "confidentiality"
    INTEGRITY = "integrity"
    AVAILABILITY = "availability"


class Origin(StrEnum):
    EXPOSED_BY_MISCONFIGURATION = "exposed_by_misconfiguration"
    HACKING = "hacking"
    INSIDER = "insider"
    LOST_DEVICE = "lost_device"
    LOST_POST = "lost_post"
    MALWARE = "malware"
    MISDIRECTED_EMAIL = "misdirected_email"
    MISDIRECTED_POST = "misdirected_post"
    OUTAGE = "outage"
    REDACTION_FAILURE = "redaction_failure"
    SOCIAL_ENGINEERING = "social_engineering"
    SOFTWARE_ERROR = "software_error"
    STOLEN_DEVICE = "stolen_device"
    STOLEN_PAPER = "stolen_paper"
    UNINTENDED_PUBLICATION = "unintended_publication"
    OTHER = "other"


class Cause(StrEnum):
    INTERNAL_MALICIOUS = "internal_malicious"
    INTERNAL_ACCIDENTAL = "internal_accidental"
    EXTERNAL_MALICIOUS = "external_malicious"
    EXTERNAL_ACCIDENTAL = "external_accidental"
    UNKNOWN = "unknown"


class Category(StrEnum):
    ACCOUNT_IDENTIFIER = "account_identifier"
    ALREADY_PUBLIC = "already_public"
    BIOMETRIC_GENETIC = "biometric_genetic"
    COMMUNICATIONS = "communications"
    CONTACT = "contact"
    CREDENTIALS = "credentials"
    EDUCATION = "education"
    FAMILY = "family"
    FINANCIAL = "financial"
    HEALTH = "health"
    IDENTITY = "identity"
    LIFESTYLE = "lifestyle"
    LOCATION = "location"
    NATIONAL_ID = "national_id"
    OFFENCES = "offences"
    OFFICIAL_DOCUMENT = "official_document"
    PROFESSIONAL = "professional"
    PROFILE = "profile"
    RELIGION_POLITICS_UNION = "religion_politics_union"
    SEX_LIFE = "sex_life"
    OTHER = "other"


class Subject(StrEnum):
    APPLICANTS = "applicants"
    CUSTOMERS = "customers"
    EMPLOYEES = "employees"
    FAMILY_MEMBERS = "family_members"
    LITIGANTS = "litigants"
    MINORS = "minors"
    PARTICIPANTS = "participants"
    PATIENTS = "patients"
    RESIDENTS = "residents"
    STUDENTS = "students"
    USERS = "users"
    VULNERABLE_ADULTS = "vulnerable_adults"
    OTHER = "other"


class Exfiltration(StrEnum):
    """Whether outsiders took or were shown the data."""

    NO = "no"
    LIKELY = "likely"
    YES = "yes"
    UNKNOWN = "unknown"


class Impact(StrEnum):
    """On the service people depend on: rights withheld is major, care or safety is vital."""

    NONE = "none"
    MINOR = "minor"
    MAJOR = "major"
    VITAL = "vital"
    PERMANENT_LOSS = "permanent_loss"
    OTHER = "other"


class Mitigation(StrEnum):
    CHANGE_REVERTED = "change_reverted"
    CREDENTIALS_RESET = "credentials_reset"
    DOCUMENTS_RETURNED = "documents_returned"
    EXPOSURE_CLOSED = "exposure_closed"
    FORENSICS = "forensics"
    INTEGRITY_CHECKED = "integrity_checked"
    INTERNAL_RECIPIENT = "internal_recipient"
    LOGS_EXCLUDE_EXFILTRATION = "logs_exclude_exfiltration"
    LOGS_PARTIAL = "logs_partial"
    PERSONS_ADVISED = "persons_advised"
    PROCEDURE_REVIEWED = "procedure_reviewed"
    PSEUDONYMISED = "pseudonymised"
    RECIPIENT_ASKED_DELETION = "recipient_asked_deletion"
    RECIPIENT_BOUND_TO_SECRECY = "recipient_bound_to_secrecy"
    RECIPIENT_CONFIRMED_DELETION = "recipient_confirmed_deletion"
    REMOTE_WIPE = "remote_wipe"
    REMOTE_WIPE_ATTEMPTED = "remote_wipe_attempted"
    RESTORED_FROM_BACKUP = "restored_from_backup"
    RESTORED_OTHERWISE = "restored_otherwise"
    SALTED_HASH = "salted_hash"
    STRONG_ENCRYPTION = "strong_encryption"
    SYSTEMS_CLEANED = "systems_cleaned"
    TRANSACTIONS_CHECKED = "transactions_checked"
    VULNERABILITY_FIXED = "vulnerability_fixed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """A breach as the methods need it; a set that is empty is not known either.

    `encrypted`: unintelligible at the time, by strong encryption or salted hashing. The last
    three are the contextual factors of ENISA 2013, section 3: they count when they are known.
    """

    natures: frozenset[Nature] = frozenset()
    origin: Origin | None = None
    cause: Cause | None = None
    categories: frozenset[Category] = frozenset()
    special_categories: bool | None = None
    national_id: bool | None = None
    financial_data: bool | None = None
    credentials: bool | None = None
    subjects: frozenset[Subject] = frozenset()
    vulnerable: bool | None = None
    persons_min: int | None = None
    persons_max: int | None = None
    encrypted: bool | None = None
    key_compromised: bool | None = None
    backup: bool | None = None
    restored_within_hours: float | None = None
    exfiltration: Exfiltration | None = None
    recipient_trusted: bool | None = None
    recipients_known: bool | None = None
    malicious: bool | None = None
    service_impact: Impact | None = None
    mitigations: frozenset[Mitigation] = frozenset()
    much_about_each: bool | None = None
    telling_controller: bool | None = None
    known_inaccurate: bool | None = None


ARTICLE_9 = frozenset(
    {
        Category.BIOMETRIC_GENETIC,
        Category.HEALTH,
        Category.RELIGION_POLITICS_UNION,
        Category.SEX_LIFE,
    }
)
VULNERABLE = frozenset({Subject.MINORS, Subject.PATIENTS, Subject.VULNERABLE_ADULTS})
