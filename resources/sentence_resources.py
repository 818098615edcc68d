"""Models of sentence-transformers as a resource."""

import dagster as dg
from pydantic import Field

from manike.ports import Embedder
from resources.sentence_embedder import sentence_embedder


class SentenceEmbedderResource(dg.ConfigurableResource[Embedder]):
    """Embeds texts for the search with a model of sentence-transformers."""

    model: str = Field(description="A folder, or a name on the Hugging Face hub.")
    revision: str = Field(default="", description="Which version of a named model.")
    device: str = Field(default="cpu", description="As torch names it.")

    def create_resource(self, context: dg.InitResourceContext) -> Embedder:
        """Build the embedder."""
        del context
        return sentence_embedder(self.model, revision=self.revision, device=self.device)
