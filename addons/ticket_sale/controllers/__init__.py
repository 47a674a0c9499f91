from . import availability, server_time, ticket_file, verify
