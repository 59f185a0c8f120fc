"""Parses the Python files named on standard input, without running them, and prints what is certain about them.

The input is their paths, each followed by a zero byte. The output is a line "error", "doubt", "no user" or "no host", each
with its values after tabs: the position of the file in the input, the line, and the message. An error of syntax is in doubt if
a newer Python may accept that line. "No host" means that there is an HttpUser, and that no file can set a host. Only the first
of each kind is printed.
"""

import ast
import re
import sys

# Of the grammar that is newer than Python 3.10: strings with other strings inside, type parameters, exceptions without
# parentheses, unpacking in comprehensions, lazy imports
NEWER = re.compile(
    r"""(?i)\b(?:[ft]r?|r[ft])["']|^\s*(?:type|lazy)\s+\w|^\s*(?:async\s+)?(?:class|def)\s+\w+\s*\[|^\s*except\b|[\[({]\s*\*"""
)
ABSTRACT_USERS = {"User", "HttpUser", "FastHttpUser"}
HTTP_USERS = {"HttpUser", "FastHttpUser"}
NO_USERS = {"object", "TaskSet", "SequentialTaskSet", "LoadTestShape", "Exception", "Enum", "dict", "list", "str"}
# With these names a program can define a class in other ways
DYNAMIC = set(
    "abstract __import__ __builtins__ __loader__ __spec__ compile eval exec getattr globals import_module locals modules"
    " new_class run_path setattr type vars".split()
)


def is_certain(error, lines):
    if isinstance(error, IndentationError):
        return True
    if sys.version_info < (3, 12) and error.msg.startswith("f-string"):
        return False  # its line is the last one of the string
    line = lines[error.lineno - 1] if error.lineno and error.lineno <= len(lines) else ""
    return sys.version_info >= (3, 10) and not NEWER.search(line)


def last_name(node):
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def may_bring_user(node):
    """Whether an import can bring a class of users that Locust would run, if only as a part of a module."""
    modules = {"locust"} | set(getattr(sys, "stdlib_module_names", ()))
    if isinstance(node, ast.Import):
        return any(alias.name.partition(".")[0] not in modules for alias in node.names)
    names = {alias.name for alias in node.names}
    known = (node.module or "").partition(".")[0] in modules
    return (
        node.level > 0
        or not known
        or any(name.endswith("User") and name not in ABSTRACT_USERS for name in names)
        or "*" in names and node.module != "locust"
    )


def may_define_user(tree):
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)) and may_bring_user(node):
            return True
        if isinstance(node, ast.ClassDef) and (
            node.decorator_list or node.keywords or any(last_name(base) not in NO_USERS for base in node.bases)
        ):
            return True
        if isinstance(node, (ast.Name, ast.Attribute)) and last_name(node) in DYNAMIC:
            return True
        if isinstance(node, ast.Assign) and last_name(node.value).endswith("User"):
            return True
    return False


def classes(tree):
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def http_user(tree):
    """Returns the first class of users that cannot be created without a host, if there is one."""
    return next((node for node in classes(tree) if any(last_name(base) in HTTP_USERS for base in node.bases)), None)


def may_set_host(tree):
    known = ABSTRACT_USERS | NO_USERS | {node.name for node in classes(tree)}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)) and may_bring_user(node):
            return True
        if isinstance(node, (ast.Name, ast.Attribute)) and (last_name(node) in DYNAMIC or "host" in last_name(node).lower()):
            return True
        if isinstance(node, ast.ClassDef) and (
            node.decorator_list or node.keywords or any(last_name(base) not in known for base in node.bases)
        ):
            return True
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            return True
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "host" in node.value:
            return True  # such as a key of a dictionary, or an argument of the locustfile
    return False


def plain(text):
    """A message can quote the file."""
    return "".join(char if char.isprintable() else "?" for char in " ".join(text.split()))[:200]


def report(*values):
    line = "\t".join(plain(str(value)) for value in values)
    sys.stdout.buffer.write((line + "\n").encode("utf-8", "replace"))


user = doubted = host = False
needs_host = None
for index, path in enumerate(sys.stdin.buffer.read().split(b"\0")[:-1]):
    with open(path, "rb") as file:
        source = file.read()
    try:
        tree = ast.parse(source)
        user = may_define_user(tree) or user
        host = host or may_set_host(tree)
        if not needs_host and http_user(tree):
            needs_host = index, http_user(tree)
    except SyntaxError as error:
        user = host = True
        certain = is_certain(error, source.decode("utf-8", "replace").splitlines())
        if certain or not doubted:
            report("error" if certain else "doubt", index, error.lineno or 0, error.msg)
        if certain:
            break
        doubted = True
    except Exception:
        user = host = True  # such as a file with zero bytes, or one that is nested too deeply for this Python
if not user:
    report("no user", 0, 0, "")
elif needs_host and not host:
    report("no host", needs_host[0], needs_host[1].lineno, needs_host[1].name)
