"""All guards of all rooms."""

from tongket.accounts.models import GUARDS as ACCOUNTS
from tongket.audit.models import GUARDS as AUDIT
from tongket.core.guards import Guard
from tongket.figures.models import GUARDS as FIGURES
from tongket.indicators.models import GUARDS as INDICATORS
from tongket.org.models import GUARDS as ORG
from tongket.rulebook.models import GUARDS as RULEBOOK
from tongket.submissions.models import GUARDS as SUBMISSIONS

ALL_GUARDS: list[Guard] = [*AUDIT, *RULEBOOK, *ORG, *ACCOUNTS, *INDICATORS, *FIGURES, *SUBMISSIONS]
