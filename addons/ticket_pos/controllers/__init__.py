from . import availability, print_agent_program, print_api
