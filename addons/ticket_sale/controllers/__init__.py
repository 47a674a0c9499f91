from . import availability, verify
