"""Why a reference leads nowhere, and what was probably meant by it."""

from __future__ import annotations

from itsm_as_code.graph import Landscape, Link
from itsm_as_code.model import Ref
from itsm_as_code.reading import Entity, nearest, surely
from itsm_as_code.schemas import kind_words


def why_not(link: Link, landscape: Landscape) -> tuple[str, str]:
    """What is wrong with a reference that leads nowhere, and how to mend it."""
    written, wanted = link.written, " or ".join(link.kinds)
    if not written.kind:
        fits = [kind for kind in link.kinds if link.target._replace(kind=kind) in landscape.names]
        options = " or ".join(f"{kind}:{written.name}" for kind in fits or link.kinds)
        return f'"{written}" does not say its kind', f"write {options}"
    if written.kind not in kind_words():
        return f'there is no kind "{written.kind}"', _meant(link, landscape)
    if written.kind not in link.kinds:
        return f'{link.relation} takes a {wanted}, "{written}" is none', _meant(link, landscape)
    return f'no {written.kind} "{written._replace(kind="")}"', _meant(link, landscape)


def sure_fix(link: Link, landscape: Landscape) -> str | None:
    """The text that a reference was surely meant to be, or None.

    An entity that was renamed; a kind left out, where only one entity has the name; else a name one keystroke away.
    """
    text = landscape.entities[link.source].text(link.path)
    written = link.written
    if not text or (written.kind and written.kind not in link.kinds):
        return None
    if not written.kind:
        fits = [kind for kind in link.kinds if link.target._replace(kind=kind) in landscape.names]
        return f"{fits[0]}:{text}" if len(fits) == 1 else None
    same_place = [ref for ref in landscape.names if ref[:2] == link.target[:2]]
    renamed = [ref for ref, one in landscape.entities.items() if _was(link, ref, one)]
    meant = renamed[0].name if len(renamed) == 1 else surely(link.target.name, [ref.name for ref in same_place])
    start = max(text.rfind(":"), text.rfind("/")) + 1
    return f"{text[:start]}{meant}" if meant else None


def _was(link: Link, ref: Ref, entity: Entity) -> bool:
    return ref[:2] == link.target[:2] and link.target.name in entity.model.metadata.formerly


def _meant(link: Link, landscape: Landscape) -> str:
    renamed = _renamed(link, landscape)
    if renamed:
        return f"did you mean {renamed}?"
    known = [str(ref) for ref in landscape.names if ref.kind in link.kinds]
    same_name = [str(link.target._replace(kind=kind)) for kind in link.kinds]
    found = [name for name in same_name if name in known] or _near(link, known)
    if found:
        return f"did you mean {' or '.join(found)}?"
    kind = link.written.kind if link.written.kind in link.kinds else link.kinds[0]
    return f"define it, or see what there is with itsm ls kind:{kind}"


def _near(link: Link, known: list[str]) -> list[str]:
    """The nearest names of the kind that was written, else of the others; kinds don't count as letters."""
    own = {name.partition(":")[2]: name for name in known if name.startswith(f"{link.written.kind}:")}
    others = {name.partition(":")[2]: name for name in known}
    wanted = str(link.written._replace(kind=""))
    return [own[match] for match in nearest(wanted, own)] or [others[match] for match in nearest(wanted, others)]


def _renamed(link: Link, landscape: Landscape) -> str:
    """The entity that had this name before."""
    for ref, entity in landscape.entities.items():
        if ref.kind != link.target.kind or not entity.says("metadata.formerly"):
            continue
        if link.target.name in entity.model.metadata.formerly:
            return f"{ref} (formerly {link.target.name})"
    return ""
