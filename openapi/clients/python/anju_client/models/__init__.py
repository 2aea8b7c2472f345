"""Contains all the data models used in inputs/outputs"""

from .cap_type_0 import CapType0
from .cap_type_1 import CapType1
from .case_claim import CaseClaim
from .certificate_check import CertificateCheck
from .certificate_status import CertificateStatus
from .certified_zone import CertifiedZone
from .check_certificate import CheckCertificate
from .contract import Contract
from .contract_page import ContractPage
from .field_problem import FieldProblem
from .held_unit import HeldUnit
from .hold import Hold
from .hold_page import HoldPage
from .hold_state import HoldState
from .home_kind import HomeKind
from .issue_code import IssueCode
from .known_certificate import KnownCertificate
from .list_webhook_deliveries_state import ListWebhookDeliveriesState
from .module import Module
from .new_contract import NewContract
from .new_hold import NewHold
from .new_referral import NewReferral
from .own_client import OwnClient
from .place import Place
from .problem import Problem
from .referral import Referral
from .referral_link import ReferralLink
from .referral_outcome import ReferralOutcome
from .referral_page import ReferralPage
from .referral_state import ReferralState
from .referred_outcome import ReferredOutcome
from .rotate_webhook_keys import RotateWebhookKeys
from .save_webhook_endpoint import SaveWebhookEndpoint
from .scope import Scope
from .seller import Seller
from .target import Target
from .token_answer import TokenAnswer
from .token_error import TokenError
from .token_error_code import TokenErrorCode
from .token_form import TokenForm
from .transfer import Transfer
from .unit import Unit
from .unit_kind import UnitKind
from .webhook_attempt import WebhookAttempt
from .webhook_delivery import WebhookDelivery
from .webhook_delivery_log import WebhookDeliveryLog
from .webhook_delivery_page import WebhookDeliveryPage
from .webhook_delivery_state import WebhookDeliveryState
from .webhook_disabled import WebhookDisabled
from .webhook_endpoint import WebhookEndpoint
from .webhook_endpoint_page import WebhookEndpointPage
from .webhook_event import WebhookEvent
from .webhook_event_data import WebhookEventData
from .webhook_event_type import WebhookEventType
from .webhook_key import WebhookKey
from .webhook_secret import WebhookSecret
from .webhook_trouble import WebhookTrouble
from .zone import Zone

__all__ = (
    "CapType0",
    "CapType1",
    "CaseClaim",
    "CertificateCheck",
    "CertificateStatus",
    "CertifiedZone",
    "CheckCertificate",
    "Contract",
    "ContractPage",
    "FieldProblem",
    "HeldUnit",
    "Hold",
    "HoldPage",
    "HoldState",
    "HomeKind",
    "IssueCode",
    "KnownCertificate",
    "ListWebhookDeliveriesState",
    "Module",
    "NewContract",
    "NewHold",
    "NewReferral",
    "OwnClient",
    "Place",
    "Problem",
    "Referral",
    "ReferralLink",
    "ReferralOutcome",
    "ReferralPage",
    "ReferralState",
    "ReferredOutcome",
    "RotateWebhookKeys",
    "SaveWebhookEndpoint",
    "Scope",
    "Seller",
    "Target",
    "TokenAnswer",
    "TokenError",
    "TokenErrorCode",
    "TokenForm",
    "Transfer",
    "Unit",
    "UnitKind",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookDeliveryLog",
    "WebhookDeliveryPage",
    "WebhookDeliveryState",
    "WebhookDisabled",
    "WebhookEndpoint",
    "WebhookEndpointPage",
    "WebhookEvent",
    "WebhookEventData",
    "WebhookEventType",
    "WebhookKey",
    "WebhookSecret",
    "WebhookTrouble",
    "Zone",
)
