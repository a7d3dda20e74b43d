"""The embedded PostgreSQL: started on demand, shared by every process of its owner, closed to everybody else."""

from __future__ import annotations

from data.server.address import DATABASE, PORT, DatabaseRole, ServerAddress
from data.server.control import Status, start, status, stop

__all__ = ["DATABASE", "PORT", "DatabaseRole", "ServerAddress", "Status", "start", "status", "stop"]
