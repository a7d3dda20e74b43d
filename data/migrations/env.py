"""What Alembic runs: the steps, on the connection and in the transaction that `upgrade` opened."""

from __future__ import annotations

from alembic import context
from sqlalchemy import text

connection = context.config.attributes["connection"]
connection.execute(text("CREATE SCHEMA IF NOT EXISTS concert"))
connection.execute(text("SET LOCAL search_path = concert"))
connection.execute(text("SET LOCAL concert.telling = 'on'"))  # a step sees all rows that it moves
context.configure(connection=connection, version_table_schema="concert")
with context.begin_transaction():
    context.run_migrations()
