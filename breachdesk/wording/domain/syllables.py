"""Syllables of a word by its groups of vowels, as they are pronounced.

Flesch counts what is heard, not what is written: mute endings do not count. The rules are ours,
after school grammars, with the few exceptions that are frequent in letters. It is an
approximation: single words may be off by one, which the index of a page hardly shows.
"""

import re

FRENCH_GROUP = re.compile(r"[aeiouyàâéèêëîïôöùûüœæ]+")
SILENT_U = re.compile(r"(?<=[qg])u(?=[eéèêiîy])|(?<=q)u")
HIATUS = re.compile(
    r"(?<=[aoé])(?=[éè])|(?<=é)(?=[aeiouèâœ])|(?=[ïü])|(?<!u)(?=ë)"  # aé-rien, ré-union, na-ïf
    r"|(?<=co)(?=[ao])|(?<=[bcdfgptv][lr]i)(?=[aeéo])"  # co-opérer, cli-ent, ou-bli-er
)
GLIDE = re.compile(r"(?<=[aeou])y(?=[aeiouéèê])")
"""In moyen and payer the y begins a syllable."""
MUTE_END = re.compile(r"(?:es?|(?<=[ao]i)ent|(?<=[ao]y)ent)$")
SILENT_ENT = re.compile(
    r"(?:concern|contienn|devienn|dis|doiv|exist|mett|permett|peuv|prenn|rest|risqu|serv|suiv|tienn|"
    r"utilis|veul|vienn)(ent)$"
)
"""The verbs in -ent of such letters; elsewhere -ent is heard, as in « document »."""

ENGLISH_GROUP = re.compile(r"[aeiouy]+")
ENGLISH_MUTE = re.compile(
    r"(?<!l)e$"  # made, free, but table
    r"|(?<=[^aeioudt])ed$"  # asked, but wanted
    r"|(?<=[^aeiouyscxzhg])es$"  # names, but houses
)
ENGLISH_HIATUS = re.compile(
    r"(?<=[^tscg]i)(?=o)|(?<=[rd]i)(?=a)|(?<=ci)(?=ation)|(?<=i)(?=et|um)"  # vi-olate, immedi-ate
    r"|(?<=e)(?=o(?![up]))|(?<=cre)(?=at[ei])|(?<=[rd]e)(?=a$)"  # vide-o, cre-ate, are-a
    r"|(?<=u)(?=a[lr])|(?<=[aeou])(?=ing$)|(?<=[aeo]y)(?=[aeiou])"  # actu-al, employ-ee
)


def french_syllables(word: str) -> int:
    """0 for what is left of an elided word: l’, qu’."""
    verb = SILENT_ENT.match(word)
    ending = verb.start(1) if verb else len(word)
    spoken = SILENT_U.sub("", word[:ending])
    parted = HIATUS.sub("-", GLIDE.sub("j", MUTE_END.sub("", spoken)))
    return len(FRENCH_GROUP.findall(parted)) or len(FRENCH_GROUP.findall(spoken))


def english_syllables(word: str) -> int:
    plain = ENGLISH_MUTE.sub("", word)
    parted = ENGLISH_HIATUS.sub("-", plain)
    return len(ENGLISH_GROUP.findall(parted)) or len(ENGLISH_GROUP.findall(word))
