"""Keys of vendors, read when they are needed: a key that is missing is the vendor's failure."""

from manike.errors import BadInputError, PermanentProviderError
from manike.secrets import Secret, load_secret


def key_of(given: Secret | None, name: str, provider: str) -> Secret:
    """A key that was given, else that of the environment.

    Args:
        given: the key, if it is known.
        name: the variable that it is read from otherwise.
        provider: whose it is.

    Raises:
        PermanentProviderError: it is not set, or can't be read; says which variable.
    """
    try:
        return given or load_secret(name)
    except BadInputError as error:
        raise PermanentProviderError(str(error), provider=provider) from error
