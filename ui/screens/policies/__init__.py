"""惠农政策: the policies and their rates, what each household draws of them, and who has the papers about it."""

from ui.screens.policies.screen import PoliciesScreen

__all__ = ["PoliciesScreen"]
