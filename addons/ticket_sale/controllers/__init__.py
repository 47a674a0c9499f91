from . import availability, server_time, verify
