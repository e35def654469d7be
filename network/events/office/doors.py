"""Who comes in: editors see numbers, the secretariat sees who comes and acts."""

from cms.core.office import only_if
from network.events.permissions import user_can_keep_events, user_can_see_events

seeing = only_if(user_can_see_events)
keeping = only_if(user_can_keep_events)
