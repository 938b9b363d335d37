"""What people sit in front of."""

from typing import Any

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
    "locale": "vi-VN",
}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "locale": "vi-VN"}
