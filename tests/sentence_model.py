"""A model of sentence-transformers that a test builds itself: small, of seeded random weights."""

import string

import pytest

LETTERS = string.ascii_lowercase + string.digits + ".,'"
WORDS = ("boat", "lake", "lakes", "boats", "on", "jazz", "quantum", "physics", "explained", "with")


def needed():
    """The extra, or the test is skipped with what to install."""
    return pytest.importorskip(
        "sentence_transformers", reason="pip install 'manike[sentence-transformers]'"
    )


def build_model(folder, *, seed=7, dimension=16):
    """Write one into an existing empty folder, whose words it knows are ``WORDS`` and letters."""
    needed()
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer import modules
    from tokenizers import BertWordPieceTokenizer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS, *LETTERS]
    vocabulary += [f"##{letter}" for letter in LETTERS]
    inner = folder / "inner"
    tokens = {token: number for number, token in enumerate(vocabulary)}
    PreTrainedTokenizerFast(
        tokenizer_object=BertWordPieceTokenizer(tokens)._tokenizer,
        pad_token="[PAD]",
        unk_token="[UNK]",
        model_max_length=64,
    ).save_pretrained(inner)
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=dimension,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(inner)
    words = modules.Transformer(str(inner), max_seq_length=64)
    parts = [words, modules.Pooling(dimension), modules.Normalize()]
    SentenceTransformer(modules=parts, device="cpu").save(str(folder / "model"))
    return folder / "model"
