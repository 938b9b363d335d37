"""What codes and names may look like."""

import re

RESERVED = frozenset({"tim", "du-lieu", "sap-xep"})
"""Words that stand in the addresses of pages where a unit's code would stand."""

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = {"code": 160, "name": 250, "short_name": 120, "form": 24, "official_code": 20}


def fault_of_words(**words: str) -> str:
    """Return why these words cannot be a unit's, a Vietnamese sentence; empty when they can.

    Keys: code, name, short_name, form, official_code; those left out are not looked at.
    """
    code, name = words.get("code"), words.get("name")
    if code is not None and not _CODE.fullmatch(code):
        return f"mã “{code[:60]}” phải gồm chữ thường không dấu, chữ số và dấu gạch nối."
    if code in RESERVED:
        return f"mã “{code}” dành cho trang của hệ thống; hãy chọn mã khác."
    if name is not None and not name.strip():
        return "tên còn trống."
    for key, text in words.items():
        if len(text) > _LONGEST[key]:
            return f"“{text[:40]}…” dài quá {_LONGEST[key]} chữ."
    return ""
