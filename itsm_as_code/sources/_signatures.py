"""Signatures of commits and tags, verified by git with the keys that it is configured to trust, and by nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from itsm_as_code.sources import _git

_PROGRAMS = {"openpgp": "gpg", "x509": "gpgsm", "ssh": "ssh-keygen"}
_GOOD = re.compile(r'^(?:\[GNUPG:\] GOODSIG \S+ (.+)|Good "git" signature for (\S+) with .*)$', re.MULTILINE)
_TRUSTED = re.compile(r"^(?:\[GNUPG:\] TRUST_(?:FULLY|ULTIMATE)\b|Good \"git\" signature for )", re.MULTILINE)


def signers(root: Path, commits: Collection[str]) -> Mapping[str, str]:
    """Of these commits, those with a good signature by a trusted key, each with who made it."""
    if not commits:
        return {}
    told = "".join(f"{identity}\n" for identity in commits).encode("ascii")
    wanted = ("--no-walk=unsorted", "--stdin", "--no-patch", "--format=%x00%H%x00%G?%x00%GS%x00")
    plain = ("-c", "log.showSignature=false")  # log, for rev-list reads no configuration about signatures
    answer = _git.as_configured(root, *_programs(root), *plain, "log", *wanted, told=told)
    if answer.code:
        raise _git.refusal(root, answer.err)
    words = answer.out.decode("utf-8", "replace").split("\0")
    found = zip(words[1::4], words[2::4], words[3::4], strict=False)
    return {identity: signer for identity, grade, signer in found if grade == "G"}


def tag_signers(root: Path, commits: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Signed tags at any of these commits: the commit, and who made the signature."""
    form = "--format=%(objectname) %(*objectname)"
    lines = _git.tell(root, "for-each-ref", form, "refs/tags").decode("ascii").splitlines()
    tags = sorted((commit, tag) for tag, _, commit in (line.partition(" ") for line in lines) if commit in commits)
    found = []
    for commit, tag in tags:
        answer = _git.as_configured(root, *_programs(root), "verify-tag", "--raw", tag)
        good = _GOOD.search(answer.err)
        if not answer.code and good and _TRUSTED.search(answer.err):
            found.append((commit, good[1] or good[2]))
    return tuple(found)


@cache
def _programs(root: Path) -> tuple[str, ...]:
    """Which programs verify: those of this machine or this user, never one that a repository names."""
    options = []
    for form, program in _PROGRAMS.items():
        keys = (f"gpg.{form}.program", *(("gpg.program",) if form == "openpgp" else ()))
        set_here = (_setting(root, scope, key) for key in keys for scope in ("--global", "--system"))
        chosen = next(filter(None, set_here), program)
        options += [word for key in keys for word in ("-c", f"{key}={chosen}")]
    return (*options, "-c", "gpg.ssh.defaultKeyCommand=")


def _setting(root: Path, scope: str, key: str) -> str:
    answer = _git.as_configured(root, "config", scope, "--get", key)
    return answer.out.decode("utf-8", "surrogateescape").removesuffix("\n") if not answer.code else ""
