"""Milvus as a Dagster resource."""

import dagster as dg
from pydantic import Field

from manike.search_ports import VectorIndexes
from manike.secrets import find_secret
from resources.milvus import MilvusIndexes
from resources.roster import MILVUS_TOKEN


class MilvusResource(dg.ConfigurableResource[VectorIndexes]):
    """Vector indexes in Milvus; the token is taken from MANIKE_MILVUS_TOKEN or its file."""

    url: str = Field(description="Of a server, or the path of a file for Milvus Lite.")

    def create_resource(self, context: dg.InitResourceContext) -> VectorIndexes:
        """Build the client; nothing is asked before the first index is used."""
        del context
        return MilvusIndexes(self.url, find_secret(MILVUS_TOKEN))
