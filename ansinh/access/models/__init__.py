from .emergency import EmergencyAccess
from .grant import Grant
from .user import User

__all__ = ["EmergencyAccess", "Grant", "User"]
