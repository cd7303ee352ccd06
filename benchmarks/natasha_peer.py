"""The Russian half of the reader's texts by yargy or natasha, in an environment of their own (make natasha).

Nothing of Esep is imported. Neither does what the reader does: yargy finds a number with the noun behind it,
natasha finds sentences, the morphology of every word and names.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path


def by_yargy() -> Callable[[str], object]:
    """A parser with one rule: a number, a multiplier if there is one, adjectives, a noun."""
    from yargy import Parser, or_, rule
    from yargy.pipelines import morph_pipeline
    from yargy.predicates import eq, gram, type

    number = rule(type("INT"), rule(or_(eq(","), eq(".")), type("INT")).optional())
    multiplier = morph_pipeline(["тысяча", "миллион", "миллиард", "млн", "млрд", "тыс"])
    figure = rule(number, multiplier.optional(), gram("ADJF").optional().repeatable(), gram("NOUN"))
    parser = Parser(figure)
    return lambda text: list(parser.findall(text))


def by_natasha() -> Callable[[str], object]:
    """Sentences, morphology and names."""
    from natasha import Doc, NewsEmbedding, NewsMorphTagger, NewsNERTagger, Segmenter

    segmenter, embedding = Segmenter(), NewsEmbedding()
    morphology, names = NewsMorphTagger(embedding), NewsNERTagger(embedding)

    def reading(text: str) -> object:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(morphology)
        doc.tag_ner(names)
        return doc

    return reading


def main() -> None:
    """``path count name``: print the rate by processor time and the memory at the peak."""
    path, count, name = sys.argv[1:]
    texts = json.loads(Path(path).read_text(encoding="utf-8"))[1::2][: int(count)]
    reading = {"yargy": by_yargy, "natasha": by_natasha}[name]()
    reading(texts[0])
    started = time.process_time()
    for text in texts[1:]:
        reading(text)
    passed = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"rate": (len(texts) - 1) / passed, "memory": memory}))


if __name__ == "__main__":
    main()
