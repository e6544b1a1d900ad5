"""Python runs this before anything else: moto then checks rights, but no signatures.

It computes signatures over the decoded address of a request, and so refuses every key and prefix with a character
that an address has to encode.
"""

try:
    from moto.iam.access_control import IAMRequestBase

    IAMRequestBase.check_signature = lambda self: None
except ImportError:
    pass  # Some other Python, started on the way to that of moto.
