"""spaCy's rule pipeline over texts: blank English with its tokenizer, the sentencizer, an EntityRuler and a Matcher.

usage: spacy_rules.py TEXTS NAMES       TEXTS: texts between form feeds; NAMES: organisations, one a line
Prints seconds of processor time, what was found, and the version, tabs between them.
"""
import sys
import time

import spacy
from spacy.matcher import Matcher

NUMBER = {"LIKE_NUM": True}
SCALE = {"LOWER": {"IN": ["million", "billion", "trillion", "thousand"]}, "OP": "?"}
YEAR = {"SHAPE": "dddd", "OP": "?"}
MONTH = {"LOWER": {"IN": ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                          "november", "december"]}}
DAY = {"LOWER": {"IN": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]}}
LEGAL = {"LOWER": {"IN": ["inc", "inc.", "ltd", "ltd.", "plc", "corp", "corp.", "ag", "gmbh", "group", "holdings", "company",
                          "llc"]}}
HONORIFIC = {"LOWER": {"IN": ["mr", "mr.", "ms", "ms.", "mrs", "mrs.", "dr", "dr."]}}
CURRENCY = {"LOWER": {"IN": ["dollars", "euros", "pounds", "yen", "yuan"]}}
CAPITALISED = {"IS_TITLE": True, "OP": "+"}
ENTITIES = [("ORG", [CAPITALISED, LEGAL]), ("PERSON", [HONORIFIC, CAPITALISED]),
            ("MONEY", [{"TEXT": {"IN": ["$", "€", "£"]}}, NUMBER, SCALE]), ("MONEY", [NUMBER, SCALE, CURRENCY]),
            ("PERCENT", [NUMBER, {"LOWER": {"IN": ["%", "percent"]}}]),
            ("DATE", [MONTH, NUMBER, {"TEXT": ",", "OP": "?"}, YEAR]), ("DATE", [NUMBER, MONTH, YEAR]), ("DATE", [DAY])]
DEALS = {"acquisition": "bought buys acquired acquires buy acquire", "licence": "licensed licenses license",
         "merger": "merged merges merge", "contract": "supplied supplies supply", "funding": "raised raises raise",
         "stake": "invested invests invest", "settlement": "settled settles settle",
         "partnership": "partnered partners partner"}

texts = open(sys.argv[1], encoding="utf-8").read().split("\f")
names = open(sys.argv[2], encoding="utf-8").read().splitlines()
nlp = spacy.blank("en")
nlp.max_length = 20_000_000
nlp.add_pipe("sentencizer")
nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": name} for name in names]
                                          + [{"label": label, "pattern": pattern} for label, pattern in ENTITIES])
matcher = Matcher(nlp.vocab)
ORG, GAP = {"ENT_TYPE": "ORG", "OP": "+"}, {"ENT_TYPE": "", "IS_PUNCT": False, "OP": "{0,6}"}
for deal, verbs in DEALS.items():
    matcher.add(deal, [[ORG, GAP, {"LOWER": {"IN": verbs.split()}}, GAP, ORG]], greedy="LONGEST")

begin = time.process_time()
entities = matches = 0
for doc in nlp.pipe(texts):
    entities += len(doc.ents)
    matches += len(matcher(doc))
print(f"{time.process_time() - begin}\t{entities} entities, {matches} matches\t{spacy.__version__}")
