"""Who comes in: some read the rounds, the secretariat steers them."""

from cms.core.office import only_if
from network.agreement.permissions import user_can_see_rounds, user_can_steer

seeing = only_if(user_can_see_rounds)
steering = only_if(user_can_steer)
