"""Outputs by URL, as every vendor's own host gives them: no key, and all faults of downloads."""

from manike.testing.standin.wire import Answer, Asked, Endpoint, Trouble, Vendor


def _download(asked: Asked) -> Answer:
    """``GET /files/{name}``."""
    if redirected := asked.acts("redirect"):
        target = str(redirected.script.options.get("url", "http://169.254.169.254/"))
        return Answer(b"", "text/plain", status=302, headers={"location": target})
    found = asked.world.shelf.get(asked.path["name"])
    if found is None:
        raise Trouble(404, "not_found", "This output is gone.")
    return Answer(found.content, found.media_type)


VENDOR = Vendor(
    name="files",
    key=lambda headers, query: "anyone",
    error=lambda trouble: Answer.of({"detail": trouble.message}, status=trouble.status),
    endpoints=(Endpoint("GET", "/{name}", "download", _download),),
    acts=("redirect",),
)
