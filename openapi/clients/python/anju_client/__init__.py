"""The API of 安居核验 for third parties.

What is written by hand is how a program proves itself (`tokens`), what it sends again by itself
(`repeating`), and exceptions (`refusals`); everything else is generated from the API's description.
"""

from .client import AuthenticatedClient, Client
from .connection import connect
from .refusals import Refused, TokenRefused, accepted
from .tokens import ClientSecret, PrivateKey

__all__ = (
    "AuthenticatedClient",
    "Client",
    "ClientSecret",
    "PrivateKey",
    "Refused",
    "TokenRefused",
    "accepted",
    "connect",
)
