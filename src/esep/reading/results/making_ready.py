"""Make a process ready that does nothing but read texts: a folder of them, or those of a benchmark."""

from __future__ import annotations

from esep.memory import set_aside
from esep.reading.reading import read

_TEXTS = (
    "Облыс әкімі 2026 жылғы 1 желтоқсанға дейін 12 жобаны іске қосып, 450 жұмыс орнын ашуды тапсырды. "
    "Жылдың қорытындысы бойынша 3,5 млрд теңге бөлінді, оның ішінде 1,2 млрд теңге жол жөндеуге жұмсалды.",
    "Аким области поручил управлению до 1 декабря 2026 года запустить 12 проектов, создать 450 рабочих мест. "
    "По итогам года выделено 3,5 млрд тенге, из них 1,2 млрд тенге направлено на ремонт дорог.",
)
"""A text in each language that needs what most texts need."""


def make_ready() -> None:
    """Load the word lists and the Russian dictionary, and set them aside for as long as the process lives.

    It changes when the whole process looks for garbage, so call it only in a process of your own.
    """
    for text in _TEXTS:
        read(text)
    set_aside()
