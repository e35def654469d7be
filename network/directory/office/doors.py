"""Who comes in: whoever looks after memberships looks after what changes them."""

from cms.core.office import only_if
from network.members.permissions import user_can_keep_members

keeping = only_if(user_can_keep_members)
