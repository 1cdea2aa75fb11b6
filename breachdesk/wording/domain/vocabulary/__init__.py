"""The words by which a text is judged, one module a language; lawyers may read and extend them."""

from collections.abc import Mapping

from breachdesk.wording.domain.vocabulary.english import ENGLISH
from breachdesk.wording.domain.vocabulary.french import FRENCH
from breachdesk.wording.domain.vocabulary.shape import Vocabulary

VOCABULARIES: Mapping[str, Vocabulary] = {"fr": FRENCH, "en": ENGLISH}
