"""The questions and answers of the public notice, on paper."""

from breachdesk.documents.domain import DocumentKind, Subject
from breachdesk.documents.kinds.press_statement import words
from breachdesk.kernel.text import Bilingual

KIND = DocumentKind(
    slug="questions-answers",
    title=Bilingual("Questions et réponses", "Questions and answers"),
    template="documents/questions_answers.html",
    words=words,
    subject=Subject.PUBLICATION,
)
