"""Who comes in: editors see numbers, the secretariat sees who signed and acts."""

from cms.core.office import only_if
from network.letters.permissions import user_can_keep_letters, user_can_see_letters

seeing = only_if(user_can_see_letters)
keeping = only_if(user_can_keep_letters)
