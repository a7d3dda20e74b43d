"""The embedded PostgreSQL: started on demand, shared by every process of its owner, closed to everybody else."""

from __future__ import annotations

from data.server.address import DATABASE, PORT, Role, ServerAddress
from data.server.control import Status, start, status, stop

__all__ = ["DATABASE", "PORT", "Role", "ServerAddress", "Status", "start", "status", "stop"]
