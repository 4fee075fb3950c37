"""Attacks on regular expressions, made from the expressions themselves.

`patterns` finds every compiled expression of the packages ``extract`` and ``schemas``. `attacks` parses one as the
standard library does, writes samples of its pieces, and repeats them: each piece alone, behind what comes before it,
two in turn, the whole without its end, each with an end that does not match. `growth` tells how much longer a search
takes when the text is four times as long.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import GetSetDescriptorType, ModuleType
from typing import Any, AnyStr, NamedTuple

import extract
import schemas
from extract.pipeline import Pipeline

MOST = 24
"""So many attacks are made on an expression at most, more on a long one; a sample that is always the same."""

_OURS = ("extract", "schemas")
_DEPTH = 9
_TRIED = {"match", "fullmatch"}
_METHODS = _TRIED | {"search", "finditer", "findall", "sub", "subn", "split", "scanner"}
_TOOLS = ("extract.lang.cldr", "extract.lang.territories")
"""What makes vocabulary of data of this project, and never sees an article."""
_CANDIDATES = [*map(chr, range(33, 127)), " ", "\n", "\t", *map(chr, range(0xA0, 0x180)), *"一五Ж٣\u2028"]


# Where expressions are.


def modules() -> list[ModuleType]:
    """All modules of the packages that can be imported here."""
    found = [
        module.name
        for package in (extract, schemas)
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    names = [name for name in found if not name.endswith("__main__") and name not in _TOOLS]
    return [extract, schemas, *map(importlib.import_module, names)]


class Found(NamedTuple):
    """An expression, where it is, and whether it is searched for or only tried at one place."""

    where: str
    pattern: re.Pattern[Any]
    searched: bool


def patterns(pipeline: Pipeline) -> list[Found]:
    """Every expression: attributes of modules, classes and objects, and those written where they are used."""
    found: dict[tuple[Any, int], tuple[str, re.Pattern[Any]]] = {}
    used: dict[tuple[Any, int], set[str]] = {}
    named = uses()
    seen: set[int] = set()

    def note(pattern: re.Pattern[Any], where: str, methods: set[str]) -> None:
        key = (pattern.pattern, pattern.flags)
        found.setdefault(key, (where, pattern))
        used.setdefault(key, set()).update(methods)

    def walk(item: Any, where: str, depth: int = 0) -> None:
        if isinstance(item, re.Pattern):
            note(item, where, named.get(where.rpartition(".")[2], {"?"}))
        elif isinstance(getattr(item, "__self__", None), re.Pattern):
            note(item.__self__, where, {item.__name__})
        elif id(item) not in seen and depth < _DEPTH and not isinstance(item, str | bytes | int | float):
            seen.add(id(item))
            for name, inner in _inside(item):
                walk(inner, f"{where}{name}", depth + 1)

    for module in modules():
        for name, item in list(vars(module).items()):
            if not isinstance(item, ModuleType):
                walk(item, f"{module.__name__}.{name}")
        for line, method, pattern in _inline(source(module)):
            if method != "compile":
                note(pattern, f"{module.__name__}:{line}", {method})
    walk(pipeline, "Pipeline()")
    return [Found(*item, not used[key] <= _TRIED) for key, item in found.items()]


def _inside(item: Any) -> Iterator[tuple[str, Any]]:
    """What an object holds, as far as it is ours."""
    if isinstance(item, dict):
        for key, value in list(item.items()):
            yield f"[{str(key)[:20]}]", value
            yield f"[{str(key)[:20]}]", key
    elif isinstance(item, list | tuple | set | frozenset):
        for at, value in enumerate(item):
            yield f"[{at}]", value
    elif isinstance(item, type):
        if item.__module__.split(".")[0] in _OURS:
            yield from ((f".{name}", value) for name, value in vars(item).items())
    elif hasattr(item, "__closure__"):
        if (item.__module__ or "").split(".")[0] in _OURS:
            yield from (("()", cell.cell_contents) for cell in item.__closure__ or () if cell != type(cell)())
            yield "()", item.__defaults__ or ()
    elif hasattr(item, "__self__"):
        yield "", item.__self__
    elif hasattr(item, "__wrapped__"):
        yield "", item.__wrapped__
    elif type(item).__module__.split(".")[0] in _OURS:
        slots = itertools.chain.from_iterable(getattr(base, "__slots__", ()) for base in type(item).__mro__)
        # The attributes of a compiled class.
        got = (k for base in type(item).__mro__ for k, v in vars(base).items() if isinstance(v, GetSetDescriptorType))
        for name in dict.fromkeys((*getattr(item, "__dict__", {}), *slots, *got)):
            # What a compiled class computes, it may refuse to: the first day of a year that no calendar has.
            with suppress(AttributeError, ValueError, OverflowError):
                yield f".{name}", getattr(item, name)


def _inline(path: Path) -> Iterator[tuple[int, str, re.Pattern[Any]]]:
    """The expressions that a module gives to `re` where it uses them."""
    if not path.is_file():
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str | bytes)
            and node.func.attr != "escape"
        ):
            yield node.lineno, node.func.attr, re.compile(node.args[0].value)


def source(module: ModuleType) -> Path:
    """The file of a module's source, beside what it was compiled to if it was."""
    path = Path(module.__file__ or "")
    return path.with_name(f"{path.name.partition('.')[0]}.py")


def uses() -> dict[str, set[str]]:
    """The methods that are called on names of expressions (``_WORD``), as the sources say."""
    found: dict[str, set[str]] = {}
    for module in modules():
        for node in ast.walk(ast.parse(source(module).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
                name = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                found.setdefault(name, set()).add(node.attr)
    return {name: methods & _METHODS or {"?"} for name, methods in found.items()}


# What they are made of.


class Sampler:
    """Writes texts that the pieces of an expression match."""

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        source = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
        flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
        self.groups: dict[int, str] = {}
        self.pieces: dict[str, None] = {}
        self.before: dict[str, str] = {}
        self.whole = self.sequence(parser.parse(source, flags), "")

    def sequence(self, items: Any, prefix: str) -> str:
        """A text that some nodes match one after the other; each node is noted as a piece."""
        text = ""
        for node in items:
            sample = self.node(node, prefix + text)
            self.note(sample, prefix + text)
            text += sample
        self.note(text, prefix)
        return text

    def note(self, piece: str, before: str) -> None:
        """Take note of a piece and of what stood before it."""
        if piece:
            self.pieces.setdefault(piece)
            self.before.setdefault(piece, before)

    def node(self, node: Any, prefix: str) -> str:
        """A text that one node matches."""
        code, value = node
        if code is codes.LITERAL:
            return chr(value)
        if code in (codes.NOT_LITERAL, codes.IN, codes.ANY, codes.CATEGORY):
            found = members(code, value)
            for char in found[:4]:
                self.note(char, prefix)
            return found[0] if found else ""
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            low, high, body = value
            once = self.sequence(body, prefix)
            return once * max(low, min(1, high))
        if code is codes.BRANCH:
            texts = [self.sequence(body, prefix) for body in value[1]]
            return max(texts, key=len)
        if code is codes.SUBPATTERN:
            text = self.sequence(value[3], prefix)
            self.groups[value[0]] = text
            return text
        if code is codes.ATOMIC_GROUP:
            return self.sequence(value, prefix)
        if code in (codes.ASSERT, codes.ASSERT_NOT):
            inner = self.sequence(value[1], prefix)
            # What is looked for ahead is often what keeps the search going; it is a piece of its own.
            self.note(inner, prefix)
            return ""
        if code is codes.GROUPREF:
            return self.groups.get(value, "")
        if code is codes.GROUPREF_EXISTS:
            return self.sequence(value[1], prefix)
        return ""


def members(code: Any, value: Any) -> list[str]:
    """Characters that a set takes, the usual ones first."""
    node = [(code, value)]
    state = parser.State()
    state.str = ""
    one = re.compile(_written(node))
    return [char for char in _CANDIDATES if one.fullmatch(char)] or _declared(value)


def _written(items: Any) -> str:
    """A set as it is written."""
    out = []
    for code, value in items:
        if code is codes.LITERAL:
            out.append(re.escape(chr(value)))
        elif code is codes.NOT_LITERAL:
            out.append(f"[^{re.escape(chr(value))}]")
        elif code is codes.ANY:
            out.append(".")
        elif code is codes.RANGE:
            out.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        elif code is codes.NEGATE:
            out.append("^")
        elif code is codes.CATEGORY:
            out.append(_CATEGORIES[value])
        elif code is codes.IN:
            out.append(f"[{_written(value)}]")
    return "".join(out)


_CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}


def _declared(value: Any) -> list[str]:
    """The first characters that a set names."""
    found = []
    for code, inner in value if isinstance(value, list) else ():
        if code is codes.LITERAL:
            found.append(chr(inner))
        elif code is codes.RANGE:
            found += [chr(inner[0]), chr(inner[1])]
    return found


def attacks(pattern: re.Pattern[Any]) -> list[Callable[[int], Any]]:
    """Functions from a length to a hostile text of about that length."""
    sampler = Sampler(pattern)
    pieces = list(sampler.pieces)
    whole = sampler.whole
    dice = random.Random(repr(pattern.pattern))
    wrong = [char for char in "\0\n .!" if char not in whole[-1:]]
    shapes: dict[tuple[str, str, str], None] = {}
    for end in ("", wrong[0], wrong[1]):
        shapes.setdefault(("", whole, end))
        shapes.setdefault(("", whole[:-1], end))
        shapes.setdefault(("", whole[:1], end))
    for piece in pieces:
        for end in ("", *wrong):
            shapes.setdefault(("", piece, end))
            shapes.setdefault((sampler.before[piece], piece, end))
        shapes.setdefault(("", piece[:-1], wrong[0]))
        shapes.setdefault(("", piece + wrong[0], ""))
    for one, other in itertools.islice(itertools.permutations(dice.sample(pieces, min(len(pieces), 12)), 2), 60):
        shapes.setdefault(("", one + other, dice.choice(wrong)))
    chosen = [shape for shape in shapes if shape[1]]
    most = max(MOST, len(pattern.pattern) // 60)  # a long one has many pieces
    if len(chosen) > most:
        chosen = chosen[:6] + dice.sample(chosen[6:], most - 6)
    return [_attack(*shape, isinstance(pattern.pattern, bytes)) for shape in chosen]


def _attack(before: str, piece: str, end: str, binary: bool) -> Callable[[int], Any]:
    def make(length: int) -> Any:
        text = before + piece * max(1, length // len(piece)) + end
        return text.encode("latin-1", "replace") if binary else text

    make.__doc__ = f"{before!r} + {piece!r} * n + {end!r}"
    return make


# How long they take.


def scan(pattern: re.Pattern[AnyStr]) -> Callable[[AnyStr], None]:
    """Search a whole text for all that is there."""

    def search(text: AnyStr) -> None:
        for _ in pattern.finditer(text):
            pass

    return search


def at_start(pattern: re.Pattern[AnyStr]) -> Callable[[AnyStr], None]:
    """Try an expression that is never searched for where it is tried: at one place."""

    def match(text: AnyStr) -> None:
        pattern.match(text)
        pattern.fullmatch(text)

    return match


def took(work: Callable[[Any], object], text: Any, repeats: int = 1) -> float:
    """The seconds of this thread, others aside, in the fastest of some runs."""
    times = []
    for _ in range(repeats):
        begin = time.thread_time()
        work(text)
        times.append(time.thread_time() - begin)
    return min(times)


def growth(
    work: Callable[[Any], object], make: Callable[[int], Any], sizes: Sequence[int], floor: float
) -> tuple[float, int]:
    """How many times longer four times the text takes, and the length at which that is; 0 where nothing is slow.

    Lengths grow step by step until a run takes longer than ``floor`` seconds, so that what grows without measure is
    found while it is small. A quick look decides whether it is measured.
    """
    for size in sizes:
        if took(work, make(size)) > floor:
            small, large = took(work, make(size // 4), 5), took(work, make(size), 3)
            return large / max(small, 1e-7), size
    return 0.0, sizes[-1]
