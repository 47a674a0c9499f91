"""The gate hub: a small program in the venue that the lanes talk to.

While the server answers, the hub passes every scan on. When it does not, the hub decides
by the same rule (``admission.py``), for all lanes together, so that a ticket still opens
one lane and not two. What it decided is on its disk before the lane hears it, and goes to
the server later, each scan under the number that the lane gave it.

Needs Python, its standard library and ``cryptography``.
"""

VERSION = "1.0"
