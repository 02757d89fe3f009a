from .emergency import EmergencyAccess
from .factor import Factor, RecoveryCode
from .grant import Grant
from .sign_in import Device, Throttle
from .user import User

__all__ = ["Device", "EmergencyAccess", "Factor", "Grant", "RecoveryCode", "Throttle", "User"]
