"""Files from a provider over the network become the files and records of the local ports.

Whatever format, length, shape and level arrived, what is written is what ``manike.ports`` fixes.
Each function decodes its source whole before it trusts it, and raises ``MediaError`` for one that
is broken or not what it should be.
"""
