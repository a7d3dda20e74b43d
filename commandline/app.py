"""The command line of Concert: a table of commands, each loaded when it is called."""

from __future__ import annotations

import ast
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from commandline.console import exit_codes, quiet_libraries
from data.secrets import load as load_secrets

# In the order in which help lists them, with the file each lives in.
COMMANDS = {
    "serve": "serve",
    "demo": "serve",
    "doctor": "serve",
    "rank": "rank",
    "route": "rank",
    "tag-sdg": "rank",
    "overlap": "overlap",
    "coalition": "coalition",
    "approach": "approach",
    "plan": "plan",
    "screen": "screen",
    "inspect": "import_",
    "import": "import_",
    "resolve": "import_",
    "export": "export",
    "report": "export",
    "backup": "serve",
    "restore": "serve",
    "grant": "people",
    "revoke": "people",
    "users": "people",
    "audit": "people",
}
_HELP: dict[str, Any] = {"help_option_names": ["-h", "--help"]}


class Commands(TyperGroup):
    """The group of all commands; each one's libraries load when it is called, and for help none do."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands, in order of help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command as help lists it, with its sentence alone; None for a name that there is not."""
        return _command(cmd_name, lambda: None, _sentence(cmd_name)) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return name, command and arguments of what is called."""
        name, found, rest = super().resolve_command(ctx, args)
        return name, load(str(found.name)) if found else None, rest

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was called; its failures end as messages and exit codes of the contract."""
        with exit_codes():
            return super().invoke(ctx)


def load(name: str) -> Any:
    """Return a command by its name, with its options, its libraries loaded."""
    return _command(name, getattr(import_module(f"commandline.{COMMANDS[name]}"), _function(name)))


def _command(name: str, function: Callable[..., None], sentence: str | None = None) -> Any:
    alone = typer.Typer(add_completion=False, context_settings=_HELP)
    alone.command(name, help=sentence)(function)
    return typer.main.get_command(alone)


def _function(name: str) -> str:
    return "import_" if name == "import" else name.replace("-", "_")


def _sentence(name: str) -> str:
    """Return the docstring of a command, read off its file: running it would load every library for a page of help."""
    file = Path(__file__).with_name(f"{COMMANDS[name]}.py")
    functions = (node for node in ast.parse(file.read_text("utf-8")).body if isinstance(node, ast.FunctionDef))
    return next(ast.get_docstring(each) or "" for each in functions if each.name == _function(name))


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings=_HELP,
    help="Concert: the dashboard with which the UN system and its partners act in concert.",
)


@app.callback()
def main() -> None:
    """Read the secrets, and keep the libraries' own talk away from the user."""
    quiet_libraries()
    load_secrets()
