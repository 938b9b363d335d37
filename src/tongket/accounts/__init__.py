"""Sign-in and dated appointments; builds the ``Actor``.

Nouns: ``User`` (a person who signs in), ``Appointment`` (a role at a unit in a span, by a
decision). Roles are data (``accounts/data/roles.yaml``): actions with a reach over the tree.
Access uses the tree of today; figures keep the unit of then; a successor's people see their
predecessors' rows through succession.
"""
