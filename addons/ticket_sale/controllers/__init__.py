from . import availability, message, server_time, ticket_file, verify
