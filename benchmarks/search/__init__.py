"""The search measured: vectors beside hnswlib and Milvus Lite, and rankings by labelled queries."""
